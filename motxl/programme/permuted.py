"""Values that changed places among their keys: exchanged, rotated, sorted alone, or shifted.

A workbook in which one column was sorted without the others, or two cells were exchanged, holds
nothing that is wrong in itself. What tells it is that the values are still there, under other keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

_MANY = 10
"""Changes: among so many, one in ten may be a true edit"""

MOVED = 2
"""Values that went from one key to another, each in the place of one that went on: a column that
was pasted a row too low. One alone may be an edit"""

_Edges = Mapping[str, list[str]]


def permuted(
    former: Mapping[str, str],
    now: Mapping[str, str],
    *,
    few_share: bool = False,
    least_moved: int = MOVED,
) -> frozenset[str]:
    """The keys whose values changed places, among those that are in both mappings.

    Each key whose value changed leads from its former value to the one that it has now. Where these
    ways go round, so that each value on them is left as often as it is reached, no value came and
    none went: these keys have one another's values. Two edits that have nothing to do with one
    another may look the same where a column has few values, which a person can say.

    Where many values changed, they count as sorted alone as soon as nine in ten of the values that
    went away came back under other keys: a column may have been edited before or after. Where
    ``few_share`` says that a value is few keys', ways that do not go round count too, because a
    cell at their end was overwritten: from ``least_moved`` values on that went from key to key, or
    one that was dragged onto another. (A number that grew by one is another key's by chance.)
    Linear in the number of keys.
    """
    changed = {
        key: (value, now[key]) for key, value in former.items() if now.get(key, value) != value
    }
    held = Counter(former.values())
    left = Counter(old for old, _new in changed.values())
    reached = Counter(new for _old, new in changed.values())
    back = sum((left & reached).values())
    found = going_round(changed)
    if len(changed) >= _MANY and (len(changed) - back) * 10 <= len(changed):
        found |= {key for key, (_old, new) in changed.items() if new in left}
    if not few_share:
        return frozenset(found)
    moved = {
        value for value, times in left.items()
        if value and reached[value] == times and 2 * times >= held[value]
    }  # fmt: skip
    return frozenset(found | _along(changed, moved, least_moved) | _dragged(changed, moved))


def going_round(changed: Mapping[str, tuple[str, str]]) -> set[str]:
    """The keys that have one another's values: of those that changed, each with its former value
    and the one that it has now, those on ways that go round, on which each value is left as often
    as it is reached."""
    round_of = _components(changed.values())
    inside = {key: edge for key, edge in changed.items() if round_of[edge[0]] == round_of[edge[1]]}
    balance: Counter[str] = Counter()
    for old, new in inside.values():
        balance[old] += 1
        balance[new] -= 1
    uneven = {round_of[value] for value, number in balance.items() if number}
    return {key for key, (old, _new) in inside.items() if round_of[old] not in uneven}


def copied(former: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str]:
    """The keys whose value was pasted over with that of a key which has it still, and these."""
    stays: dict[str, list[str]] = {}
    for key, value in former.items():
        if value and now.get(key) == value:
            stays.setdefault(value, []).append(key)
    onto = {
        key: now[key] for key, value in former.items()
        if now.get(key, value) != value and now[key] in stays
    }  # fmt: skip
    return frozenset({*onto, *(key for value in onto.values() for key in stays[value])})


def _dragged(changed: Mapping[str, tuple[str, str]], moved: Collection[str]) -> set[str]:
    """The keys of which one lost its value, and another has that in the place of its own: a cell
    that was dragged onto another one."""
    emptied = {old for old, new in changed.values() if not new and old in moved}
    taken = {new for old, new in changed.values() if old and new in emptied}
    return {
        key for key, (old, new) in changed.items() if (old in taken and not new) or new in taken
    }


def _along(changed: Mapping[str, tuple[str, str]], moved: Collection[str], least: int) -> set[str]:
    """The keys on ways that lead through enough values that moved."""
    joined: dict[str, str] = {}

    def root(value: str) -> str:
        while joined.get(value, value) != value:
            joined[value] = value = joined.get(joined[value], joined[value])
        return value

    # Ways meet in a value that moved, and in no other: an empty cell joins nothing.
    for old, new in changed.values():
        if old in moved and new in moved:
            joined[root(old)] = root(new)
    sizes = Counter(map(root, moved))
    return {
        key for key, edge in changed.items()
        if any(value in moved and sizes[root(value)] >= least for value in edge)
    }  # fmt: skip


def _components(edges: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By value, one that stands for all from which there is a way to it and back (Kosaraju)."""
    onward: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for old, new in edges:
        onward.setdefault(old, []).append(new)
        onward.setdefault(new, [])
        back.setdefault(new, []).append(old)
        back.setdefault(old, [])
    order: list[str] = []
    seen: set[str] = set()
    for value in onward:
        order += _reached(value, onward, seen)
    found: dict[str, str] = {}
    seen = set()
    for value in reversed(order):
        for one in _reached(value, back, seen):
            found[one] = value
    return found


def _reached(start: str, edges: _Edges, seen: set[str]) -> list[str]:
    """What can be reached and was not seen yet, each after all that it leads to."""
    if start in seen:
        return []
    seen.add(start)
    found: list[str] = []
    path = [(start, iter(edges[start]))]
    while path:
        value, following = path[-1]
        for one in following:
            if one not in seen:
                seen.add(one)
                path.append((one, iter(edges[one])))
                break
        else:
            path.pop()
            found.append(value)
    return found

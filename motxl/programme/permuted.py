"""Values that only changed places among their keys: exchanged, rotated, or sorted alone.

A workbook in which one column was sorted without the others, or two cells were exchanged, holds
nothing that is wrong in itself. What tells it is that each value is still there, under another key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

_MANY = 10
"""Changes: among so many, one in ten may be a true edit"""

_Edges = Mapping[str, list[str]]


def permuted(former: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str]:
    """The keys whose values only changed places, among those that are in both mappings.

    Each key whose value changed leads from its former value to the one that it has now. Where these
    ways go round, so that each value on them is left as often as it is reached, no value came and
    none went: these keys have one another's values. Two edits that have nothing to do with one
    another may look the same where a column has few values, which a person can say.

    Where many values changed, they count as sorted alone as soon as nine in ten of the values that
    went away came back under other keys: a column may have been edited before or after. A key with
    a value that none of the others had is never among them. Linear in the number of keys.
    """
    changed = {
        key: (value, now[key]) for key, value in former.items() if now.get(key, value) != value
    }
    left = Counter(old for old, _new in changed.values())
    reached = Counter(new for _old, new in changed.values())
    back = sum((left & reached).values())
    if len(changed) >= _MANY and (len(changed) - back) * 10 <= len(changed):
        return frozenset(key for key, (_old, new) in changed.items() if new in left)
    round_of = _components(changed.values())
    inside = {key: edge for key, edge in changed.items() if round_of[edge[0]] == round_of[edge[1]]}
    balance: Counter[str] = Counter()
    for old, new in inside.values():
        balance[old] += 1
        balance[new] -= 1
    uneven = {round_of[value] for value, number in balance.items() if number}
    return frozenset(key for key, (old, _new) in inside.items() if round_of[old] not in uneven)


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

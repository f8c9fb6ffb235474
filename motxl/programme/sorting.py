"""Whether the rows stand in another order than the one that Ordre keeps, and that order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from motxl.programme.model import AXE, LABEL, ORDRE, REF, Entry
from motxl.text.normalise import normalise

_OWN_TO_EACH_ROW = frozenset((AXE, LABEL, REF, ORDRE))


def sorted_by(entries: Sequence[Entry], columns: Collection[str]) -> str | None:
    """The column that the rows were sorted by instead of Ordre; empty where none is seen.

    A moved row goes backwards once, and parts three pairs of neighbours. A sort does more of
    either: backwards at every few rows; or, where few values make large groups that each keep
    their order, neighbours parted everywhere, or no step backwards within a group.
    """
    if ORDRE not in columns:
        return None
    numbered = [
        (value, entry) for entry in entries if isinstance(value := entry.value(ORDRE), int | float)
    ]
    place = {value: at for at, value in enumerate(sorted({value for value, _entry in numbered}))}
    places = [place[value] for value, _entry in numbered]
    steps = [other - one for one, other in pairwise(places)]
    backwards = [at for at, step in enumerate(steps) if step < 0]
    if not backwards:
        return None
    moved = max(2, len(places) // 20)
    ordered = [entry for _value, entry in numbered]
    others = [column for column in columns if column not in _OWN_TO_EACH_ROW]
    found = next((c for c in others if _groups(ordered, c, backwards)), "")
    parted = sum(step not in {0, 1} for step in steps)
    if len(backwards) > moved or parted > 3 * moved:
        return found
    return (found or None) if len(backwards) > 1 else None


def _groups(entries: Sequence[Entry], column: str, backwards: Sequence[int]) -> bool:
    """Whether each value of a column stands together, and all the steps backwards are between."""
    values = [normalise(entry.text(column)) for entry in entries]
    changes = {at for at, (one, other) in enumerate(pairwise(values)) if one != other}
    return len(changes) == len(set(values)) - 1 and changes.issuperset(backwards)


def restored(entries: Sequence[Entry]) -> list[Entry]:
    """In the order that Ordre keeps; rows without one after the row that they follow now."""
    keyed: list[tuple[float, int, Entry]] = []
    order = 0.0
    for position, entry in enumerate(entries):
        value = entry.value(ORDRE)
        order = float(value) if isinstance(value, int | float) else order
        keyed.append((order, position, entry))
    return [entry for _, _, entry in sorted(keyed, key=lambda item: item[:2])]

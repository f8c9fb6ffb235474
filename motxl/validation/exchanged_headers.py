"""Headers that stand over each other's column: what a closed list allows stands under another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from motxl.programme.model import Programme
from motxl.text.normalise import normalise

_SOME = 3
"""Of fewer values nobody can say what a column holds"""


def stands_under(programme: Programme, column: str, known: Sequence[str]) -> str | None:
    """The other column under which the values of ``column`` stand, where ``column`` itself holds
    hardly any of the ``known`` ones: its header was exchanged, or cells were pasted over it."""
    keys = frozenset(map(normalise, known))
    if _share(programme, column, keys) >= 1 - _NEARLY:
        return None
    others = [
        other
        for other in programme.columns
        if other != column and _share(programme, other, keys) >= _NEARLY
    ]
    return others[0] if len(others) == 1 else None


_NEARLY = 0.9


def _share(programme: Programme, column: str, keys: frozenset[str]) -> float:
    """How many of the values of a column are known ones, of one; half where there are too few to
    tell."""
    held = Counter(programme.texts(column))
    if held.total() < _SOME:
        return 0.5
    return sum(times for value, times in held.items() if normalise(value) in keys) / held.total()

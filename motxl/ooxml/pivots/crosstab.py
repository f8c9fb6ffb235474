"""The numbers of a pivot table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from motxl.ooxml.pivots.layout import PivotLayout
from motxl.ooxml.pivots.source import Item, PivotSource, SourceField

Place = tuple[int, ...]
"""For each row field (or column field), the place of an item in the order shown, from 0"""

Sums = dict[Place, tuple[float, ...]]
"""One sum per value field"""

_Row = tuple[Place, tuple[float, ...]]
_Adding = Callable[[Iterable[float]], float]


class Crosstab:
    """Sums by the items of the row and column fields. Combinations without a row have none."""

    def __init__(self, source: PivotSource, layout: PivotLayout) -> None:
        """Raises ``KeyError`` when the layout names a field that the source lacks; raises
        ``ValueError`` when a value bears the name of one."""
        self.source = source
        self.layout = layout
        names = {field.name.lower() for field in source.fields}
        if any(value.caption.lower() in names for value in layout.values):
            raise ValueError("a value has the name of a field: Excel takes no two of one name")
        if not len(source):
            raise ValueError("a source without a row")
        depth = len(layout.rows)
        axes = (*layout.rows, *layout.columns)
        self.hidden = {name: layout.hidden_items(source.field(name)) for name in axes}
        """The numbers of the items of row and column fields that are filtered out"""
        rows = [row for row in self._rows(axes) if min(row[0], default=0) >= 0]
        if not rows:
            # Excel has no table without a row: what would hide them all hides nothing.
            self.hidden = {name: set() for name in axes}
            rows = self._rows(axes)
        adds = [_adding(source.field(value.field).quantities) for value in layout.values]
        cells = _sums(rows, adds, slice(None))
        self.cells = {(place[:depth], place[depth:]): sum_ for place, sum_ in cells.items()}
        """Sums of the values, by the places of the row items and of the column items"""
        self.row_totals = _sums(rows, adds, slice(depth))
        self.column_totals = _sums(rows, adds, slice(depth, None))
        self.totals = _sums(rows, adds, slice(0))[()]

    def _rows(self, axes: Sequence[str]) -> list[_Row]:
        """The rows of the source: where each belongs, and what it counts."""
        places = [self._places(self.source.field(name)) for name in axes]
        values = [self.source.field(value.field).quantities for value in self.layout.values]
        return [
            (tuple(one[row] for one in places), tuple(one[row] for one in values))
            for row in range(len(self.source))
        ]

    def _places(self, one: SourceField) -> list[int]:
        """For each row the place of its item; -1 where the item is hidden."""
        place = {number: n for n, number in enumerate(self.layout.ordered(one))}
        for number in self.hidden[one.name]:
            place[number] = -1
        return [place[number] for number in one.numbers]

    @property
    def rows(self) -> list[Place]:
        """The row items that have rows, in the order shown."""
        return list(self.row_totals)

    @property
    def columns(self) -> list[Place]:
        return list(self.column_totals)

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """For each field of an axis its items, in the order shown, hidden ones included."""
        found = {}
        for name in self.layout.axes:
            one = self.source.field(name)
            found[name] = [one.items[number] for number in self.layout.ordered(one)]
        return found

    def item(self, name: str, place: int) -> Item:
        return self.items[name][place]

    def label(self, name: str, place: int) -> Item:
        """What the table shows for an item."""
        item = self.item(name, place)
        return self.layout.blank_caption if item is None else item


def _adding(quantities: Sequence[float]) -> _Adding:
    """What adds up a column: whole numbers stay whole, and of others no digit is lost."""
    return sum if all(isinstance(one, int) for one in quantities) else math.fsum


def _sums(rows: Iterable[_Row], adds: Sequence[_Adding], axes: slice) -> Sums:
    """The sums of the rows that share a place on some of the axes, in the order shown."""
    groups: dict[Place, list[tuple[float, ...]]] = {}
    for place, values in rows:
        groups.setdefault(place[axes], []).append(values)
    return {
        place: tuple(add(row[number] for row in found) for number, add in enumerate(adds))
        for place, found in sorted(groups.items(), key=itemgetter(0))
    }

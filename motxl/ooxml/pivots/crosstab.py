"""What a pivot table counts: the sums of its values by the items of its fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from motxl.ooxml.pivots.layout import PivotLayout
from motxl.ooxml.pivots.source import Item, PivotSource, SourceField

Place = tuple[int, ...]
"""For each row field (or column field), the place of an item in the order shown, counted from 0"""

Sums = dict[Place, tuple[float, ...]]
"""One sum per value field"""

_SourceRow = tuple[Place, tuple[float, ...]]
"""Where a row of the source belongs, on all axes, and what it counts for each value field"""
_HIDDEN = -1
_Adding = Callable[[Iterable[float]], float]


class Crosstab:
    """Sums by the items of the row and column fields. A combination of items that no row of the
    source has is absent."""

    def __init__(self, source: PivotSource, layout: PivotLayout) -> None:
        """Raises ``KeyError`` when the layout names a field that the source lacks, ``ValueError``
        when a value bears the name of a field, and when the source has no row."""
        self.source = source
        self.layout = layout
        self._check()
        axes = (*layout.rows, *layout.columns)
        self.hidden = {name: layout.hidden_items(source.field(name)) for name in axes}
        """The numbers of the items of row and column fields that are filtered out: of none where
        the layout would hide all rows"""
        source_rows = self._visible_rows(axes)
        if not source_rows:
            # Excel has no table without a row: what would hide them all hides nothing.
            self.hidden = {name: set() for name in axes}
            source_rows = self._visible_rows(axes)
        self._add_up(source_rows)

    def _check(self) -> None:
        names = {field.name.lower() for field in self.source.fields}
        if any(value.caption.lower() in names for value in self.layout.values):
            raise ValueError("a value has the name of a field: Excel takes no two of one name")
        if not len(self.source):
            raise ValueError("a source without a row")

    def _add_up(self, source_rows: Sequence[_SourceRow]) -> None:
        depth = len(self.layout.rows)
        fields = (self.source.field(value.field) for value in self.layout.values)
        adds = [_adding(field.quantities) for field in fields]
        cells = _sums(source_rows, adds, slice(None))
        self.cells = {(place[:depth], place[depth:]): sum_ for place, sum_ in cells.items()}
        """Sums of the values, by the places of the row items and of the column items"""
        self.row_totals = _sums(source_rows, adds, slice(depth))
        self.column_totals = _sums(source_rows, adds, slice(depth, None))
        # On no axis all rows share the empty place.
        self.totals = _sums(source_rows, adds, slice(0))[()]

    def _visible_rows(self, axes: Sequence[str]) -> list[_SourceRow]:
        """The rows of the source of which no item is hidden."""
        places = [self._places(self.source.field(name)) for name in axes]
        values = [self.source.field(value.field).quantities for value in self.layout.values]
        rows = (
            (tuple(of_axis[row] for of_axis in places), tuple(of_value[row] for of_value in values))
            for row in range(len(self.source))
        )
        return [(place, counted) for place, counted in rows if _HIDDEN not in place]

    def _places(self, field: SourceField) -> list[int]:
        """For each row of the source the place of its item; ``_HIDDEN`` where that is hidden."""
        place = {number: n for n, number in enumerate(self.layout.ordered(field))}
        place.update(dict.fromkeys(self.hidden[field.name], _HIDDEN))
        return [place[number] for number in field.numbers]

    @property
    def rows(self) -> list[Place]:
        """The places of row items that source rows have, in the order shown."""
        return list(self.row_totals)

    @property
    def columns(self) -> list[Place]:
        """The places of column items that source rows have, in the order shown."""
        return list(self.column_totals)

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """For each field of an axis its items, in the order shown, hidden ones included."""
        found = {}
        for name in self.layout.axes:
            field = self.source.field(name)
            found[name] = [field.items[number] for number in self.layout.ordered(field)]
        return found

    def item(self, name: str, place: int) -> Item:
        """The item of a field at a place of the order shown."""
        return self.items[name][place]

    def label(self, name: str, place: int) -> Item:
        """What the table shows for an item."""
        item = self.item(name, place)
        return self.layout.blank_caption if item is None else item


def _adding(quantities: Sequence[float]) -> _Adding:
    """What adds up a column: whole numbers stay whole, and of others no digit is lost."""
    return sum if all(isinstance(one, int) for one in quantities) else math.fsum


def _sums(rows: Iterable[_SourceRow], adds: Sequence[_Adding], axes: slice) -> Sums:
    """The sums of the rows that share a place on some of the axes, in the order shown."""
    groups: dict[Place, list[tuple[float, ...]]] = {}
    for place, values in rows:
        groups.setdefault(place[axes], []).append(values)
    return {
        place: tuple(add(row[number] for row in found) for number, add in enumerate(adds))
        for place, found in sorted(groups.items(), key=itemgetter(0))
    }

"""The numbers of a pivot table, worked out with pandas."""

from __future__ import annotations

from functools import cached_property

from motxl.ooxml.pivots.layout import PivotLayout
from motxl.ooxml.pivots.source import Item, PivotSource, SourceField

Place = tuple[int, ...]
"""For each row field (or column field), the place of an item in the order shown, from 0"""

Sums = dict[Place, tuple[float, ...]]
"""One sum per value field"""


class Crosstab:
    """Sums by the items of the row and column fields. Combinations without a row have none."""

    def __init__(self, source: PivotSource, layout: PivotLayout) -> None:
        """``KeyError`` when the layout names a field that the source lacks; ``ValueError`` when a
        value bears the name of one."""
        import pandas as pd  # loads slowly, and most runs need none

        self.source = source
        self.layout = layout
        names = {field.name.lower() for field in source.fields}
        if any(value.caption.lower() in names for value in layout.values):
            raise ValueError("a value has the name of a field: Excel takes no two of one name")
        if not len(source):
            raise ValueError("a source without a row")
        depth = len(layout.rows)
        axes = (*layout.rows, *layout.columns)
        keys = list(range(len(axes)))
        values = list(range(len(axes), len(axes) + len(layout.values)))
        self.hidden = {name: layout.hidden_items(source.field(name)) for name in axes}
        """The numbers of the items of row and column fields that are filtered out"""
        places = [self._places(source.field(name)) for name in axes]
        quantities = [source.field(value.field).quantities for value in layout.values]
        frame = pd.DataFrame(
            dict(zip((*keys, *values), (*places, *quantities), strict=True)), copy=False
        )
        let_through = (frame[keys] >= 0).all(axis="columns")
        if let_through.any():
            frame = frame[let_through]
        else:
            # Excel has no table without a row: what would hide them all hides nothing.
            self.hidden = {name: set() for name in axes}
            frame[keys] = pd.DataFrame(
                {key: self._places(source.field(name)) for key, name in enumerate(axes)}
            )

        def sums(by: list[int]) -> Sums:
            grouped = frame.groupby(by, sort=True)[values].sum()
            index = grouped.index.tolist()
            if len(by) == 1:
                index = [(place,) for place in index]
            return dict(zip(index, grouped.itertuples(index=False, name=None), strict=True))

        none: tuple[float, ...] = tuple(frame[values].sum()) if len(frame) else (0.0,) * len(values)
        cells: Sums = sums(keys) if keys else {(): none}
        self.cells = {(place[:depth], place[depth:]): sum_ for place, sum_ in cells.items()}
        """Sums of the values, by the places of the row items and of the column items"""
        self.row_totals: Sums = sums(keys[:depth]) if depth else {(): none}
        self.column_totals: Sums = sums(keys[depth:]) if keys[depth:] else {(): none}
        self.totals = none

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

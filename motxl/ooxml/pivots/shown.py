"""The cells that a pivot table shows, in tabular form (18.10.1.49 ``location``)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from motxl.a1 import CellRange
from motxl.ooxml.pivots.crosstab import Crosstab, Place
from motxl.ooxml.values import Value


class Role(Enum):
    """What a cell of a pivot table is, for its format."""

    HEADER = "header"
    VALUE_HEADER = "value header"
    """Above a column of numbers"""
    LABEL = "label"
    NUMBER = "number"
    TOTAL_LABEL = "total label"
    TOTAL = "total"


class Shown(NamedTuple):
    """Row and column count from 0 at the table's upper left corner; filters stand above it."""

    row: int
    column: int
    value: Value
    role: Role


class Grid:
    """Where the headers, items and totals of one pivot table stand."""

    def __init__(self, crosstab: Crosstab) -> None:
        self.crosstab = crosstab
        layout = self.layout = crosstab.layout
        self.values = len(layout.values)
        self.several = self.values > 1
        self.label_columns = len(layout.rows)
        depth = len(layout.columns)
        # The captions of column fields have a row of their own, above their items; the names of
        # several values stand below the items, or alone.
        self.caption_rows = 1 if depth else 0
        self.header_rows = self.caption_rows + depth + (1 if self.several or not depth else 0)
        self.rows = crosstab.rows if layout.rows else [()]
        self.columns = crosstab.columns if layout.columns else [()]
        self.total_row = layout.total_row and bool(layout.rows)
        self.total_column = layout.total_column and bool(layout.columns)

    @property
    def rows_above(self) -> int:
        """Filters, and the blank row between them and the table."""
        filters = len(self.layout.filters)
        return filters + 1 if filters else 0

    @property
    def height(self) -> int:
        return self.header_rows + len(self.rows) + self.total_row

    @property
    def width(self) -> int:
        return self.label_columns + (len(self.columns) + self.total_column) * self.values

    def area(self, row: int, column: int) -> CellRange:
        """The cells, when the upper left one stands there (1-based)."""
        return CellRange(row, column, row + self.height - 1, column + self.width - 1)

    @property
    def numbers(self) -> CellRange:
        """The cells of the values without totals, counted from 1 at the upper left corner."""
        return CellRange(
            *(self.header_rows + 1, self.label_columns + 1, self.header_rows + len(self.rows)),
            self.label_columns + len(self.columns) * self.values,
        )

    # What Excel says of it

    @property
    def first_header_row(self) -> int:
        """``firstHeaderRow``: 0 where the names of several values are the only header."""
        return 0 if self.several and not self.layout.columns else 1

    @property
    def first_data_row(self) -> int:
        """``firstDataRow``, from 0 at the top of the table."""
        return self.header_rows

    # The cells

    def cells(self) -> Iterator[Shown]:
        """All cells of the area, blank ones too, row by row."""
        for row, name in enumerate(self.layout.filters, -self.rows_above):
            yield Shown(row, 0, name, Role.LABEL)
            yield Shown(row, 1, self.layout.all_caption, Role.LABEL)
        values = {(r, c): value for r, c, value in (*self._headers(), *self._body())}
        for row in range(self.height):
            for column in range(self.width):
                yield Shown(row, column, values.get((row, column)), self._role(row, column))

    def _role(self, row: int, column: int) -> Role:
        if row < self.header_rows:
            value = column >= self.label_columns and row >= self.caption_rows
            return Role.VALUE_HEADER if value else Role.HEADER
        last = self.total_row and row == self.height - 1
        if column < self.label_columns:
            return Role.TOTAL_LABEL if last else Role.LABEL
        beyond = self.total_column and column >= self.width - self.values
        return Role.TOTAL if last or beyond else Role.NUMBER

    def _headers(self) -> Iterator[tuple[int, int, Value]]:
        layout, crosstab = self.layout, self.crosstab
        last = self.header_rows - 1
        for column, name in enumerate(layout.rows):
            yield (last, column, name)
        if not layout.columns:
            for index, value in enumerate(layout.values):
                yield (last, self.label_columns + index, value.caption)
            return
        if not self.several and self.label_columns:
            yield (0, 0, layout.values[0].caption)
        captions = [*layout.columns, *([layout.values_caption] if self.several else [])]
        for offset, name in enumerate(captions):
            if offset < self.width - self.label_columns:
                yield (0, self.label_columns + offset, name)
        before: Place | None = None
        for index, place in enumerate(self.columns):
            start = self.label_columns + index * self.values
            shared = repeated(before, place)
            for level in range(shared, len(place)):
                label = crosstab.label(layout.columns[level], place[level])
                yield (1 + level, start, label)
            for offset, value in enumerate(layout.values if self.several else ()):
                yield (last, start + offset, value.caption)
            before = place
        if self.total_column:
            start = self.width - self.values
            if not self.several:
                yield (1, start, layout.total_caption)
            for offset, value in enumerate(layout.values if self.several else ()):
                caption = f"{layout.total_caption} {value.caption}"
                yield (1, start + offset, caption)

    def _body(self) -> Iterator[tuple[int, int, Value]]:
        layout, crosstab = self.layout, self.crosstab
        before: Place | None = None
        for index, place in enumerate(self.rows):
            row = self.header_rows + index
            for level in range(repeated(before, place), len(place)):
                label = crosstab.label(layout.rows[level], place[level])
                yield (row, level, label)
            before = place
            for column, other in enumerate(self.columns):
                sums = crosstab.cells.get((place, other))
                yield from self._sums(row, column, sums)
            if self.total_column:
                sums = crosstab.row_totals[place]
                yield from self._sums(row, len(self.columns), sums)
        if not self.total_row:
            return
        row = self.height - 1
        yield (row, 0, layout.total_caption)
        for column, other in enumerate(self.columns):
            yield from self._sums(row, column, crosstab.column_totals[other])
        if self.total_column:
            yield from self._sums(row, len(self.columns), crosstab.totals)

    def _sums(
        self, row: int, column: int, sums: tuple[float, ...] | None
    ) -> Iterator[tuple[int, int, Value]]:
        start = self.label_columns + column * self.values
        for offset, number in enumerate(sums or ()):
            whole = int(number) if number == int(number) else float(number)
            yield (row, start + offset, whole)


def repeated(before: Place | None, place: Place) -> int:
    """How many outer items are those of the row before, and not written again."""
    shared = 0
    while before is not None and shared < len(place) - 1 and before[shared] == place[shared]:
        shared += 1
    return shared

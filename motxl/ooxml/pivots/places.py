"""Where pivot tables stand on a sheet, with room to grow. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, CellRange
from motxl.ooxml.pivots.crosstab import Crosstab
from motxl.ooxml.pivots.shown import Grid
from motxl.ooxml.rows.obstacles import touches

_APART = 20
"""Rows from one table to the next below it, at least: the upper one grows when it is refreshed"""


class Placement(NamedTuple):
    """A pivot table, and where it goes when there is none of its name yet."""

    crosstab: Crosstab
    sheet: str
    row: int
    """Of the upper left cell, 1-based; filters stand above it"""
    column: int
    columns: int = 0
    """How many it may come to need, when more than it shows now"""


class Placed(NamedTuple):
    name: str
    sheet: str
    area: CellRange
    grid: Grid
    columns: int
    """How many it may come to need"""

    @property
    def whole(self) -> CellRange:
        """The cells of the table, the filters above it and the blank row between included."""
        return self.area._replace(first_row=self.area.first_row - self.grid.rows_above)

    @property
    def reach(self) -> CellRange:
        """The cells that it may come to need, were its rows to stay as many."""
        last = self.area.first_column + self.columns - 1
        return self.whole._replace(last_column=min(max(self.area.last_column, last), MAX_COLUMN))

    def moved_below(self, other: Placed) -> Placed:
        down = other.area.last_row + max(_APART, other.grid.height) + 1 - self.whole.first_row
        first, last = self.area.first_row + down, self.area.last_row + down
        return self._replace(area=self.area._replace(first_row=first, last_row=last))


def arranged(tables: Sequence[Placed], standing: Collection[str]) -> list[Placed]:
    """The tables so that none lies over another. ``standing`` are names, case folded.

    A table that stands already stays where it is unless another one lies there; a new one leaves
    each other table the columns that it may come to need. What has no place goes further down.
    """
    found: dict[str, Placed] = {}
    for one in sorted(tables, key=lambda table: table.name.casefold() not in standing):
        is_new = one.name.casefold() not in standing
        placed = one
        while (other := _in_the_way(placed, found.values(), is_new=is_new)) is not None:
            placed = placed.moved_below(other)
        found[one.name] = placed
    return [found[one.name] for one in tables]


def _in_the_way(one: Placed, others: Iterable[Placed], *, is_new: bool) -> Placed | None:
    for other in others:
        areas = (one.reach, other.reach) if is_new else (one.whole, other.whole)
        if other.sheet == one.sheet and touches(*areas):
            return other
    return None

"""Native charts of the pivot tables that have one."""

from __future__ import annotations

from motxl.a1 import CellRange, column_letters
from motxl.ooxml.charts.bars import BarChart, Series, sheet_reference
from motxl.ooxml.pivots.shown import Grid
from motxl.summary.summary import BandTable

# Neighbours differ in lightness, so on a black and white print too; none is the orange or the blue
# of references.
COLOURS = (
    *(("1F3864", False), ("5BB5A2", True), ("C9DDF0", True), ("8C8C8C", True)),
    *(("E3C9E8", True), ("6B4C8A", False), ("D0D0D0", True), ("595959", False)),
)


def chart_of(table: BandTable, sheet: str, area: CellRange) -> BarChart:
    """The chart of a pivot table that shows its cells in ``area``."""
    grid = table.grid
    shown = {(cell.row, cell.column): cell.value for cell in grid.cells()}
    first = area.first_row + grid.header_rows
    last = first + len(grid.rows) - 1

    def formula(column: int, top: int, bottom: int | None = None) -> str:
        letters = column_letters(area.first_column + column)
        end = f":${letters}${bottom}" if bottom is not None else ""
        return f"{sheet_reference(sheet)}!${letters}${top}{end}"

    series = []
    for index in range(len(grid.columns)):
        column = grid.label_columns + index
        colour, light = colour_of(grid, index)
        header = grid.header_rows - 1
        series.append(
            Series(
                _text(shown.get((header, column))),
                formula(column, area.first_row + header),
                _numbers(grid, index),
                formula(column, first, last),
                colour,
                light,
            )
        )
    return BarChart(
        table.band.title,
        categories(grid),
        formula(grid.label_columns - 1, first, last),
        series,
        table.content.unit,
        horizontal=table.content.horizontal,
        pivot=(sheet, table.band.pivot),
    )


def colour_of(grid: Grid, index: int) -> tuple[str, bool]:
    """The colour of a column, the same for an item in all charts; and whether it is light."""
    place, name = grid.columns[index][-1], grid.layout.columns[-1]
    item = grid.crosstab.item(name, place)
    first = list(grid.layout.order.get(name, ()))
    number = first.index(item) if item in first else len(first) + place
    return COLOURS[number % len(COLOURS)]


def categories(grid: Grid) -> list[str]:
    """What the rows are called: the item of the innermost row field."""
    name = grid.layout.rows[-1]
    return [_text(grid.crosstab.label(name, place[-1])) for place in grid.rows]


def _numbers(grid: Grid, index: int) -> list[float | None]:
    column = grid.columns[index]
    found = (grid.crosstab.cells.get((row, column)) for row in grid.rows)
    return [None if sums is None else sums[0] for sums in found]


def _text(value: object) -> str:
    return "" if value is None else str(value)

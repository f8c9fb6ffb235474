"""The numbers of pivot tables read back from cells: ours, and those that LibreOffice refreshed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from motxl.a1 import CellRange
from motxl.ooxml import Workbook
from motxl.ooxml.pivots import PivotLayout
from tests.judges.libreoffice import Pivot


def read(cells: list[list[Any]], layout: PivotLayout, blank: str) -> dict[Any, float]:
    """The sums of a table's cells, by the labels beside and above them; totals left out."""
    depth, across, several = len(layout.rows), len(layout.columns), len(layout.values) > 1
    body = cells[-(len(cells) - header_rows(cells, layout)) :]
    header = cells[: len(cells) - len(body)]
    rows = body[:-1] if layout.total_row else body
    width = len(cells[0]) - depth
    if layout.total_column and across:
        width -= len(layout.values)
    outer: list[Any] = [None] * depth
    found = {}
    for row in rows:
        shown = False
        for level in range(depth):
            if shown or row[level] not in ("", None):
                outer[level], shown = row[level], True
        for column in range(width):
            number = row[depth + column]
            if number in ("", None):
                continue
            labels = [*outer, *([header[-1][depth + column]] if across else [])]
            caption = header[-1][depth + column] if several else layout.values[0].caption
            place = tuple("" if label == blank else str(label) for label in labels)
            found[place, caption] = float(number)
    return found


def header_rows(cells: list[list[Any]], layout: PivotLayout) -> int:
    """Down to the row that names the row fields."""
    return next(n for n, row in enumerate(cells) if row[0] == layout.rows[0]) + 1


def shown(path: Path, sheet_name: str, area: CellRange) -> list[list[Any]]:
    """The cells as they were written: openpyxl leaves ``_x005F_`` escapes as they are."""
    sheet = Workbook.open(path).sheet(sheet_name)
    columns = range(area.first_column, area.last_column + 1)
    cells = {
        (cell.row, cell.column): float(cell.text) if cell.kind == "number" else cell.text
        for cell in sheet.cells(columns, area.first_row, area.last_row)
    }
    return [
        [cells.get((row, column), "") for column in columns]
        for row in range(area.first_row, area.last_row + 1)
    ]


def without_filters(pivot: Pivot, layout: PivotLayout) -> list[list[Any]]:
    return pivot.cells[len(layout.filters) + 1 :] if layout.filters else pivot.cells

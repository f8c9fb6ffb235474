"""Which cell is edited: one that holds text where there is one, else a free one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from motxl.a1 import MAX_ROW, CellRange, to_a1
from motxl.ooxml import Sheet, Workbook

PLANTED = " (cf. Cross-border deal thème 5)"
REFERENCE = PLANTED.strip(" ()")  # what motxl colours
_LOCATION = re.compile(rb"<(?:\w+:)?location\b[^>]*>")  # ECMA-376 part 1, 18.10.1.49


class Place(NamedTuple):
    """A cell (1-based), the text that it holds before and after; ``before`` is ``""`` when free."""

    sheet: str
    part: str
    row: int
    column: int
    before: str
    after: str

    @property
    def cell(self) -> str:
        return to_a1(self.row, self.column)


class Found(NamedTuple):
    """A workbook as it is met: no place when it has no worksheet."""

    place: Place | None
    worksheets: tuple[str, ...]
    signed: bool


def find(path: Path) -> Found:
    workbook = Workbook.open(path)
    sheets = [sheet for sheet in workbook.sheets if sheet.is_worksheet]
    place = next((found for sheet in sheets if (found := _with_text(workbook, sheet))), None)
    if place is None and sheets:
        place = _free(workbook, sheets[0])
    return Found(place, tuple(sheet.name for sheet in sheets), workbook.is_signed)


def _with_text(workbook: Workbook, sheet: Sheet) -> Place | None:
    for cell in sheet.runs():
        own = not _of_table_or_pivot(workbook, sheet, cell.row, cell.column)
        if cell.text and not cell.formula and own:
            after = cell.text + PLANTED
            return Place(sheet.name, sheet.part_name, cell.row, cell.column, cell.text, after)
    return None


def _of_table_or_pivot(workbook: Workbook, sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell says what another part says: a column's name, or what a pivot table shows."""
    for table in workbook.tables.values():
        here = table.sheet is sheet and table.ref.contains(row, column)
        if here and table.header_row == row:
            return True
    for part in workbook.package.related(sheet.part_name, "pivotTable"):
        location = _LOCATION.search(workbook.part(part))
        if location and _with_filters(location[0]).contains(row, column):
            return True
    return False


def _with_filters(location: bytes) -> CellRange:
    """Where a pivot table stands, its filters included: above it, with a blank row between."""
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', location.decode()))
    area = CellRange.parse(attributes["ref"])
    filters = int(attributes.get("rowPageCount", 0))
    first = area.first_row - filters - 1 if filters else area.first_row
    last_column = max(area.last_column, area.first_column + 1)  # a filter's name and its value
    return CellRange(first, area.first_column, area.last_row, last_column)


def _free(workbook: Workbook, sheet: Sheet) -> Place:
    """A1 of an empty sheet; else a cell of column A below all that the sheet holds."""
    taken = [table.ref for table in workbook.tables.values() if table.sheet.name == sheet.name]
    taken += sheet.merged_ranges
    if sheet.extent is not None:
        taken.append(sheet.extent)
    row = max((area.last_row + 2 for area in taken), default=1)
    if row > MAX_ROW:
        raise ValueError(f"{sheet.name} is full down to its last row")
    return Place(sheet.name, sheet.part_name, row, 1, "", PLANTED.strip())

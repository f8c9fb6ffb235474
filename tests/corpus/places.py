"""Which cell is edited: one that holds text where there is one, else a free one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from motxl.a1 import MAX_ROW, to_a1
from motxl.package import Sheet, Workbook

PLANTED = " (cf. Cross-border deal thème 5)"
REFERENCE = PLANTED.strip(" ()")  # what motxl colours


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
    place = next((found for sheet in sheets if (found := _with_text(sheet))), None)
    if place is None and sheets:
        place = _free(workbook, sheets[0])
    return Found(place, tuple(sheet.name for sheet in sheets), workbook.is_signed)


def _with_text(sheet: Sheet) -> Place | None:
    for cell in sheet.runs():
        if cell.text and not cell.formula:
            after = cell.text + PLANTED
            return Place(sheet.name, sheet.part_name, cell.row, cell.column, cell.text, after)
    return None


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

"""Workbooks that others wrote, each with rows inserted and deleted at several places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from motxl.package import Workbook
from tests.recalculation.changes import Change
from tests.recalculation.running import Job

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def places(*, with_formulas: bool = False) -> Iterator[Job]:
    """``with_formulas``: only the workbooks that hold any."""
    for path in sorted(CORPUS.glob("*/*.xls[xm]")):
        workbook = Workbook.open(path)
        sheets = [sheet for sheet in workbook.sheets if sheet.is_worksheet]
        if with_formulas and not any(cell.formula for s in sheets for cell in s.cells()):
            continue
        for sheet in sheets:
            extent = sheet.extent
            if extent is None or extent.last_row > 20_000:
                continue
            table = next((t for t in workbook.tables.values() if t.sheet is sheet), None)
            if table is not None:
                name, first, last = table.name, table.first_data_row, table.last_data_row
            else:
                name, first, last = None, extent.first_row, extent.last_row
            for change in _changes(sheet.name, name, first, last):
                yield path.stem, path, change


def _changes(sheet: str, table: str | None, first: int, last: int) -> Iterator[Change]:
    middle = (first + last) // 2
    for before in sorted({first, middle, last, last + 1}):
        yield Change("insert", sheet, table, first, last, (before,), 2)
    for row in sorted({first, middle, last} if last > first else ()):
        yield Change("delete", sheet, table, first, last, (row,))

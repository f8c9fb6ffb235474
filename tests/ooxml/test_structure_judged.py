"""Rows inserted into workbooks that others made: the judges find nothing new in the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl

from motxl.a1 import column_letters
from motxl.ooxml import Sheet, Workbook
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from tests.judges import libreoffice as lo
from tests.judges import own

Sdk = Callable[[Path], list[str]]


def insert(workbook: Workbook, sheet: Sheet) -> int | None:
    """Two rows in the middle of a sheet, or of its first table; the row, if it was not refused."""
    table = next((t for t in workbook.tables.values() if t.sheet is sheet), None)
    try:
        if table is not None:
            row = table.last_data_row
            table.insert_rows(row, [[None] * len(table.columns)] * 2)
            return row
        extent = sheet.extent
        if extent is None:
            return None
        row = (extent.first_row + extent.last_row) // 2 + 1
        RowShift(workbook, sheet.opened, RowMap.insert(row, 2, (0, 0))).apply()
    except CellRefusedError:
        return None
    return row


def kinds(problems: list[str]) -> Counter[str]:
    """What is said, without the places, which have moved."""
    return Counter(problem.partition(" | ")[0] for problem in problems)


def test_the_judges_find_nothing_new(corpus_workbook: Path, tmp_path: Path, sdk: Sdk) -> None:
    workbook = Workbook.open(corpus_workbook)
    done = [insert(workbook, sheet) for sheet in workbook.sheets if sheet.is_worksheet]
    if not any(done):  # every sheet is empty, or refuses with a reason
        assert workbook.to_bytes() == corpus_workbook.read_bytes()
        return
    after = tmp_path / corpus_workbook.name
    after.write_bytes(workbook.to_bytes())
    # The SDK finds nothing in any of them as they are, but for two (see the corpus' README).
    found = kinds(sdk(after))
    assert not found or not found - kinds(sdk(corpus_workbook))
    assert not Counter(own.problems(after)) - Counter(own.problems(corpus_workbook))
    openpyxl.load_workbook(after)


def test_libreoffice_inserts_rows_alike(
    workbook_with_formulas: Path, tmp_path: Path, libreoffice: lo.LibreOffice
) -> None:
    """Formulas, on every sheet, say the same after both have inserted the same rows."""
    workbook = Workbook.open(workbook_with_formulas)
    sheet = next(s for s in workbook.sheets if s.is_worksheet and s.extent)
    calculated = [c for t in workbook.tables.values() if t.sheet is sheet for c in t.calculated]
    row = insert(workbook, sheet)
    if row is None:  # refused with a reason
        assert workbook.to_bytes() == workbook_with_formulas.read_bytes()
        return
    ours = tmp_path / "ours.xlsx"
    ours.write_bytes(workbook.to_bytes())
    theirs = tmp_path / "theirs.xlsx"
    libreoffice.edit(workbook_with_formulas, theirs, [lo.insert_rows(sheet.name, row, 2)])
    found, expected = formulas(ours), formulas(theirs)
    # In a new row of a table, calculated columns are filled by Excel, and not by LibreOffice.
    new = {f"{column_letters(c)}{n}" for c in calculated for n in (row, row + 1)}
    filled = {place for place in found if place[0] == sheet.name and place[1] in new}
    assert len(filled) == len(new)
    assert {place: found[place] for place in found.keys() - filled} == expected


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Without what LibreOffice writes otherwise: dollars, capitals, booleans as functions."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                text = getattr(cell.value, "text", cell.value)
                if cell.data_type == "f" and isinstance(text, str):
                    text = text.replace("$", "").upper().replace("E()", "E")
                    if text not in ("=TRUE", "=FALSE") and not text.startswith("=#"):
                        found[sheet.title, cell.coordinate] = text
    return found

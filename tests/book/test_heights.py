"""A row of the programme that motxl writes to is as high as its new text needs: LibreOffice,
previews and phones show the height that is stored, and work none out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motxl.book.editing.cells import edit_cells
from motxl.ooxml import Workbook
from motxl.programme.edits import ReplaceText, SetColour, SetValue
from tests.benchmarks.books import shipped_book

LONG = "Un intitulé qui ne tient pas sur une ligne, " * 6


def heights(book: Workbook) -> dict[int, str | None]:
    sheet = book.find_table("tblProgramme").sheet
    found = {}
    for row in range(2, 141):
        tag = re.match(rb"<row[^>]*>", sheet.part.rows.get(row) or b"")
        height = re.search(rb'ht="([^"]*)"', tag[0]) if tag else None
        found[row] = height[1].decode() if height else None
    return found


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return Workbook.open(shipped_book())


def test_a_longer_text_makes_its_row_higher_and_no_other_one(book: Workbook) -> None:
    before = heights(book)
    edit_cells(book, [SetValue("Programme", "B20", LONG)])
    after = heights(book)
    changed = {row for row in before if before[row] != after[row]}
    assert changed == {20}
    assert float(after[20] or 0) >= 3 * 15


def test_a_piece_of_text_that_is_replaced_keeps_a_stored_height(book: Workbook) -> None:
    before = heights(book)
    edit_cells(book, [ReplaceText("Programme", "B107", 0, 2, "AU")])
    assert heights(book) == before


def test_a_colour_changes_no_height(book: Workbook) -> None:
    before = heights(book)
    edit_cells(book, [SetColour("Programme", "B20", 0, 3, "C55A11")])
    assert heights(book) == before

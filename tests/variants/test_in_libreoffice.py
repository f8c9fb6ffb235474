"""The 2025 workbook after what colleagues do to it in LibreOffice: one cause, one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.book.file.filebook import open_book
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import Edit, LibreOffice
from tests.variants.found import FIRST, LAST, SHIPPED, UNTOUCHED, findings, suggestions

FILTERS = {"xlsx": lo.XLSX, "ods": lo.ODS}
SHEET, TABLE = "Programme", "A2:Q140"
PILOTE = 7  # from 0

pytestmark = pytest.mark.parametrize("suffix", FILTERS)


@pytest.fixture
def after(libreoffice: LibreOffice, tmp_path: Path, suffix: str) -> Any:
    """The workbook as LibreOffice saves it after some edits."""

    def edited(*edits: Edit) -> Path:
        return libreoffice.edit(SHIPPED, tmp_path / f"p.{suffix}", edits, FILTERS[suffix])

    return edited


def pilotes(*names: str, by: int = 0) -> list[Edit]:
    """Pilote filled: by turns, or one for all rows that begin with so many numbers."""
    entries = open_book(SHIPPED).programme.entries
    codes = sorted({entry.code[:by] for entry in entries if entry.code})
    return [
        lo.text(SHEET, f"H{e.row}", names[(codes.index(e.code[:by]) if by else e.row) % len(names)])
        for e in entries
        if e.code
    ]


def test_saved_and_nothing_else(after: Any) -> None:
    path = after()
    assert findings(path) == UNTOUCHED
    programme = open_book(path).programme
    assert (programme.table, len(programme.entries)) == ("tblProgramme", 138)
    assert (programme.year, f"{programme.date}") == (2025, "2025-01-29")
    assert len(programme.registers.services or ()) == 5
    assert len(programme.registers.members or ()) == 13
    assert len(programme.territories) == 15
    assert len(list(programme.references())) == 24


@pytest.mark.parametrize(
    ("names", "by"),
    [
        (("Marie", "Paul", "Anne", "Zoé"), 0),
        (("Marie", "Paul", ""), 0),
        (("Marie", "Paul", "Anne", "Zoé", "Luc"), 3),
        (("Zoé", "Paul", "Anne", "Marie"), 2),
    ],
    ids=["by turns", "some without", "by sub-objective", "by objective"],
)
@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
def test_sorted_by_pilote(
    after: Any, libreoffice: LibreOffice, names: tuple[str, ...], by: int, descending: bool
) -> None:
    sort = lo.sort(SHEET, TABLE, PILOTE, header=True, descending=descending)
    path = after(*pilotes(*names, by=by), sort)
    orders = [row[16] for row in libreoffice.strings(path, SHEET)[FIRST - 1 : LAST]]
    assert orders != sorted(orders, key=float)
    found = findings(path)
    assert found[0] == ("NUM017", "A3")
    assert sorted(rule for rule, _ in found[1:]) == sorted(rule for rule, _ in UNTOUCHED)


def test_a_filter_left_on(after: Any, suffix: str) -> None:
    path = after(*pilotes("Marie", "Paul"), lo.filtered(SHEET, "tblProgramme", PILOTE, "Paul"))
    if suffix == "xlsx":
        rows = openpyxl.load_workbook(path)[SHEET].row_dimensions.values()
        assert sum(bool(row.hidden) for row in rows) == 69
    assert len(open_book(path).programme.structure.hidden_rows) == 69
    # Said once, on the first hidden row.
    assert findings(path)[0][0] == "STR706"
    assert findings(path)[1:] == UNTOUCHED


def test_columns_in_another_order(after: Any) -> None:
    """Frontière and Pilote before Type."""
    path = after(
        lo.move_column(SHEET, "H", "C"),
        lo.move_column(SHEET, "G", "C"),
    )
    columns = open_book(path).programme.columns
    assert [name for name, number in columns.items() if number in {3, 4, 5}] == [
        "Frontière",
        "Pilote",
        "Type",
    ]
    assert findings(path) == UNTOUCHED


def test_the_code_after_the_label(after: Any) -> None:
    path = after(lo.move_column(SHEET, "A", "C"))
    moved = {"A": "B", "B": "A"}
    *others, last = UNTOUCHED
    assert findings(path) == [(r, moved[c[0]] + c[1:]) for r, c in others if c] + [last]


@pytest.mark.parametrize(
    ("cell", "written", "suggestion"),
    [
        ("F2", "Frontieres", "Rename the column “Frontieres” to “Frontière”."),
        ("A2", "Axes", "Rename the column “Axes” to “Axe”."),
    ],
)
def test_a_column_renamed(after: Any, cell: str, written: str, suggestion: str) -> None:
    """Without the codes no rule of the numbering has anything to say, nor its findings."""
    path = after(lo.text(SHEET, cell, written))
    about_codes = {"NUM"} if cell == "A2" else set()
    rest = [one for one in UNTOUCHED if one[0][:3] not in about_codes]
    assert findings(path) == [("STR701", cell), *rest]
    assert suggestions(path, "STR701") == {cell: suggestion}


def test_a_row_copied_below_itself(after: Any) -> None:
    """Only its Réf. is wrong."""
    path = after(lo.paste_row(SHEET, 60, 61))
    assert findings(path) == [
        ("NUM011", "A37"),
        ("NUM015", "D61"),
        ("NUM004", "A99"),
        ("REF102", "B108"),
        ("BRD402", "B124"),
        ("REF103", "A6"),
    ]


def test_a_row_copied_elsewhere(after: Any) -> None:
    """Its Réf. is wrong, and so is its code: two cells to correct."""
    path = after(lo.paste_row(SHEET, 60, 101))
    assert findings(path) == [
        ("NUM011", "A37"),
        ("NUM004", "A98"),
        ("NUM007", "A101"),
        ("NUM015", "D101"),
        ("REF102", "B108"),
        ("BRD402", "B124"),
        ("REF103", "A6"),
    ]

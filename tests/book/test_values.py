"""Values are read from whatever Excel opens, also where the fast reader gives up."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from motxl.__main__ import run
from motxl.a1 import CellRange
from motxl.book.file.filebook import open_book
from motxl.book.reading.values import SheetValues
from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue, Elapsed, as_date, as_int, as_number, as_text
from motxl.programme.codes import misread_codes
from motxl.programme.edits import SetValue, as_json
from motxl.validation.engine import validate

SHIPPED = Path(__file__).parents[2] / "workbooks" / "programme-2025.xlsx"
ROWS: list[list[object]] = [
    ["Axe", "Programme de travail 2026", "Ordre"],
    ["1", "AXE 1", 1],
    [],
    ["1.1", "Texte & <signes> é", 2.5],
    [datetime(2003, 1, 1), None, True],
]


def made(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    """A workbook with an empty string table that nothing uses, as some programs leave it."""
    path = made(tmp_path / "p.xlsx")
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
        target.writestr("xl/sharedStrings.xml", b"")
    return path


def test_our_own_reading_agrees_with_the_fast_one(tmp_path: Path, unreadable: Path) -> None:
    fast = SheetValues(Workbook.open(made(tmp_path / "q.xlsx"))).rows("Sheet")
    own = SheetValues(Workbook.open(unreadable)).rows("Sheet")
    assert [[as_text(value) for value in row] for row in own] == [
        [as_text(value) for value in row][: len(mine)] for row, mine in zip(fast, own, strict=True)
    ]
    assert as_date(own[4][0]) == as_date(fast[4][0]) == date(2003, 1, 1)
    assert own[4][2] is True


def test_such_a_workbook_is_validated_and_coloured(
    unreadable: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate", str(unreadable), "--select", "NUM002"]) == 1
    assert "A5" in capsys.readouterr().out
    assert run(["colour", str(unreadable)]) == 0


def test_every_workbook_of_others_is_read_or_refused_in_a_sentence(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = sorted((shared / "corpus").rglob("*.xls[xm]"))
    assert len(books) > 150
    for path in books:
        for command in ("validate", "references"):
            code = run([command, str(path), "--columns", "B,A"])
            shown = capsys.readouterr()
            assert "unexpected error" not in shown.err, path.name
            assert code in {0, 1} or len(shown.err.strip().splitlines()) == 1, path.name


def test_a_time_in_place_of_a_code_is_a_finding(tmp_path: Path) -> None:
    """1:10 for 1.10; a duration, where the hours go beyond a day."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for code in ("Axe", "1", time(1, 10), timedelta(hours=30), "2"):
        sheet.append([code, "Programme de travail"])
    book.save(tmp_path / "p.xlsx")
    found = validate(open_book(tmp_path / "p.xlsx").programme, ["NUM002"])
    assert [d.cell for d in found] == ["A3", "A4"]
    assert all("a time of day" in d.message for d in found)


NUMBERS = (0, 0.395833333333, 0.9999999999, 1, 1.25, 1.3958333333, 60.5, 45000, 45000.123456789)
FORMATS = ("h:mm", "yyyy-mm-dd", "[h]:mm", "mm:ss.0", '[hh]"h"', "0.00")


@pytest.mark.parametrize("date_1904", [False, True])
def test_hours_are_read_alike_with_calamine_and_without(date_1904: bool) -> None:
    """The page has no calamine: it must not read another thing than the command."""
    book = xlsxwriter.Workbook(buffer := io.BytesIO(), {"date_1904": date_1904})
    sheet = book.add_worksheet("Feuil1")
    for column, code in enumerate(FORMATS):
        look = book.add_format({"num_format": code})
        for row, number in enumerate((*NUMBERS, 2_958_466)):
            sheet.write_number(row, column, number, look)
    book.close()
    values = SheetValues(Workbook(buffer.getvalue()))
    fast, own = values._calamine_rows("Feuil1"), values._rows_by_cells("Feuil1")
    assert fast is not None
    assert own == fast
    assert [list(map(type, row)) for row in own] == [list(map(type, row)) for row in fast]
    assert own[1][0] == time(9, 30)
    elapsed = own[4][2]
    assert isinstance(elapsed, Elapsed)
    assert as_text(elapsed) == "30:00"
    assert (as_number(elapsed), as_int(elapsed), misread_codes(elapsed)) == (None, None, ())


def test_a_record_has_all_columns_of_its_table() -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO())
    book.add_worksheet("Feuil1").write_string(1, 0, "a")
    book.close()
    values = SheetValues(Workbook(buffer.getvalue()))
    data = CellRange.parse("A2:C3")
    assert values.records("Feuil1", ["X", "Y", "Z"], data) == [{"X": "a", "Y": None, "Z": None}]
    assert values.rows("nowhere") == []


def test_more_hours_than_python_counts_are_read() -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO())
    look = book.add_format({"num_format": "[h]:mm"})
    book.add_worksheet("Feuil1").write_number(0, 0, 1e9, look)
    book.close()
    assert SheetValues(Workbook(buffer.getvalue())).rows("Feuil1") == [[1e9]]


def test_a_change_to_an_hour_can_be_told_as_json() -> None:
    told = json.dumps(as_json(SetValue("Feuil1", "A1", time(9, 30))))
    assert json.loads(told)["value"] == "09:30:00"


@pytest.mark.parametrize(
    ("value", "text", "number", "day"),
    [
        (2025.0, "2025", 2025, None),
        ("2025", "2025", 2025, None),
        (" x ", "x", None, None),
        (None, "", None, None),
        ("29/01/2025", "29/01/2025", None, date(2025, 1, 29)),
        ("2025-01-29", "2025-01-29", None, date(2025, 1, 29)),
        (datetime(2025, 1, 29), "2025-01-29 00:00:00", None, date(2025, 1, 29)),
        ("31/02/2025", "31/02/2025", None, None),
    ],
)
def test_cells_as_texts_numbers_and_dates(
    value: CellValue, text: str, number: int | None, day: date | None
) -> None:
    assert as_text(value) == text
    assert as_int(value) == number
    assert as_date(value) == day


def test_a_theme_whose_title_was_cleared_is_still_one(tmp_path: Path) -> None:
    """Else every reference to it would be reported, and not the cell that was cleared."""
    book = openpyxl.load_workbook(SHIPPED)
    book["Thèmes"]["D5"] = None
    book.save(tmp_path / "book.xlsx")
    themes = open_book(tmp_path / "book.xlsx").programme.themes
    assert [theme.number for theme in themes.all if theme.number][:2] == [1, 2]

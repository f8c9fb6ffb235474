"""``motxl.ooxml`` as engineers use it: cells by name, typed values, rows by names of columns."""

from __future__ import annotations

import io
import math
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table as MadeTable

from motxl import ooxml
from motxl.errors import MotxlError, worded_by
from motxl.files.errors import ExistsError
from motxl.ooxml import CellError, CellRange, Run, Workbook
from motxl.ooxml.errors import CellRefusedError, NotThereError
from tests.judges import own
from tests.ooxml.package_building import sheet_xml, workbook_parts, zipped

ROOT = Path(__file__).parents[2]


def with_table(path: Path, *rows: tuple[Any, ...]) -> Path:
    made = openpyxl.Workbook()
    sheet = made["Sheet"]
    for row in (("Quoi", "Combien", "Quand"), *rows):
        sheet.append([*row])
    sheet.add_table(MadeTable(displayName="tblEssai", ref=f"A1:C{len(rows) + 1}"))
    made.save(path)
    return path


def test_a_new_workbook_is_right_to_all_judges(
    tmp_path: Path, sdk: Callable[[Path], list[str]]
) -> None:
    path = tmp_path / "neuf.xlsx"
    book = Workbook.new("Été & <Cie>", "B")
    book["B"]["A1"], book["B"]["A2"], book["B"]["A3"] = "Texte", date(2026, 3, 2), True
    book["B"]["A4"].formula = "1+1"
    assert book.save(path)
    assert own.problems(path) == []
    assert sdk(path) == []
    read = openpyxl.load_workbook(path)
    assert read.sheetnames == ["Été & <Cie>", "B"]
    assert [cell.value for cell in read["B"]["A"]] == ["Texte", datetime(2026, 3, 2), True, "=1+1"]
    assert Workbook.new("X").to_bytes() == Workbook.new("X").to_bytes()


@pytest.mark.parametrize("name", ["", "a/b", "x" * 32, "'a", "History"])
def test_a_new_workbook_has_no_sheet_that_excel_refuses(name: str) -> None:
    with pytest.raises(ValueError, match="sheet"):
        Workbook.new(name)
    with pytest.raises(ValueError, match="sheet"):
        Workbook.new("a", "A")


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2199, 1, 1)),
)


@given(VALUES)
def test_what_a_cell_is_given_it_gives_back(value: str | float | bool | date) -> None:
    sheet = Workbook.new()["feuil1"]
    sheet["B3"] = value
    found = sheet["B3"].value
    assert (found, isinstance(found, bool)) == (value, isinstance(value, bool))
    assert isinstance(found, date) == isinstance(value, date)


def test_a_value_is_of_the_kind_that_the_cell_shows() -> None:
    cells = (
        '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="d"><v>2026-03-02T10:30:00</v></c>'
        '<c r="C1" t="str"><f>A1&amp;""</f><v>dit</v></c><c r="D1"/>'
    )
    (sheet,) = Workbook(zipped(workbook_parts(sheet_xml(f'<row r="1">{cells}</row>')))).sheets
    assert sheet["A1"].value == CellError("#N/A")
    assert isinstance(sheet["A1"].value, CellError)
    assert sheet["B1"].value == datetime(2026, 3, 2, 10, 30)
    assert (sheet["C1"].value, sheet["C1"].formula) == ("dit", 'A1&""')
    assert sheet["D1"].value is sheet["Z99"].value is None


def test_times_moments_and_elapsed_time_are_told_apart(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made["Sheet"]
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = 0.5, 46083.25, 1.5, 46083
    for cell, code in (
        ("A1", "hh:mm"),
        ("A2", "yyyy-mm-dd hh:mm"),
        ("A3", "[h]:mm"),
        ("A4", "d/m/yy"),
    ):
        sheet[cell].number_format = code
    made.save(tmp_path / "t.xlsx")
    read = Workbook.open(tmp_path / "t.xlsx")["Sheet"]
    assert [read[f"A{row}"].value for row in range(1, 5)] == [
        time(12),
        datetime(2026, 3, 2, 6),
        1.5,
        date(2026, 3, 2),
    ]


def test_a_date_gets_a_format_only_where_there_is_none(tmp_path: Path) -> None:
    sheet = Workbook.open(with_table(tmp_path / "t.xlsx", ("a", 1, date(2026, 1, 1))))["Sheet"]
    before = sheet["C2"].style
    sheet["C2"] = date(2026, 3, 2)
    sheet["B2"] = date(2026, 3, 2)
    assert sheet["C2"].style == before
    assert sheet["B2"].value == sheet["C2"].value == date(2026, 3, 2)


def test_a_name_that_is_not_there_says_which_one_is_meant(tmp_path: Path) -> None:
    book = Workbook.open(with_table(tmp_path / "t.xlsx", ("a", 1, None)))
    table = book.table("TBLESSAI")
    for fails, meant in (
        (lambda: book["Shet"], "Sheet"),
        (lambda: book.sheet("sheets"), "Sheet"),
        (lambda: book.table("tblEsai"), "tblEssai"),
        (lambda: table.column("Combine"), "Combien"),
        (lambda: table["Qoui"], "Quoi"),
        (lambda: table.append({"Zzz": 1}), None),
    ):
        with pytest.raises(KeyError) as caught:
            fails()
        assert isinstance(caught.value, NotThereError)
        assert caught.value.closest == meant
        assert str(caught.value).endswith("”?" if meant else "”.")
    assert book.find_sheet("Shet") is None
    assert book.find_table("x") is None
    assert table.find_column("x") is None
    assert "SHEET" in book
    assert "Shet" not in book
    assert [sheet.name for sheet in book] == ["Sheet"]


def test_rows_are_read_and_added_by_the_names_of_columns(tmp_path: Path) -> None:
    book = Workbook.open(with_table(tmp_path / "t.xlsx", ("a", 1, date(2026, 1, 1))))
    table = book.table("tblEssai")
    table.append({"Combien": 2, "Quoi": "b"})
    table.append(["c", 3, date(2026, 1, 3)])
    assert table.rows == [
        {"Quoi": "a", "Combien": 1, "Quand": date(2026, 1, 1)},
        {"Quoi": "b", "Combien": 2, "Quand": None},
        {"Quoi": "c", "Combien": 3, "Quand": date(2026, 1, 3)},
    ]
    assert (len(table), table["Combien"]) == (3, [1, 2, 3])


def test_the_first_row_of_an_empty_table_takes_the_place_of_the_blank_one(tmp_path: Path) -> None:
    book = Workbook.open(with_table(tmp_path / "t.xlsx", (None, None, None)))
    table = book.table("tblEssai")
    table.append(["a", 1, None])
    assert (len(table), table["Quoi"]) == (1, ["a"])
    table.append(["b", 2, None])
    assert table["Quoi"] == ["a", "b"]


def test_a_table_is_one_however_few_rows_it_has() -> None:
    parts = workbook_parts(
        sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>')
    )
    book = Workbook(zipped(parts))
    book.add_part(
        "xl/tables/table1.xml",
        b'<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" '
        b'name="t" displayName="t" ref="A1:A1"><tableColumns count="1">'
        b'<tableColumn id="1" name="a"/></tableColumns></table>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
        source=book.sheets[0].part_name,
        kind="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table",
    )
    table = book.table("t")
    assert (len(table), bool(table), table.rows) == (0, True, [])


def test_what_was_not_saved_is_not_written(tmp_path: Path) -> None:
    path = with_table(tmp_path / "t.xlsx", ("a", 1, None))
    before = path.read_bytes()
    with Workbook.open(path) as book:
        book["Sheet"]["A2"] = "b"
    assert path.read_bytes() == before


def test_sheets_and_tables_are_the_same_objects_as_long_as_they_are_there(tmp_path: Path) -> None:
    book = Workbook.open(with_table(tmp_path / "t.xlsx", ("a", 1, None)))
    sheet, table = book["Sheet"], book.table("tblEssai")
    book.add_sheet(Workbook.new("Autre"), "Autre", before="Sheet")
    table.insert_rows(3, [["b", 2, None]])
    assert book["Sheet"] is sheet is book.sheets[1]
    assert book.table("tblEssai").sheet is sheet
    assert len(table) == len(book.table("tblEssai")) == 2


def test_reprs_tell_what_it_is(tmp_path: Path) -> None:
    path = with_table(tmp_path / "t.xlsx", ("a", 1, None))
    book = Workbook.open(path)
    assert repr(book) == f"<Workbook {str(path)!r}: 'Sheet'>"
    assert repr(book["Sheet"]["A2"]) == "<SheetCell 'Sheet'!A2 'a'>"
    assert repr(book.table("tblEssai")) == "<Table 'tblEssai' 'Sheet'!A1:C2>"


def test_all_that_is_named_is_there_and_nothing_is_loaded_before() -> None:
    assert {getattr(ooxml, name).__name__ for name in ("CellRange", "Run", "Workbook")} == {
        one.__name__ for one in (CellRange, Run, Workbook)
    }
    assert all(getattr(ooxml, name) is not None for name in ooxml.__all__)
    code = (
        "import sys, motxl.ooxml; print(*(m for m in sys.modules if m.startswith('motxl.ooxml')))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout.split() == ["motxl.ooxml"]


def test_a_door_words_the_remedy_that_a_floor_does_not_know(tmp_path: Path) -> None:
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"x")
    with pytest.raises(ExistsError) as caught:
        Workbook.new().save(there)
    assert caught.value.path == there
    assert "--" not in str(caught.value)
    assert there.read_bytes() == b"x"

    def ticked(error: MotxlError) -> str | None:
        return "Tick the box." if isinstance(error, ExistsError) else None

    with worded_by(ticked):
        assert str(caught.value) == "Tick the box."
        assert str(MotxlError("as it is")) == "as it is"
    assert "already exists" in str(caught.value)


@pytest.mark.parametrize("hour", [time(), time(10, 30), time(10, 30, 15), time(23, 59, 59)])
def test_an_hour_of_no_day_is_shown_as_one(hour: time) -> None:
    book = Workbook.new("A")
    sheet = book["A"]
    sheet["A1"] = hour
    cell = openpyxl.load_workbook(io.BytesIO(book.to_bytes())).worksheets[0]["A1"]
    assert (cell.value, cell.number_format) == (hour, "h:mm:ss")


@pytest.mark.parametrize(
    ("value", "number"),
    [(np.float64(1.5), 1.5), (np.int64(3), 3), (Decimal("0.25"), 0.25), (Fraction(1, 2), 0.5)],
)
def test_numbers_of_other_libraries_are_numbers(value: Any, number: float) -> None:
    book = Workbook.new("A")
    book["A"]["A1"] = value
    assert Workbook(book.to_bytes())["A"]["A1"].value == number


@pytest.mark.parametrize(
    "value",
    [[1], object, timedelta(hours=1), time(1, tzinfo=UTC), math.nan, pd.NaT, pd.NA, 1j, b"a"],
    ids=repr,
)
def test_what_is_no_value_is_refused_and_the_cell_stays(value: Any) -> None:
    sheet = Workbook.new("A")["A"]
    sheet["A1"] = "kept"
    before = sheet["A1"].style
    with pytest.raises(CellRefusedError, match="Cell A1 of sheet A cannot hold"):
        sheet["A1"] = value
    assert (sheet["A1"].value, sheet["A1"].style) == ("kept", before)

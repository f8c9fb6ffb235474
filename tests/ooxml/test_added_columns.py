"""Columns that a table gets: beside its own, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.judges import own

NAMES = ["Budget", 'Coût "x" & <y>\nz']


def made(path: Path, *, beside: str | None = None) -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Code", "Texte"], ["1", "un"], ["2", "deux"]):
        sheet.append(row)
    sheet["A6"] = "dessous"
    if beside is not None:
        sheet[beside] = "là"
    for cells in ("B2:B3", "A2:A3"):
        red = FormulaRule(formula=["$A2=1"], fill=PatternFill("solid", bgColor="FFFF0000"))
        sheet.conditional_formatting.add(cells, red)
    sheet.column_dimensions["B"].width = 33
    sheet.add_table(Table(displayName="t", ref="A1:B3"))
    book.save(path)
    return Workbook.open(path)


def test_the_table_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    workbook = made(path)
    workbook.table("t").add_columns(NAMES, like="Texte")
    workbook.table("t").replace_rows([["1", "un", 5, "x"], ["2", "deux", None, "y"]])
    workbook.save()
    table = Workbook.open(path).table("t")
    assert table.columns == ("Code", "Texte", *NAMES)
    assert table["Budget"] == [5, None]
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet.tables["t"].ref == "A1:D3"
    assert sheet.tables["t"].autoFilter.ref == "A1:D3"
    assert {str(one.sqref) for one in sheet.conditional_formatting} == {"A2:A3", "B2:D3"}
    assert sheet.column_dimensions["C"].width == pytest.approx(33)
    assert sheet["A6"].value == "dessous"
    assert own.problems(path) == []


def test_the_sdk_finds_nothing_new(tmp_path: Path, sdk: object) -> None:
    path = tmp_path / "b.xlsx"
    workbook = made(path)
    before = sdk(path)  # type: ignore[operator]
    workbook.table("t").add_columns(NAMES, like="Texte")
    style = workbook.styles.with_fill(workbook["Sheet"].style_of("C2"), "7030A0")
    workbook["Sheet"].set_style("C2", style)
    workbook.save()
    assert Workbook.open(path).fill_colour(Workbook.open(path)["Sheet"], 2, 3) == "7030A0"
    assert sdk(path) == before  # type: ignore[operator]


@pytest.mark.parametrize("beside", ["C1", "D2", "C3"])
def test_what_stands_there_is_not_overwritten(beside: str, tmp_path: Path) -> None:
    workbook = made(tmp_path / "b.xlsx", beside=beside)
    before = workbook.to_bytes()
    with pytest.raises(CellRefusedError, match=beside):
        workbook.table("t").add_columns(NAMES, like="Texte")
    assert workbook.to_bytes() == before


@pytest.mark.parametrize("names", [["code"], ["x", "X"], [""]])
def test_names_that_would_stand_twice_are_refused(names: list[str], tmp_path: Path) -> None:
    workbook = made(tmp_path / "b.xlsx")
    with pytest.raises(CellRefusedError):
        workbook.table("t").add_columns(names, like="Texte")

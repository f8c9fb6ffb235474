"""What was not checked is named, whatever is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest

from motxl.book.file.filebook import FileBook, open_book
from motxl.book.protocol import Book
from motxl.ooxml import Workbook
from motxl.template import layout
from motxl.template.shipped import template_path
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.looked_at import LOOKED_AT, columns_looked_at
from motxl.validation.rules import CODES
from motxl.validation.unchecked import Unchecked, unchecked
from tests.mutations.editing import rename_column, table_of
from tests.mutations.running import DEFECTS, Trial, hurt
from tests.quick import one_in

ELSEWHERE = "Colonne du service"
TABLES = [table for table in layout.TABLES if table not in layout.DONNEES]
COLUMNS = [(table, column) for table in TABLES for column in table.columns]


PARTS = range(4)


@lru_cache
def _hurt(part: int) -> bytes:
    """The 2025 programme with a quarter of the kinds of defects that are no fault of a table."""
    kinds = [
        n
        for n, one in enumerate(DEFECTS)
        if not one.moves_rows and (one.rule[:3] != "STR" or one.rule == "STR709")
    ]
    return hurt(Trial(tuple(kinds[part :: len(PARTS)]), 1)).to_bytes()


@lru_cache
def _found(part: int) -> Counter[str]:
    return Counter(d.rule for d in validate(FileBook.read(Workbook(_hurt(part))).programme))


def looked_at(book: Book) -> tuple[list[Diagnostic], list[Unchecked]]:
    found = validate(book.programme)
    return found, unchecked(book.programme, book.surroundings(), CODES, found)


def named(book: Book, kind: str) -> str:
    _found, rest = looked_at(book)
    return " ".join(one.sentence for one in rest if one.kind == kind)


def test_in_the_shipped_workbook_everything_was_checked() -> None:
    assert looked_at(open_book(template_path("programme-2025")))[1] == []


@pytest.mark.parametrize(
    ("table", "column", "part"),
    one_in(3 * len(PARTS) + 1, ((*of, part) for of in COLUMNS for part in PARTS)),
    ids=lambda one: getattr(one, "name", one),
)
def test_what_is_found_no_more_without_a_column_is_named(
    table: layout.TableLayout, column: str, part: int
) -> None:
    workbook = Workbook(_hurt(part))
    rename_column(workbook, column, ELSEWHERE, table.name)
    found, rest = looked_at(FileBook.read(workbook))
    told = any(d.rule == "STR701" and column in d.message for d in found)
    is_named = any(one.kind == "columns" and column in one.what for one in rest)
    lost = _found(part) - Counter(d.rule for d in found)
    assert not lost or told or is_named or table == layout.CONTROLE, lost
    # A cause is told once.
    assert not (told and is_named)
    if column in columns_looked_at(table, CODES):
        assert told or is_named


@pytest.mark.parametrize("part", one_in(len(PARTS), PARTS))
@pytest.mark.parametrize("table", TABLES[1:], ids=lambda table: table.name)
def test_what_is_found_no_more_without_a_table_is_named(
    table: layout.TableLayout, part: int
) -> None:
    workbook = Workbook(_hurt(part))
    name = table_of(workbook, table.name).part_name
    written = workbook.part(name).replace(f'"{table.name}"'.encode(), b'"tblAutre"')
    workbook.replace_part(name, written)
    found, rest = looked_at(FileBook.read(Workbook(workbook.to_bytes())))
    lost = _found(part) - Counter(d.rule for d in found)
    is_named = any(one.kind == "tables" and table.sheet in one.what for one in rest)
    assert is_named is (table in LOOKED_AT)
    assert not lost or is_named or table == layout.CONTROLE, lost


def test_most_rules_find_something_there() -> None:
    found = {rule for part in PARTS for rule in _found(part)}
    assert len(found) > len(CODES) * 0.7


def test_each_table_that_is_looked_at_has_the_columns_that_are() -> None:
    for table, columns in LOOKED_AT.items():
        assert set(columns) <= set(table.columns)


def foreign(path: Path, **sheets: Sequence[Sequence[str]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def axis(number: int) -> list[list[str]]:
    codes = (f"{number}", f"{number}.1", f"{number}.1.1", f"{number}.1.2")
    return [["Axe", "Programme de travail"], *([code, "Une ligne"] for code in codes)]


def test_other_sheets_with_a_programme(tmp_path: Path) -> None:
    path = foreign(
        tmp_path / "p.xlsx", A=axis(1), B=axis(2), Notes=[["1.1", "voir"], ["mardi"]], C=axis(3)
    )
    book = openpyxl.load_workbook(path)
    book["C"].sheet_state = "veryHidden"
    book.save(path)
    assert named(open_book(path), "sheet") == (
        "Not checked: the sheets “B”, “C” (hidden), which contain rows with codes too "
        "(choose one with --sheet)."
    )
    assert "“A”" in named(open_book(path, sheet="B"), "sheet")


def test_a_copy_of_the_sheet_programme(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template_path("programme-2025"))
    book.copy_worksheet(book["Programme"]).title = "Programme (2)"
    book.save(tmp_path / "p.xlsx")
    assert "“Programme (2)”" in named(open_book(tmp_path / "p.xlsx"), "sheet")


def test_rows_far_below_the_table(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template_path("programme-2025"))
    page = book["Programme"]
    last = page.max_row
    for row in (last + 20, last + 21):
        page.cell(row, 1, "3.4.9")
        page.cell(row, 2, "Une ligne oubliée")
    book.save(tmp_path / "p.xlsx")
    assert f"rows {last + 20}–{last + 21}" in named(open_book(tmp_path / "p.xlsx"), "rows")


def test_errors_and_formulas_without_a_result(tmp_path: Path) -> None:
    rows = [*axis(1), ["1.1.3", "=UPPER(B2)"], ["#REF!", "A"], ["1.1.4", "B", "=1/0"]]
    path = foreign(tmp_path / "p.xlsx", A=rows)
    book = openpyxl.load_workbook(path)
    book["A"]["A7"].data_type = "e"
    book.save(path)
    assert named(open_book(path), "cells") == (
        "Not checked: the cells B6, A7, which show an error or contain a formula without a result."
    )


def test_a_row_of_errors_is_not_blank(tmp_path: Path) -> None:
    rows = [*axis(1), ["#N/A", "#N/A"], ["1.1.3", "A"]]
    path = foreign(tmp_path / "p.xlsx", A=rows)
    book = openpyxl.load_workbook(path)
    for cell in book["A"][6]:
        cell.data_type = "e"
    book.save(path)
    assert not [d for d in validate(open_book(path).programme) if d.fix]


def test_the_numbering_where_no_column_of_codes_is_read(tmp_path: Path) -> None:
    path = foreign(tmp_path / "p.xlsx", A=axis(1))
    assert "no column of codes" in named(open_book(path, columns="B"), "numbering")
    inside = [[f"{code} Ligne"] for code in ("1.1", "7.8", "3.4", "2.9")]
    path = foreign(tmp_path / "p.xlsx", A=inside)
    assert "inside the labels (“1.1”)" in named(open_book(path, columns="A"), "numbering")


def test_rules_that_were_left_out() -> None:
    book = open_book(template_path("programme-2025"))
    (one,) = unchecked(book.programme, book.surroundings(), CODES[1:])
    assert one.sentence == (
        f"Not checked: 1 rule of {len(CODES)}, left out by --select or --ignore."
    )

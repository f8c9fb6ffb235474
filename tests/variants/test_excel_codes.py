"""Codes as Excel converts them when they are typed, in both date systems, stored by openpyxl.

French Excel makes 1 January 2003 of 1.1.3, and of 1.10 the first of October of the year in which
it is typed; English Excel (United States) makes the number 1.1 of 1.10 and leaves 1.1.3 as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from motxl.book.file.filebook import open_book
from tests.variants.found import (
    FIRST,
    LAST,
    SHIPPED,
    UNTOUCHED,
    findings,
    proposals,
    published_codes,
    suggestions,
)

EPOCHS = {"1900": CALENDAR_WINDOWS_1900, "1904": CALENDAR_MAC_1904}
TYPED_IN = 2026
Stored = tuple[str | int | float | datetime, str]
"""What the cell holds, and its number format"""


def in_french(code: str) -> Stored:
    parts = [int(part) for part in code.split(".")]
    if len(parts) == 1:
        return parts[0], "General"
    day, month, year = (*parts, TYPED_IN - 2000)[:3]
    try:
        stored = datetime(2000 + year, month, day)
    except ValueError:
        return code, "General"
    return stored, "d-mmm" if len(parts) == 2 else "dd/mm/yyyy"


def in_english(code: str) -> Stored:
    if code.count(".") > 1:
        return code, "General"
    return float(code) if "." in code else int(code), "General"


Convert = Callable[[str], Stored]


@pytest.fixture(params=EPOCHS)
def typed(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """The 2025 workbook in a date system, some of its codes typed again without the text format."""

    def type_codes(
        convert: Convert, *rows: int, lost_format: bool = False
    ) -> tuple[Path, dict[int, str]]:
        book = openpyxl.load_workbook(SHIPPED, rich_text=True)
        book.epoch = EPOCHS[request.param]
        sheet = book["Programme"]
        converted = {}
        for row in rows or range(FIRST, LAST + 1):
            code = str(sheet.cell(row, 1).value)
            value, number_format = convert(code)
            sheet.cell(row, 1).value = value
            sheet.cell(row, 1).number_format = "General" if lost_format else number_format
            if not isinstance(value, str):
                converted[row] = code
        path = tmp_path / f"{request.param}.xlsx"
        book.save(path)
        if lost_format:
            _without_formats(path)
        return path, converted

    return type_codes


def _without_formats(path: Path) -> None:
    """openpyxl gives a date a date format; someone then chose General for the column."""
    book = openpyxl.load_workbook(path, rich_text=True)
    for (cell,) in book["Programme"].iter_rows(FIRST, LAST, 1, 1):
        cell.number_format = "General"
    book.save(path)
    again = openpyxl.load_workbook(path)["Programme"]
    assert not any(cell.is_date for (cell,) in again.iter_rows(FIRST, LAST, 1, 1))


def with_codes(rows: dict[int, str]) -> list[tuple[str, str | None]]:
    """Those of the untouched workbook, and one for each code."""
    numbered = [("NUM002", f"A{row}") for row in rows]
    *own, last = UNTOUCHED
    by_row = sorted([*own, *numbered], key=lambda one: int(re.sub(r"\D", "", one[1] or "")))
    return [*by_row, last]


@pytest.mark.parametrize("convert", [in_french, in_english])
def test_the_untouched_workbook_in_either_date_system(typed: Any, convert: Convert) -> None:
    path, _ = typed(convert, 5)
    programme = open_book(path).programme
    assert programme.date1904 == (path.stem == "1904")
    assert f"{programme.date}" == "2025-01-29"


@pytest.mark.parametrize("row", [3, 4, 5, 6, 21, 37, 43, 98, 99, 100, 140])
@pytest.mark.parametrize("convert", [in_french, in_english])
@pytest.mark.slow
def test_one_code_typed(typed: Any, convert: Convert, row: int) -> None:
    path, converted = typed(convert, row)
    assert sorted(findings(path)) == sorted(with_codes(converted))
    assert suggestions(path, "NUM002") == {
        f"A{row}": f"Write {code}, as text." for row, code in converted.items()
    }


@pytest.mark.parametrize("convert", [in_french, in_english])
def test_all_codes_typed(typed: Any, convert: Convert) -> None:
    """The whole column: each cell's neighbours are in doubt too."""
    path, converted = typed(convert)
    assert proposals(path) == {row: [code] for row, code in converted.items()}
    assert sorted(findings(path), key=str) == sorted(with_codes(converted), key=str)


def test_dates_whose_format_was_lost(typed: Any) -> None:
    """Serial numbers, counted from 1900 or from 1904."""
    path, converted = typed(in_french, 21, 22, 69, lost_format=True)
    assert proposals(path) == {row: [code] for row, code in converted.items()}
    assert sorted(findings(path), key=str) == sorted(with_codes(converted), key=str)


@pytest.mark.parametrize("convert", [in_french, in_english])
@pytest.mark.parametrize("epoch", EPOCHS)
def test_all_codes_typed_in_a_workbook_without_types(
    tmp_path: Path, convert: Convert, epoch: str
) -> None:
    """Only codes and labels: nothing says of what level a row is."""
    book = openpyxl.Workbook()
    book.epoch = EPOCHS[epoch]
    sheet = book.active
    sheet.append(["Axe", "Programme de travail 2025"])
    expected = {}
    for row, (_line, code) in enumerate(published_codes(), 2):
        value, number_format = convert(code)
        sheet.append([value, "Texte"])
        sheet.cell(row, 1).number_format = number_format
        if not isinstance(value, str):
            expected[row] = [code]
    path = tmp_path / "p.xlsx"
    book.save(path)
    assert proposals(path) == expected
    rules = [rule for rule, _ in findings(path) if rule not in {"NUM002", "REF103"}]
    assert rules == ["NUM011", "NUM004"]


@pytest.mark.parametrize("convert", [in_french, in_english])
@pytest.mark.parametrize("epoch", EPOCHS)
def test_the_tenth_objective_is_not_the_first(tmp_path: Path, convert: Convert, epoch: str) -> None:
    """October in French; a lost zero in English; from the thirteenth on, French leaves text."""
    book = openpyxl.Workbook()
    book.epoch = EPOCHS[epoch]
    sheet = book.active
    sheet.append(["Axe", "Programme de travail 2025"])
    codes = ["1"]
    for objective in range(1, 23):
        codes += [f"1.{objective}"] * 2 + [f"1.{objective}.1", f"1.{objective}.2"]
    for row, code in enumerate(codes, 2):
        value, number_format = convert(code)
        sheet.append([value, "Texte"])
        sheet.cell(row, 1).number_format = number_format
    path = tmp_path / "p.xlsx"
    book.save(path)
    found = proposals(path)
    assert found == {row: [codes[row - 2]] for row in found}
    assert len(found) == {in_french: 1 + 12 * 4, in_english: 1 + 22 * 2}[convert]

"""Values that are read at once are those that calamine reads."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from motxl.book.reading.values import MAX_CELLS, MAX_TEXT, SheetValues
from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue
from tests import others

SHIPPED = sorted((Path(__file__).parents[2] / "workbooks").glob("*.xlsx"))

Rows = list[list[CellValue]]


def without_ends(rows: Rows) -> Rows:
    """Without the blank cells at the end of rows, and the blank rows at the end."""
    kept = []
    for row in rows:
        held = [place for place, value in enumerate(row, 1) if value != ""]
        kept.append(row[: held[-1]] if held else [])
    while kept and not kept[-1]:
        kept.pop()
    return kept


def assert_alike(data: bytes) -> int:
    """How many sheets were read at once."""
    workbook = Workbook(data)
    values, read = SheetValues(workbook), 0
    for sheet in workbook.sheets:
        usual = values._usual_rows(sheet.name)
        if usual is not None and values._calamine is not None:
            read += 1
            calamine = values._calamine.get_sheet_by_name(sheet.name).to_python(
                skip_empty_area=False
            )
            found, expected = without_ends(usual), without_ends(calamine)  # type: ignore[arg-type]
            assert found == expected
            kinds = [[type(value) for value in row] for row in found]
            assert kinds == [[type(value) for value in row] for row in expected]
    return read


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_workbooks(path: Path) -> None:
    assert assert_alike(path.read_bytes()) > 3


@pytest.mark.slow
@others.needed
def test_workbooks_of_others() -> None:
    read = sum(assert_alike(path.read_bytes()) for path in others.WORKBOOKS)
    assert read > len(others.WORKBOOKS) / 2, "hardly any sheet was read at once"


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=6),
    st.sampled_from(["<b>", "a & b", "deux\nlignes", " x ", "#N/A", "'"]),
)


@given(st.lists(st.lists(VALUES, max_size=5), max_size=8), st.booleans())
def test_generated_workbooks(rows: list[list[str | float | bool | None]], styled: bool) -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO(), {"strings_to_formulas": False})
    sheet, look = book.add_worksheet(), book.add_format({"bold": True, "num_format": "0.00"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, value)
            elif value is not None and value != "" and not isinstance(value, str):
                write = sheet.write_boolean if isinstance(value, bool) else sheet.write_number
                write(number, column, value)
            elif styled:
                sheet.write_blank(number, column, None, look)
    book.close()
    assert_alike(buffer.getvalue())


@pytest.mark.parametrize("kind", ["time", "elapsed", "formula", "error", "inline"])
def test_what_is_not_read_at_once(kind: str) -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    if kind == "time":
        sheet.write_number(0, 0, 45000.25, book.add_format({"num_format": "dd/mm/yyyy"}))
    elif kind == "elapsed":
        sheet.write_number(0, 0, 2, book.add_format({"num_format": "[h]:mm"}))
    elif kind == "formula":
        sheet.write_formula(0, 0, "=1+1", None, 2)
    else:
        sheet.write_number(0, 0, 1)
    book.close()
    workbook = Workbook(buffer.getvalue())
    if kind in {"error", "inline"}:
        cell = {
            "error": b'<c r="A1" t="e"><v>#N/A</v></c>',
            "inline": b'<c r="A1" t="inlineStr"><is><t>a</t></is></c>',
        }[kind]
        part = workbook.sheets[0].part_name
        data = workbook.part(part).replace(b'<c r="A1"><v>1</v></c>', cell)
        workbook.replace_part(part, data)
        workbook = Workbook(workbook.to_bytes())
    assert workbook.sheets[0].usual_values(MAX_CELLS, MAX_TEXT) is None


@pytest.mark.parametrize("date_1904", [False, True])
@pytest.mark.parametrize("written", ["dd/mm/yyyy", "mmm yy", "hh:mm", "d", '"[h]"d', 14, 45])
def test_days_are_those_of_calamine(date_1904: bool, written: str | int) -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO(), {"date_1904": date_1904})
    sheet, look = book.add_worksheet(), book.add_format({"num_format": written})
    for row, day in enumerate([1, 2, 59, 60, 61, 366, 45000, 2_000_000]):
        sheet.write_number(row, 0, day, look)
    book.close()
    assert assert_alike(buffer.getvalue()) == 1


def test_what_is_too_large_is_not_read_at_once() -> None:
    book = xlsxwriter.Workbook(buffer := io.BytesIO())
    sheet = book.add_worksheet()
    for row in range(10):
        sheet.write_string(row, 4, "abcde")
    book.close()
    sheet_read = Workbook(buffer.getvalue()).sheets[0]
    assert sheet_read.usual_values(60, 50) is not None
    assert sheet_read.usual_values(49, 50) is None
    assert sheet_read.usual_values(60, 49) is None

"""A workbook prepared once and filled many times, against the editor and LibreOffice's reader."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.table import Table

from motxl.ooxml import ColouredText, Workbook
from motxl.ooxml.stencil import marks
from motxl.ooxml.stencil.stencil import Stencil, StencilRow
from motxl.text.runs import Run

ROW = StencilRow(("a", "b"), (0, 0), 20)


def template(*, below: str = "", sheet: str = "{{name}}", beside: str = "") -> Workbook:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    page["A1"] = CellRichText(
        "To ", TextBlock(InlineFont(b=True), "{{na"), TextBlock(InlineFont(i=True), "me}}!")
    )
    page["A2"] = "{{ unknown }} and {{ name }}"
    page["A4"], page["B4"] = "One", "Two"
    page["A5"], page["B5"] = "model", "model"
    page.add_table(Table(displayName="tblIt", ref="A4:B5"))
    page["D1"] = f"=COUNTA('{sheet}'!A5:A5)"
    if beside:
        page["D5"] = beside
    if below:
        page["A8"] = below
    page.oddHeader.left.text = "{{name}}"
    page.oddFooter.center.text = "x {{na"
    page.oddFooter.center.size = 12
    written = io.BytesIO()
    made.save(written)
    return Workbook(written.getvalue(), label="t.xlsx")


def filled(workbook: Workbook, name: str, *rows: StencilRow) -> Workbook:
    stencil = Stencil(workbook, "tblIt")
    return Workbook(stencil.fill({"name": name}.get, rows or [ROW], {}))


def text(workbook: Workbook, ref: str) -> str | None:
    cell = workbook.sheets[0].cell(ref)
    return cell.text if cell else None


def test_placeholders_split_over_runs_are_replaced_and_unknown_ones_stay() -> None:
    made = filled(template(), "Zoé & <Fils>")
    assert text(made, "A1") == "To Zoé & <Fils>!"
    assert text(made, "A2") == "{{unknown}} and Zoé & <Fils>"
    runs = [run.text for run in next(made.sheets[0].runs([1], 1, 1)).runs]
    assert runs == ["To ", "Zoé & <Fils>", "!"]


def test_a_sheet_is_called_what_excel_allows_and_formulas_follow() -> None:
    made = filled(template(), "a/b's [very] long name of more than thirty")
    (sheet,) = made.sheets
    assert sheet.name == "a b's very long name of more th"
    opened = openpyxl.load_workbook(io.BytesIO(made.to_bytes()))
    assert opened.active is not None
    assert opened.active["D1"].value == "=COUNTA('a b''s very long name of more th'!A5:A5)"


@pytest.mark.parametrize(("name", "called"), [("", "1"), ("History", "History 2"), ("''", "1")])
def test_names_of_sheets_that_excel_refuses(name: str, called: str) -> None:
    assert filled(template(), name).sheets[0].name == called


def test_two_sheets_do_not_get_the_same_name() -> None:
    names = marks.sheet_names(["Notes", "{{a}}", "{{b}}"], {"a": "notes", "b": "NOTES"}.get)
    assert names == {"{{a}}": "notes 2", "{{b}}": "NOTES 3"}


@pytest.mark.parametrize("count", [1, 2, 7])
def test_rows_are_written_with_their_looks_and_what_is_below_moves(count: int) -> None:
    rows = [StencilRow((f"=r{n}", None), (0, 0), 20 + n) for n in range(count)]
    made = filled(template(below="Signed {{name}}", beside="mine"), "N", *rows)
    table = made.table("tblIt")
    assert (table.first_data_row, table.last_data_row) == (5, 4 + count)
    assert [text(made, f"A{5 + n}") for n in range(count)] == [f"=r{n}" for n in range(count)]
    assert text(made, f"A{7 + count}") == "Signed N"
    assert text(made, "D5") == "mine"
    opened = openpyxl.load_workbook(io.BytesIO(made.to_bytes()))
    assert opened.active is not None
    assert opened.active.row_dimensions[4 + count].height == 19 + count
    assert opened.active[f"A{4 + count}"].data_type == "s"


def test_coloured_texts_keep_their_colours() -> None:
    value = ColouredText([Run("see ", None), Run("theme 4", "ED7D31")])
    made = filled(template(), "N", StencilRow((value, "x"), (0, 0), 20))
    (cell,) = list(made.sheets[0].runs([1], 5, 5))
    assert [(run.text, run.properties) for run in cell.runs][-1] == ("theme 4", "ED7D31")


def test_the_same_content_gives_the_same_bytes_whatever_was_filled_before() -> None:
    made = template()  # its parts bear the time at which it was made
    stencil = Stencil(made, "tblIt")
    first = stencil.fill({"name": "A"}.get, [ROW], {})
    stencil.fill({"name": "Other"}.get, [ROW] * 3, {})
    stencil.fill({"name": "Secret"}.get, [StencilRow(("secret", "b"), (0, 0), 9)], {})
    again = stencil.fill({"name": "A"}.get, [ROW], {})
    assert again == first
    assert Stencil(made, "tblIt").fill({"name": "A"}.get, [ROW], {}) == first


def test_headers_take_placeholders_split_by_format_codes() -> None:
    raw = b"<oddHeader>&amp;L{{na&amp;12me}}&amp;Rx</oddHeader>"
    whole = marks._HEADER.sub(marks._whole_header, raw)
    assert whole == b"<oddHeader>&amp;L{{name}}&amp;12&amp;Rx</oddHeader>"


@pytest.mark.parametrize(
    ("header", "value", "shown"),
    [
        ("&L{{n}}", "A & B", "&LA && B"),
        ("&L&12{{n}}", "2025", "&L&12 2025"),
        ("&L{{other}}", "x", "&L{{other}}"),
        ("&L{{n}}", "two\nlines", "&Ltwo lines"),
    ],
)
def test_headers_show_what_was_put_in(header: str, value: str, shown: str) -> None:
    assert marks.header_text(header, {"n": value}.get) == shown


@given(st.text(alphabet="&x5é ", max_size=400), st.sampled_from(["&L{{n}}&R{{n}}", "{{n}}"]))
def test_headers_are_never_longer_than_excel_takes(value: str, header: str) -> None:
    made = marks.header_text(header, {"n": value}.get)
    assert len(made) <= marks.MAX_HEADER
    rest = made.replace("&L", "").replace("&R", "")
    assert rest.replace("&&", "").count("&") == 0


def test_a_table_with_cells_beside_it_and_custom_heights(tmp_path: Path) -> None:
    source = template(beside="kept")
    part = source.sheets[0].part
    row = part.rows.get(5)
    assert row is not None
    part.rows.put(5, row.replace(b'r="5"', b'r="5" ht="33" customHeight="1"', 1))
    made = filled(source, "N", ROW, ROW)
    opened = openpyxl.load_workbook(io.BytesIO(made.to_bytes()))
    assert opened.active is not None
    assert opened.active.row_dimensions[5].height == 33
    assert opened.active["D5"].value == "kept"

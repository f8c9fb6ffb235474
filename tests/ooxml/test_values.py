"""Values written into cells that exist or not; styles stay, nothing leaks."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from motxl.ooxml import Value, Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.ooxml.package_building import sheet_xml, strings_xml, workbook_parts, zipped

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ROWS = (
    '<row r="2" spans="2:3" ht="40" s="1" customFormat="1"><c r="B2" s="2" t="s" vm="1"><v>0</v>'
    '</c><c r="C2" s="1"><v>1.5</v></c></row><row r="4" ht="20" customHeight="1">'
    '<c r="B4" t="s"><v>1</v></c></row>'
)
BEFORE = '<dimension ref="B2:C4"/><cols><col min="5" max="6" style="2"/></cols>'


def made(properties: str = "") -> Workbook:
    sheet = sheet_xml(ROWS, before=BEFORE)
    strings = strings_xml("<t>seul</t>", "<t>autre</t>")
    return Workbook(zipped(workbook_parts(sheet, strings, properties=properties)))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("texte", "texte"),
        ("=SUM(1)", "=SUM(1)"),
        (" bords ", " bords "),
        (3, 3),
        (-2.5, -2.5),
        (1e300, 1e300),
        (True, True),
        (date(2025, 1, 29), 45686),
        (datetime(2025, 1, 29, 12), 45686.5),
        (None, None),
    ],
)
@pytest.mark.parametrize("ref", ["B2", "C2", "A1", "D2", "B3", "F9"])
def test_a_value_is_read_back_by_others(ref: str, value: Value, read: object) -> None:
    workbook = made()
    sheet = workbook.sheets[0]
    style = sheet.style_of(ref)
    sheet.set_value(ref, value)
    again = Workbook(workbook.to_bytes())
    assert again.sheets[0].style_of(ref) == style
    loaded = openpyxl.load_workbook(io.BytesIO(workbook.to_bytes())).active
    assert loaded is not None
    assert loaded[ref].value == read
    assert not again.sheets[0].set_value(ref, value)


def test_only_the_cell_and_what_must_follow_differ() -> None:
    workbook = made()
    before = workbook.part(SHEET)
    workbook.sheets[0].set_value("C2", 7)
    assert workbook.part(SHEET) == before.replace(b"1.5", b"7")


def test_a_row_whose_text_may_wrap_loses_the_height_that_excel_fitted() -> None:
    workbook = made()
    workbook.sheets[0].set_value("B2", "court")
    assert b' ht="40"' in workbook.part(SHEET)
    workbook.sheets[0].set_value("B2", "un texte bien plus long que sa colonne " * 5)
    assert b' ht="40"' not in workbook.part(SHEET)


def test_a_height_set_by_hand_stays() -> None:
    workbook = made()
    workbook.sheets[0].set_value("B4", "plus long")
    assert b'<row r="4" ht="20" customHeight="1">' in workbook.part(SHEET)


def test_new_cells_extend_the_dimension_and_take_row_or_column_styles() -> None:
    workbook = made()
    sheet = workbook.sheets[0]
    sheet.set_value("D2", 1)
    sheet.set_value("F9", 2)
    part = workbook.part(SHEET)
    assert b'<dimension ref="B2:F9"/>' in part
    assert b'<c r="D2" s="1"><v>1</v></c></row>' in part
    assert b'<row r="9"><c r="F9" s="2"><v>2</v></c></row></sheetData>' in part
    assert b'spans="2:4"' in part


def test_metadata_of_the_old_value_goes_with_it() -> None:
    workbook = made()
    workbook.sheets[0].set_value("B2", "neuf")
    assert b"vm=" not in workbook.part(SHEET)


def test_a_string_without_users_is_emptied_then_used_again() -> None:
    workbook = made()
    sheet = workbook.sheets[0]
    sheet.set_value("B2", None)
    assert b"seul" not in workbook.part(STRINGS)
    assert b'count="1" uniqueCount="2"><si><t/></si>' in workbook.part(STRINGS)
    sheet.set_value("A7", "neuf")
    assert b'count="2" uniqueCount="2"><si><t>neuf</t></si>' in workbook.part(STRINGS)
    sheet.set_value("A8", "autre")
    assert workbook.part(STRINGS).count(b"<si>") == 2


def test_dates_honour_the_system_of_1904() -> None:
    workbook = made('<workbookPr date1904="1"/>')
    assert workbook.date1904
    workbook.sheets[0].set_value("C2", date(2025, 1, 29))
    assert b"<v>44224</v>" in workbook.part(SHEET)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), date(1899, 1, 1), "x" * 40_000])
def test_what_excel_cannot_hold_is_refused(value: Value) -> None:
    workbook = made()
    with pytest.raises(CellRefusedError, match="C2 of sheet Feuille"):
        workbook.sheets[0].set_value("C2", value)
    assert not workbook.changed


def test_styles_are_set_derived_and_taken_from_named_ones() -> None:
    workbook = made()
    sheet = workbook.sheets[0]
    style = workbook.style_of_named("MOT Axe")
    assert style == 3
    assert workbook.style_of_named("MOT Axe") == 3
    assert workbook.style_of_named("absent") is None
    sheet.set_style("C2", style)
    text = workbook.styles.with_number_format(2, 49)
    sheet.set_style("B2", text)
    again = Workbook(workbook.to_bytes())
    assert again.styles.font(3).colour == "112233"
    assert again.fill_colour(again.sheets[0], 2, 3) == "00B050"
    assert again.styles.format(again.sheets[0].style_of("B2")).number_format == 49
    assert b'<cellXfs count="5">' in again.part("xl/styles.xml")
    cell = again.sheets[0].cell("C2")
    assert cell is not None
    assert cell.text == "1.5"


def test_named_cells_are_found() -> None:
    names = (
        "<definedNames><definedName name='couleur'>Feuille!$B$2</definedName>"
        "<definedName name='liste'>'Feuille'!$B$2:$B$9</definedName></definedNames>"
    )
    parts = workbook_parts(sheet_xml(ROWS), strings_xml("<t>a</t>", "<t>b</t>"), names=names)
    workbook = Workbook(zipped(parts))
    cell = workbook.named_cell("Couleur")
    assert cell is not None
    assert (cell.sheet.name, cell.row, cell.column) == ("Feuille", 2, 2)
    assert workbook.fill_colour(*cell) == "00B050"
    assert workbook.named_cell("liste") is None
    assert workbook.named_cell("rien") is None


def test_templates_become_workbooks_and_back() -> None:
    workbook = made()
    assert not workbook.is_template
    workbook.set_content_type_template()
    again = Workbook(workbook.to_bytes())
    assert again.is_template
    again.set_content_type_workbook()
    assert again.content_type.endswith("sheet.main+xml")

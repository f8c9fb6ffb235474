"""What other applications write, and Excel reads: edited all the same, without a change beside."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from motxl.errors import MotxlError
from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError, DamagedError
from motxl.ooxml.xml.text import decode_text, encode_text
from tests.ooxml.package_building import (
    MAIN,
    STRICT,
    part_of,
    sheet_xml,
    strings_xml,
    workbook_parts,
    zipped,
)

ROW = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


def made(sheet: str | bytes, strings: str | bytes | None = None, **more: str) -> Workbook:
    return Workbook(zipped(workbook_parts(sheet, strings, **more)))


def coloured(workbook: Workbook, ref: str = "A1") -> tuple[str, list[str]]:
    """Colour the first four characters; the text and what shows in orange afterwards."""
    assert workbook.sheets[0].set_colour(ref, 0, 4, "ED7D31")
    again = Workbook(workbook.to_bytes()).sheets[0]
    cell = again.cell(ref)
    assert cell is not None
    found = next(t for t in again.runs() if (t.row, t.column) == (cell.row, cell.column))
    return found.text, [run.text for run in found.runs if run.properties == "ED7D31"]


def test_a_prefix_is_kept() -> None:
    sheet = sheet_xml(ROW).replace("<", "<x:").replace("<x:/", "</x:")
    strings = strings_xml("<t>Bonjour</t>").replace("<", "<x:").replace("<x:/", "</x:")
    workbook = made(sheet.replace("xmlns=", "xmlns:x="), strings.replace("xmlns=", "xmlns:x="))
    assert coloured(workbook) == ("Bonjour", ["Bonj"])
    part = part_of(workbook.to_bytes(), "xl/sharedStrings.xml")
    assert b"<x:r><x:rPr>" in part
    assert b"<r>" not in part
    workbook.sheets[0].set_value("C3", 5)
    assert b'<x:row r="3"><x:c r="C3"><x:v>5</x:v></x:c></x:row>' in workbook.part(SHEET)


def test_two_prefixes_for_cells_are_refused_rather_than_half_read() -> None:
    row = f'<row r="1" xmlns:y="{MAIN}"><c r="A1"/></row>'
    sheet = sheet_xml(row + '<y:row r="2"/>').replace("<worksheet", f'<worksheet xmlns:y="{MAIN}"')
    with pytest.raises(DamagedError, match=r"sheet1\.xml"):
        list(made(sheet).sheets[0].cells())


def test_strict_workbooks_are_edited() -> None:
    sheet, strings = sheet_xml(ROW, namespace=STRICT), strings_xml("<t>Bonjour</t>")
    workbook = made(sheet, strings.replace(MAIN, STRICT), namespace=STRICT)
    assert coloured(workbook) == ("Bonjour", ["Bonj"])


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "iso8859-1"])
def test_parts_keep_their_encoding(codec: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "iso8859-1": "ISO-8859-1"}.get(codec, "UTF-16")
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    strings = (head + strings_xml("<t>Élégant</t>")).encode(codec)
    workbook = made((head + sheet_xml(ROW)).encode(codec), strings)
    assert coloured(workbook) == ("Élégant", ["Élég"])
    assert workbook.sheets[0].set_value("A2", "œuvre")
    after = workbook.to_bytes()
    for part in (SHEET, "xl/sharedStrings.xml"):
        raw = part_of(after, part)
        assert raw[:4] == (head.encode(codec))[:4]
        assert head in raw.decode(codec)
    cell = Workbook(after).sheets[0].cell("A2")
    assert cell is not None
    assert cell.text == "œuvre"


def test_inline_strings_stay_inline() -> None:
    row = '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>Bonjour</t></is></c></row>'
    workbook = made(sheet_xml(row), strings_xml("<t>x</t>"))
    assert coloured(workbook) == ("Bonjour", ["Bonj"])
    workbook.sheets[0].set_value("A1", "Autre chose")
    assert b't="inlineStr"><is><t>Autre chose</t></is></c>' in workbook.part(SHEET)
    assert b">x<" in workbook.part("xl/sharedStrings.xml")


def test_without_shared_strings_new_text_is_inline() -> None:
    workbook = made(sheet_xml(""))
    assert workbook.sheets[0].set_value("B2", "du texte")
    assert coloured(workbook, "B2") == ("du texte", ["du t"])


def test_rows_and_cells_without_numbers_are_counted() -> None:
    row = '<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row/><row><c r="C3"><v>3</v></c></row>'
    workbook = made(sheet_xml(row), strings_xml("<t>Bonjour</t>"))
    places = [(c.row, c.column) for c in workbook.sheets[0].cells()]
    assert places == [(1, 1), (1, 2), (3, 3)]
    assert coloured(workbook, "B1") == ("Bonjour", ["Bonj"])
    assert workbook.sheets[0].set_value("B2", 2)
    assert workbook.sheets[0].set_value("E1", 5)
    cells = {(c.row, c.column): c.text for c in Workbook(workbook.to_bytes()).sheets[0].cells()}
    assert cells == {(1, 1): "1", (1, 2): "Bonjour", (1, 5): "5", (2, 2): "2", (3, 3): "3"}


def test_single_quotes_odd_order_and_angle_brackets_in_attributes() -> None:
    row = (
        "<row  spans='1:2' r = '1' ><c t='s' s='1' xmlns:z='u' z:a='>/' r='A1'  >"
        "<v >0</v ></c ><c\n r='B1'/></row >"
    )
    workbook = made(sheet_xml(row), strings_xml("<t>Bonjour</t>"))
    assert coloured(workbook) == ("Bonjour", ["Bonj"])
    assert workbook.sheets[0].set_value("B1", 4)
    assert b"z:a='>/'" in workbook.part(SHEET)
    assert b"<c\n r='B1'><v>4</v></c>" in workbook.part(SHEET)


def test_comments_cdata_and_instructions_are_not_taken_for_cells() -> None:
    row = (
        '<!-- <row r="9"><c r="A9"><v>1</v></c></row> --><row r="1"><?x <c r="A1"> ?>'
        '<c r="A1" t="s"><v><![CDATA[0]]></v></c><!--</row>--></row>'
    )
    strings = strings_xml("<t>a &lt; <![CDATA[<b> & c]]><!-- no --> d</t>", "<!--</si>--><t>z</t>")
    workbook = made(sheet_xml(row), strings)
    assert [c.text for c in workbook.sheets[0].cells()] == ["a < <b> & c d"]
    assert workbook.strings is not None
    assert len(workbook.strings) == 2
    assert coloured(workbook) == ("a < <b> & c d", ["a < "])


def test_control_characters_are_escaped_as_excel_does() -> None:
    workbook = made(sheet_xml(ROW), strings_xml("<t>a_x000D_b _x005F_x0041_ &#10;c</t>"))
    sheet = workbook.sheets[0]
    cell = sheet.cell("A1")
    assert cell is not None
    assert cell.text == "a\rb _x0041_ \nc"
    sheet.set_value("A1", "x\ry\x07 _x0042_ \U0001f600")
    assert "x_x000D_y_x0007_ _x005F_x0042_ \U0001f600".encode() in workbook.part(
        "xl/sharedStrings.xml"
    )
    again = Workbook(workbook.to_bytes()).sheets[0].cell("A1")
    assert again is not None
    assert again.text == "x\ry\x07 _x0042_ \U0001f600"


def test_phonetic_guides_are_no_text_and_stay_while_the_text_does() -> None:
    guide = '<rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
    workbook = made(sheet_xml(ROW), strings_xml(f"<t>東京都庁</t>{guide}"))
    assert coloured(workbook) == ("東京都庁", ["東京都庁"])
    assert guide.encode() in workbook.part("xl/sharedStrings.xml")
    sheet = workbook.sheets[0]
    assert sheet.replace_text("A1", 2, 4, "!")
    assert guide.encode() in workbook.part("xl/sharedStrings.xml")
    assert sheet.replace_text("A1", 0, 1, "西")
    assert b"<rPh" not in workbook.part("xl/sharedStrings.xml")


@pytest.mark.parametrize(
    "formula",
    [
        '<c r="A1" t="str"><f>UPPER("a")</f><v>A</v></c>',
        '<c r="A1"><f t="shared" si="0"/><v>1</v></c>',
        '<c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c>',
    ],
)
def test_formulas_are_refused_with_the_cell_named(formula: str) -> None:
    workbook = made(sheet_xml(f'<row r="1">{formula}</row>'))
    with pytest.raises(CellRefusedError, match="A1 of sheet Feuille"):
        workbook.sheets[0].set_value("A1", "x")
    assert not workbook.changed


def test_entity_declarations_are_refused() -> None:
    bomb = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa">]>' + sheet_xml(ROW)
    with pytest.raises(DamagedError, match="may be unsafe"):
        list(made(bomb).sheets[0].cells())


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1048577"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="1"><c r="ZZZ1"/></row>',
    ],
)
def test_absurd_rows_and_cells_end_in_a_sentence(rows: str) -> None:
    workbook = made(sheet_xml(rows))
    with pytest.raises(MotxlError, match=r"sheet1\.xml"):
        workbook.sheets[0].set_value("C1", 1)


def test_the_extent_is_known_before_a_grid_is_made() -> None:
    rows = '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>'
    assert str(made(sheet_xml(rows)).sheets[0].extent) == "A1:XFD1048576"


def test_what_no_parser_would_accept_is_not_written() -> None:
    workbook = made(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', after="<mergeCells>"))
    assert workbook.sheets[0].set_value("A1", 2)
    with pytest.raises(DamagedError, match=r"sheet1\.xml"):
        workbook.to_bytes()


@given(st.text(alphabet=st.sampled_from("_x0041F5a \r\n\x07\x0b<&\U0001f600"), max_size=24))
@example("_x0041\r")
@example("_x0041\x07")
@example("__x005F_\x00_")
def test_any_text_that_is_set_is_the_text_that_is_read(text: str) -> None:
    """An escape that is written may end what looks like the beginning of another one."""
    workbook = made(sheet_xml(ROW), strings_xml("<t>a</t>"))
    workbook.sheets[0].set_value("A1", text)
    again = Workbook(workbook.to_bytes()).sheets[0].cell("A1")
    assert again is not None
    assert again.text == text
    assert decode_text(encode_text(text)) == text


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("<t>\n  a (cf)  </t>", "a (cf)"),
        ('<t xml:space="preserve"> a </t>', " a "),
        ("<t xml:space='preserve'> a </t>", " a "),
        ('<r><t> a</t></r><r><t xml:space="preserve"> (cf) </t></r>', "a (cf) "),
        ("<t>   </t>", ""),
    ],
)
def test_blanks_that_are_not_kept_do_not_show_by_colouring(entry: str, text: str) -> None:
    """As in Excel and in calamine, which reads the values."""
    data = zipped(workbook_parts(sheet_xml(ROW), strings_xml(entry)))
    workbook = Workbook(data)
    sheet = workbook.sheets[0]
    cell = sheet.cell("A1")
    assert cell is not None
    assert cell.text == text
    assert "".join(run.text for one in sheet.runs() for run in one.runs) == text
    shown = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert shown[0][0] == text
    if "cf" in text:
        sheet.set_colours("A1", [(3, 5, "FF0000")])
        after = CalamineWorkbook.from_filelike(io.BytesIO(workbook.to_bytes()))
        assert after.get_sheet_by_index(0).to_python()[0][0] == text

"""Damage that mutations found (see test_fuzz.py): the least of each kind, and its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from motxl.ooxml import Workbook
from motxl.ooxml.dates import is_date_format
from motxl.ooxml.errors import DamagedError
from tests.ooxml.package_building import MAIN, sheet_xml, strings_xml, workbook_parts, zipped

TYPES, RELS, BOOK = "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
SHEET, STYLES, TABLE = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/tables/table1.xml"
PARTS = workbook_parts(
    sheet_xml(
        '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><f t="array" ref="B1">1</f>'
        "<v>1</v></c></row>",
        before='<cols><col min="1" max="2"/></cols>',
        after='<mergeCells><mergeCell ref="D1:E1"/></mergeCells>',
    ),
    strings_xml('<t xml:space="preserve">Axe</t>'),
    table=f'<table xmlns="{MAIN}" name="t" ref="A1:B3"><tableColumn name="a"/></table>',
)


def first_columns(book: Workbook) -> object:
    return [table.columns for table in book.tables.values()]


@pytest.mark.parametrize(
    ("part", "old", "new", "named", "use"),
    [
        (TYPES, "</Types>", "", TYPES, Workbook.set_content_type_template),
        (TYPES, "<Types", "<!--<Types", TYPES, lambda book: book.content_type),
        (RELS, 'Id="rId1"', 'Id="&nope;"', RELS, bool),
        (RELS, 'Id="rId1"', 'Id="&#99999999999;"', RELS, bool),
        (RELS, 'Id="rId1"', 'Id="&#' + "9" * 5000 + ';"', RELS, bool),
        (RELS, "sheet1.xml", "gone.xml", "gone.xml", lambda book: book.sheets[0].cell("A1")),
        (BOOK, ' r:id="rId1"', "", BOOK, bool),
        (SHEET, 'r="A1"', 'r="A7"', SHEET, lambda book: book.sheets[0].set_value("A1", "x")),
        (SHEET, 'r="A1"', 'r="A' + "1" * 5000 + '"', SHEET, lambda book: book.sheets[0].extent),
        (SHEET, 'r="A1"', 'r="ZZZ1"', SHEET, lambda book: book.sheets[0].extent),
        (SHEET, "<v>0<", "<v>-1<", SHEET, lambda book: book.sheets[0].set_value("A1", "x")),
        (SHEET, "<v>0<", "<v>²<", SHEET, lambda book: book.sheets[0].set_colour("A1", 0, 1, None)),
        (SHEET, 'ref="B1"', 'ref="B"', SHEET, lambda book: book.sheets[0].set_value("A1", "x")),
        (SHEET, "</mergeCells>", "<mergeCell>", SHEET, lambda book: book.sheets[0].merged_ranges),
        (STYLES, "</font></fonts>", "</fonts>", STYLES, lambda book: list(book.sheets[0].runs())),
        (STYLES, "</fill></fills>", "</fills>", STYLES, lambda b: b.fill_colour(b.sheets[0], 1, 1)),
        (STYLES, 'xfId="1"/>\n', 'xfId="9"/>\n', STYLES, lambda b: b.style_of_named("MOT Axe")),
        (STYLES, "cellXfs", "other", STYLES, lambda b: b.styles.with_number_format(1, 49)),
        (TABLE, "<table ", '<table headerRowCount="9" ', TABLE, lambda book: book.tables),
        (TABLE, 'name="a"', 'name="&b;"', TABLE, first_columns),
    ],
)
def test_damage_is_refused_with_the_part_named(
    part: str, old: str, new: str, named: str, use: Callable[[Workbook], object]
) -> None:
    content = str(PARTS[part])
    assert old in content
    data = zipped({**PARTS, part: content.replace(old, new)})
    with pytest.raises(DamagedError) as caught:
        use(Workbook(data))
    assert named in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    data = zipped({**PARTS, RELS: str(PARTS[RELS]).encode().replace(b"rId2", b"\xfe")})
    with pytest.raises(DamagedError, match=r"workbook\.xml\.rels"):
        Workbook(data)


def test_a_package_without_content_types_is_refused() -> None:
    with pytest.raises(DamagedError, match="Content_Types"):
        Workbook(zipped({name: content for name, content in PARTS.items() if name != TYPES}))


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "-1", "nan", ""])
def test_odd_numbers_where_a_format_is_named_mean_the_first_one(odd: str) -> None:
    parts = dict(PARTS)
    for part, old in ((SHEET, ' s="1"'), (STYLES, 'fontId="1"'), (STYLES, 'theme="1"')):
        parts[part] = str(parts[part]).replace(old, old.partition('"')[0] + f'"{odd}"')
    sheet = Workbook(zipped(parts)).sheets[0]
    assert sheet.style_of("A1") == 0
    assert [cell.text for cell in sheet.runs([1])] == ["Axe"]
    assert sheet.set_colour("A1", 0, 1, "ED7D31")


def test_odd_numbers_of_columns_and_format_codes_are_passed_over() -> None:
    columns = '<col min="²" max="9"/><col min="1" max="' + "9" * 5000 + '"/>'
    sheet = Workbook(zipped(workbook_parts(sheet_xml("", before=f"<cols>{columns}</cols>"))))
    assert sheet.sheets[0].set_value("A1", "x")
    assert not is_date_format("[" * 100_000)

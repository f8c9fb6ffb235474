"""Rows of a table are inserted, deleted and moved, and everything that names them follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.a1 import MAX_ROW
from motxl.ooxml import Table, Workbook
from motxl.ooxml.cells.formulas import UnmappableError, rewritten, translated
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.rowmap import RowMap
from tests.ooxml.package_building import LINKS, MAIN, sheet_xml, workbook_parts, zipped

SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
DATA = (3, 7)
INSERT = RowMap.insert(5, 2, DATA)
DELETE = RowMap.delete(4, 2, DATA)
MOVE = RowMap.move(3, 2, 7, DATA)


# Where rows go


@given(st.integers(1, 50), st.integers(1, 9), st.integers(1, 60))
def test_moving_is_a_permutation(first: int, count: int, before: int) -> None:
    if first <= before <= first + count:
        return
    rows = RowMap.move(first, count, before, (1, 60))
    order = sorted(range(1, 71), key=lambda row: rows.row(row) or 0)
    block = list(range(first, first + count))
    assert sorted(rows.row(row) or 0 for row in range(1, 71)) == list(range(1, 71))
    at = order.index(first)
    assert order[at : at + count] == block
    rest = [row for row in order if row not in block]
    assert rest == [row for row in range(1, 71) if row not in block]
    assert rest.index(before) == at if before in rest else True


def test_arranging_is_moving_and_deleting_at_once() -> None:
    arranged = RowMap.arrange([3, 6, 7], DATA)
    assert [arranged.row(row) for row in range(1, 20)] == [DELETE.row(row) for row in range(1, 20)]
    assert [RowMap.arrange([7, 3, 5], DATA).row(row) for row in range(1, 10)] == [
        *(1, 2, 4, None, 5, None, 3, 6, 7)
    ]


@given(st.permutations(range(3, 12)), st.integers(0, 9), st.integers(1, 14), st.integers(0, 9))
def test_an_arranged_span_holds_its_rows(
    order: list[int], kept: int, first: int, length: int
) -> None:
    rows = RowMap.arrange(order[: kept or 9], (3, 11))
    whole = {rows.row(row) for row in range(1, 20)} - {None}
    assert whole == set(range(1, len(whole) + 1))
    inside = {rows.row(row) for row in range(first, first + length + 1)} - {None}
    assert inside == {row for a, b in rows.spans(first, first + length) for row in range(a, b + 1)}
    gone = [row for row in range(3, 12) if rows.row(row) is None]
    for row in gone:
        following = next(n for n in range(row, 20) if rows.row(n) is not None)
        assert rows.nearest(row) == rows.row(following)


@given(st.integers(1, 40), st.integers(1, 9), st.integers(1, 40), st.integers(0, 20))
def test_a_span_holds_its_rows_and_no_others(at: int, count: int, first: int, length: int) -> None:
    for rows in (RowMap.insert(at, count, (1000, 1001)), RowMap.delete(at, count, (1000, 1001))):
        inside = {rows.row(row) for row in range(first, first + length + 1)} - {None}
        found = {row for a, b in rows.spans(first, first + length) for row in range(a, b + 1)}
        inserted = set(range(at, at + count)) if rows.inserted else set()
        assert inside <= found <= inside | inserted


def test_a_range_over_all_data_rows_still_covers_them_all() -> None:
    assert RowMap.insert(8, 1, DATA).spans(3, 7) == [(3, 8)]
    assert RowMap.insert(3, 1, DATA).spans(3, 7) == [(3, 8)]
    assert RowMap.insert(8, 1, DATA).spans(4, 7) == [(4, 7)]
    assert RowMap.insert(3, 1, DATA).spans(3, 6) == [(4, 7)]


# What becomes of references


@pytest.mark.parametrize(
    ("formula", "inserted", "deleted"),
    [
        ("A3+$B$7", "A3+$B$9", "A3+$B$5"),
        ("SUM(A3:A7)", "SUM(A3:A9)", "SUM(A3:A5)"),
        ("SUM($A$7:A3)", "SUM($A$9:A3)", "SUM($A$5:A3)"),
        ("S!B8&'S'!B8", "S!B10&'S'!B10", "S!B6&'S'!B6"),
        ('IF(A8="A8","A8 ""B8""",LOG10(A8))', 'IF(A10="A8","A8 ""B8""",LOG10(A10))', None),
        ("Autre!A8+[1]S!A8+'[1]S'!A8", "Autre!A8+[1]S!A8+'[1]S'!A8", None),
        ("tbl[[#This Row],[A8]]+A8", "tbl[[#This Row],[A8]]+A10", "tbl[[#This Row],[A8]]+A6"),
        ("AB8X+A8_2+été8+A8", "AB8X+A8_2+été8+A10", None),
        ("SUM(8:9)+SUM(A:A)+1E8", "SUM(10:11)+SUM(A:A)+1E8", "SUM(6:7)+SUM(A:A)+1E8"),
        ("@A8+A8#", "@A10+A10#", "@A6+A6#"),
        ("A8:INDEX(B:B,8)", "A10:INDEX(B:B,8)", "A6:INDEX(B:B,8)"),
        ("S!#REF!+A8", "S!#REF!+A10", "S!#REF!+A6"),
        ("s!A8", "s!A10", "s!A6"),
    ],
)
def test_references_follow(formula: str, inserted: str, deleted: str | None) -> None:
    assert Following(INSERT, "S", ["S", "Autre"]).formula(formula, "S") == inserted
    if deleted:
        assert Following(DELETE, "S", ["S", "Autre"]).formula(formula, "S") == deleted


def test_what_cannot_follow_is_named() -> None:
    for rows, formula in (
        (DELETE, "B4+1"),
        (DELETE, "SUM(B4:B5)"),
        (MOVE, "SUM(B4:B5)"),
        (INSERT, "SUM(Un:Deux!B8)"),
    ):
        with pytest.raises(UnmappableError):
            Following(rows, "S", ["Un", "S", "Deux"]).formula(formula, "S")
    assert Following(MOVE, "S", ["S"]).formula("SUM(B3:B6)+B3", "S") == "SUM(B3:B6)+B5"


@pytest.mark.parametrize(
    ("formula", "moved"), [("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"), ("S!A1:B2", "S!B3:C4")]
)
def test_a_shared_formula_reads_on_in_another_cell(formula: str, moved: str) -> None:
    assert translated(formula, 2, 1) == moved


@given(st.text(alphabet="A1$:'![]\"(),+#_é ", max_size=30))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert rewritten(text, lambda reference: reference) == text


# In a workbook


def book(rows: str, *, after: str = "", other: str = "", names: str = "") -> tuple[Workbook, Table]:
    """``Feuille`` with a table in B2:C7, and a second sheet."""
    table = (
        f'<table xmlns="{MAIN}" id="1" name="t" displayName="tblEssai" ref="B2:C7">'
        '<autoFilter ref="B2:C7"/><tableColumns count="2"><tableColumn id="1" name="Nom"/>'
        '<tableColumn id="2" name="N"><calculatedColumnFormula>Feuille!A8</calculatedColumnFormula>'
        "</tableColumn></tableColumns></table>"
    )
    head = '<row r="2"><c r="B2" t="inlineStr"><is><t>Nom</t></is></c></row>'
    before = '<dimension ref="A2:C9"/><sheetViews><sheetView workbookViewId="0">'
    before += '<selection activeCell="B6" sqref="B6"/></sheetView></sheetViews>'
    parts = workbook_parts(sheet_xml(head + rows, before=before, after=after), table=table)
    parts[OTHER] = sheet_xml(other)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="Feuille" sheetId="1" '
        f'r:id="rId1"/><sheet name="Autre" sheetId="2" r:id="rId9"/></sheets>{names}</workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{LINKS}/worksheet" Target="worksheets/sheet2.xml"/>'
        "</Relationships>",
    )
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "</Types>",
        f'<Override PartName="/{OTHER}" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/></Types>',
    )
    workbook = Workbook(zipped(parts))
    found = workbook.table("tblEssai")
    return workbook, found


def numbered(first: int = 3, last: int = 7) -> str:
    return "".join(
        f'<row r="{row}" ht="20"><c r="A{row}"><v>{row}</v></c><c r="B{row}" s="1"><v>{row}</v></c>'
        f'<c r="C{row}"><v>{row}</v></c></row>'
        for row in range(first, last + 1)
    )


def values(table: Table, column: int = 2) -> list[str | None]:
    first, last = table.first_data_row, table.last_data_row
    found = {cell.row: cell.text for cell in table.sheet.cells([column], first, last)}
    return [found.get(row) for row in range(first, last + 1)]


def test_rows_are_inserted_and_look_as_the_one_they_are_like() -> None:
    workbook, table = book(numbered())
    table.insert_rows(5, [["a", 1], ["b", None]])
    assert values(table) == ["3", "4", "a", "b", "5", "6", "7"]
    assert values(table, 1) == ["3", "4", None, None, "5", "6", "7"]
    part = workbook.part(SHEET).decode()
    assert '<row r="5"><c r="B5" s="1" t="inlineStr">' in part
    assert '<dimension ref="A2:C11"/>' in part
    assert '<selection activeCell="B8" sqref="B8"/>' in part
    assert b'ref="B2:C9"' in workbook.part("xl/tables/table1.xml")
    assert b"Feuille!A10" in workbook.part("xl/tables/table1.xml")


def test_rows_are_appended_deleted_and_moved() -> None:
    _workbook, table = book(numbered())
    table.insert_rows(8, [["z", 0]], like=3)
    assert values(table) == ["3", "4", "5", "6", "7", "z"]
    table.delete_rows(4, 2)
    assert values(table) == ["3", "6", "7", "z"]
    table.move_rows(5, 2, 3)
    assert values(table) == ["7", "z", "3", "6"]
    table.delete_rows(3, 4)
    assert values(table) == [None]
    assert str(table.ref) == "B2:C3"


def test_rows_are_put_in_another_order_and_others_go() -> None:
    workbook, table = book(numbered(), other='<row r="1"><c r="A1"><f>Feuille!B6</f></c></row>')
    table.arrange_rows([7, 3, 6])
    assert values(table) == ["7", "3", "6"]
    assert values(table, 1) == ["7", "3", "6"]
    assert str(table.ref) == "B2:C5"
    assert b"<f>Feuille!B5</f>" in workbook.part(OTHER)
    with pytest.raises(CellRefusedError, match="A1"):
        table.arrange_rows([3])  # a formula names a row that would go
    assert values(table) == ["7", "3", "6"]


def test_a_table_takes_the_rows_below_in() -> None:
    names = (
        '<definedNames><definedName name="tout">Feuille!$B$3:$B$7</definedName>'
        '<definedName name="haut">Feuille!$B$3:$B$6</definedName>'
        '<definedName name="ailleurs">Feuille!$A$3:$A$7</definedName></definedNames>'
    )
    workbook, table = book(numbered(3, 9), names=names)
    before = workbook.part(SHEET)
    table.extend_to(9)
    assert values(table) == ["3", "4", "5", "6", "7", "8", "9"]
    assert workbook.part(SHEET) == before
    assert workbook.defined_names == {
        "tout": "Feuille!$B$3:$B$9",
        "haut": "Feuille!$B$3:$B$6",
        "ailleurs": "Feuille!$A$3:$A$7",
    }


def test_rules_names_and_formulas_of_other_sheets_follow() -> None:
    after = (
        '<mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells>'
        '<conditionalFormatting sqref="B3:B7"><cfRule type="expression" priority="1"><formula>'
        'AND($A3&lt;&gt;"",$A$9=1,B2=0)</formula></cfRule></conditionalFormatting>'
        '<dataValidations count="1"><dataValidation type="list" sqref="C3:C7"><formula1>$E$8:$E$9'
        "</formula1></dataValidation></dataValidations>"
        '<hyperlinks><hyperlink ref="A9" location="Feuille!A6"/></hyperlinks>'
        '<rowBreaks count="1" manualBreakCount="1"><brk id="5" max="16383" man="1"/></rowBreaks>'
    )
    names = '<definedNames><definedName name="n">Feuille!$B$3:$B$7</definedName>'
    names += '<definedName name="_xlnm.Print_Area" localSheetId="0">Feuille!$B$2:$C$7'
    names += "</definedName></definedNames>"
    other = '<row r="1"><c r="A1"><f>SUM(Feuille!C3:C7)+A6</f><v>1</v></c></row>'
    workbook, table = book(numbered(), after=after, other=other, names=names)
    table.insert_rows(6, [["a", 1]])
    part = workbook.part(SHEET).decode()
    for due in (
        '<mergeCell ref="A10:B10"/>',
        'sqref="B3:B8"',
        'AND($A3&lt;&gt;"",$A$10=1,B2=0)',
        'sqref="C3:C8"',
        "<formula1>$E$9:$E$10</formula1>",
        '<hyperlink ref="A10" location="Feuille!A7"/>',
        '<brk id="6"',
    ):
        assert due in part, due
    assert b"SUM(Feuille!C3:C8)+A6" in workbook.part(OTHER)
    assert workbook.defined_names["n"] == "Feuille!$B$3:$B$8"
    assert b"Feuille!$B$2:$C$8" in workbook.part("xl/workbook.xml")


def test_a_shared_formula_becomes_one_of_each_cell_where_it_would_be_torn() -> None:
    rows = numbered(3, 5) + (
        '<row r="6"><c r="D6"><f t="shared" ref="D6:D7" si="0">A3*2</f><v>6</v></c></row>'
        '<row r="7"><c r="D7"><f t="shared" si="0"/><v>8</v></c></row>'
    )
    workbook, table = book(rows)
    table.insert_rows(4, [["a", 1]])
    part = workbook.part(SHEET).decode()
    assert '<c r="D7"><f>A3*2</f><v>6</v></c>' in part
    assert '<c r="D8"><f>A5*2</f><v>8</v></c>' in part


@pytest.mark.parametrize(
    ("rows", "after", "other", "place"),
    [
        ('<row r="9"><c r="A9"><f>B4*2</f></c></row>', "", "", "A9 of sheet Feuille"),
        ("", "", '<row r="2"><c r="B2"><f>Feuille!B4</f></c></row>', "B2 of sheet Autre"),
    ],
)
def test_a_deleted_row_that_something_names_is_refused(
    rows: str, after: str, other: str, place: str
) -> None:
    workbook, table = book(numbered() + rows, after=after, other=other)
    before = workbook.to_bytes()
    with pytest.raises(CellRefusedError, match=place):
        table.delete_rows(4)
    assert workbook.to_bytes() == before
    assert values(table) == ["3", "4", "5", "6", "7"]


def test_an_array_formula_is_not_torn() -> None:
    rows = numbered(3, 6) + (
        '<row r="7"><c r="B7"/></row><row r="8"><c r="E8"><f t="array" ref="E8:E9">A8:A9</f></c>'
        '</row><row r="9"><c r="E9"><v>1</v></c></row>'
    )
    workbook, table = book(rows)
    table.insert_rows(4, [["a", 1]])
    assert b'<f t="array" ref="E9:E10">A9:A10</f>' in workbook.part(SHEET)


def test_a_sheet_that_is_full_is_left_alone() -> None:
    _workbook, table = book(numbered() + f'<row r="{MAX_ROW}"><c r="A{MAX_ROW}"/></row>')
    with pytest.raises(CellRefusedError, match="last row of the sheet"):
        table.insert_rows(4, [["a", 1]])

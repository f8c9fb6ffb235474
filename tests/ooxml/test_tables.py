"""Tables are found by name, and filled with as many rows as there are."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as OpenpyxlTable

from motxl.ooxml import Table, Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.ooxml.package_building import MAIN, sheet_xml, strings_xml, workbook_parts, zipped

SHEET, TABLE, STRINGS = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/sharedStrings.xml"
HEAD = '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row>'
DATA = (
    '<row r="4" ht="33" hidden="1"><c r="A4"><v>9</v></c><c r="B4" s="1" t="s"><v>2</v></c>'
    '<c r="C4" s="2"><v>1</v></c><c r="D4" t="s"><v>3</v></c></row>'
    '<row r="5"><c r="B5" t="s"><v>2</v></c><c r="C5"><v>2</v></c></row>'
)
AFTER = (
    '<conditionalFormatting sqref="B4:B5 C4:C5 E4"><cfRule/></conditionalFormatting>'
    '<dataValidations><dataValidation sqref="C4:C5"/><dataValidation sqref="C4:C100"/>'
    '</dataValidations><ignoredErrors><ignoredError sqref="B4:B5"/></ignoredErrors>'
    '<extLst><ext uri="u"><x14:dataValidation xmlns:x14="a" xmlns:xm="b"><xm:sqref>B4:C5</xm:sqref>'
    '</x14:dataValidation><x14:sparkline xmlns:x14="a" xmlns:xm="b"><xm:sqref>B4:B5</xm:sqref>'
    "</x14:sparkline></ext></extLst>"
)


def made(rows: str = HEAD + DATA, *, after: str = AFTER, totals: int = 0) -> tuple[Workbook, Table]:
    last = 5 + totals
    table = (
        f'<table xmlns="{MAIN}" id="1" name="t" displayName="tblEssai" ref="B3:C{last}" '
        f'totalsRowCount="{totals}"><autoFilter ref="B3:C5"/><tableColumns count="2">'
        '<tableColumn id="1" name="Nom_x000a_long"/><tableColumn id="2" name="N°"/>'
        "</tableColumns></table>"
    )
    sheet = sheet_xml(rows, before='<dimension ref="A3:D5"/>', after=after)
    strings = strings_xml("<t>Nom\nlong</t>", "<t>N°</t>", "<t>deux fois</t>", "<t>à côté</t>")
    workbook = Workbook(zipped(workbook_parts(sheet, strings, table=table)))
    found = workbook.table("TBLESSAI")
    return workbook, found


def test_a_table_is_described() -> None:
    _workbook, table = made()
    assert (table.name, table.sheet.name, str(table.ref)) == ("tblEssai", "Feuille", "B3:C5")
    assert table.columns == ("Nom\nlong", "N°")
    assert (table.header_row, table.first_data_row, table.last_data_row) == (3, 4, 5)
    assert (table.totals, table.column("N°"), table.find_column("absent")) == (False, 3, None)


def test_a_longer_table_takes_along_all_that_covered_its_rows() -> None:
    workbook, table = made()
    assert table.replace_rows([[f"ligne {i}", i] for i in range(6)])
    part = workbook.part(SHEET).decode()
    assert 'sqref="B4:B9 C4:C9 E4"' in part
    assert '<dataValidation sqref="C4:C9"/><dataValidation sqref="C4:C100"/>' in part
    assert '<ignoredError sqref="B4:B9"/>' in part
    assert "<xm:sqref>B4:C9</xm:sqref>" in part
    assert "<xm:sqref>B4:B5</xm:sqref></x14:sparkline>" in part
    assert '<dimension ref="A3:D9"/>' in part
    assert str(table.ref) == "B3:C9"
    assert b'ref="B3:C9"' in workbook.part(TABLE)
    assert b'<autoFilter ref="B3:C9"/>' in workbook.part(TABLE)
    loaded = openpyxl.load_workbook(io.BytesIO(workbook.to_bytes())).active
    assert loaded is not None
    rows = [tuple(c.value for c in row) for row in loaded["B4:C9"]]
    assert rows == [(f"ligne {i}", i) for i in range(6)]


def test_cells_beside_the_table_and_styles_stay_and_heights_go() -> None:
    workbook, table = made()
    table.replace_rows([["a", 1], ["b", None], [None, 3]])
    part = workbook.part(SHEET).decode()
    assert '<row r="4"><c r="A4"><v>9</v></c><c r="B4" s="1"' in part
    assert '<c r="C4" s="2"><v>1</v></c><c r="D4" t="s"><v>3</v></c></row>' in part
    assert '<c r="C5" s="2"/>' in part
    assert '<row r="6"><c r="B6" s="1"/><c r="C6" s="2"><v>3</v></c></row>' in part
    strings = workbook.part(STRINGS).decode()
    assert "deux fois" not in strings
    assert 'count="5"' in strings


def test_a_shorter_table_leaves_no_row_behind() -> None:
    workbook, table = made()
    table.replace_rows([])
    assert str(table.ref) == "B3:C4"
    part = workbook.part(SHEET).decode()
    assert '<row r="5"' not in part
    assert 'sqref="B4 C4 E4"' in part
    assert '<dimension ref="A3:D4"/>' in part
    table.replace_rows([["x", 1], ["y", 2], ["z", 3]])
    assert str(table.ref) == "B3:C6"
    assert [c.text for c in table.sheet.cells([2], 4, 6)] == ["x", "y", "z"]


def test_given_styles_win() -> None:
    workbook, table = made()
    table.replace_rows([["a", 1], ["b", 2]], styles=[[2, None], [None, 1]])
    part = workbook.part(SHEET).decode()
    assert '<c r="B4" s="2" t="s">' in part
    assert '<c r="C4" s="2">' in part
    assert '<c r="C5" s="1">' in part


def test_the_same_rows_change_no_byte() -> None:
    workbook, table = made()
    assert not table.replace_rows([["deux fois", 1], ["deux fois", 2.0]])
    assert not workbook.changed


@pytest.mark.parametrize(
    ("rows", "after", "moved"),
    [
        ('<row r="7"><c r="C7"><v>1</v></c></row>', "", '<c r="C10"><v>1</v></c>'),
        ('<row r="6"><c r="B6"><f>C4+A8</f></c></row>', "", '<c r="B9"><f>C4+A11</f></c>'),
        ("", '<mergeCells><mergeCell ref="A6:B6"/></mergeCells>', '<mergeCell ref="A9:B9"/>'),
        ("", '<hyperlinks><hyperlink ref="C6"/></hyperlinks>', '<hyperlink ref="C9"/>'),
    ],
)
def test_what_stands_below_moves_down(rows: str, after: str, moved: str) -> None:
    workbook, table = made(HEAD + DATA + rows, after=after)
    assert table.replace_rows([["a", i] for i in range(5)])
    assert moved in workbook.part(SHEET).decode()
    assert [c.text for c in table.sheet.cells([3], 4, 8)] == ["0", "1", "2", "3", "4"]
    assert str(table.ref) == "B3:C8"


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_totals_row_stays_the_last_one(count: int) -> None:
    totals = '<row r="6"><c r="B6" t="s"><v>0</v></c><c r="C6"><f>SUM(C4:C5)</f></c></row>'
    workbook, table = made(HEAD + DATA + totals, totals=1)
    assert table.replace_rows([["a", 7]] * count)
    last = 3 + count
    assert (table.last_data_row, table.ref.last_row) == (last, last + 1)
    part = workbook.part(SHEET).decode()
    total = f"SUM(C4:C{last})" if count > 1 else "SUM(C4:C4)"
    assert f'<c r="C{last + 1}"><f>{total}</f></c>' in part
    assert part.count("<row ") == count + 2


def test_a_calculated_column_is_refused() -> None:
    data = '<row r="4"><c r="B4"/><c r="C4"><f>1+1</f><v>2</v></c></row>'
    workbook, table = made(HEAD + data)
    with pytest.raises(CellRefusedError, match="C4 of sheet Feuille holds a formula"):
        table.replace_rows([["a", 1]])
    assert not workbook.changed


def test_ten_thousand_rows_into_a_workbook_of_openpyxl() -> None:
    book = openpyxl.Workbook()
    book.active.append(["A", "B", "C"])
    book.active.append([None, None, None])
    book.active.add_table(OpenpyxlTable(displayName="t", ref="A1:C2"))
    stream = io.BytesIO()
    book.save(stream)
    workbook = Workbook(stream.getvalue())
    table = workbook.table("t")
    rows = [[f"é{i % 7}", i, i % 2 == 0] for i in range(10_000)]
    assert table.replace_rows(rows)
    assert not table.replace_rows(rows)
    loaded = openpyxl.load_workbook(io.BytesIO(workbook.to_bytes()), read_only=True).active
    assert [list(r) for r in loaded.iter_rows(min_row=2, values_only=True)] == rows
    assert table.replace_rows(rows[:10])
    assert [c.row for c in table.sheet.cells([1])] == list(range(1, 12))


def test_a_columns_name_is_not_written_over() -> None:
    workbook, table = made()
    assert not table.sheet.set_value("C3", "N°")
    for edit in (
        lambda: table.sheet.set_value("C3", "Numéro"),
        lambda: table.sheet.replace_text("B3", 0, 3, "Nommé"),
    ):
        with pytest.raises(CellRefusedError, match="holds the name of a column of table tblEssai"):
            edit()
    assert not workbook.changed


def filtered(criterion: str) -> tuple[Workbook, Table]:
    """The table with a filter on its first column."""
    workbook, _table = made()
    part = workbook.part(TABLE).replace(
        b'<autoFilter ref="B3:C5"/>',
        f'<autoFilter ref="B3:C5"><filterColumn colId="0">{criterion}</filterColumn>'
        '<filterColumn colId="1" hiddenButton="1"/></autoFilter>'.encode(),
    )
    workbook.replace_part(TABLE, part)
    workbook = Workbook(workbook.to_bytes())
    return workbook, workbook.table("tblEssai")


@pytest.mark.parametrize(
    ("criterion", "hidden"),
    [
        ('<filters><filter val="Rouge"/></filters>', {5, 6, 7}),
        ('<filters blank="1"><filter val="vert"/></filters>', {4, 7}),
        ('<customFilters><customFilter val="*er*"/></customFilters>', {4, 6, 7}),
        (
            '<customFilters and="1"><customFilter operator="notEqual" val="r?uge"/>'
            '<customFilter operator="notEqual" val="a~*b"/></customFilters>',
            {4, 7},
        ),
        ('<colorFilter dxfId="0"/>', set()),
        ('<customFilters><customFilter operator="lessThan" val="3"/></customFilters>', set()),
    ],
)
def test_rows_that_are_written_are_hidden_as_the_filter_says(
    criterion: str, hidden: set[int]
) -> None:
    """Those of colours and numbers are not worked out: all rows are shown, and the criterion is
    there to be applied again."""
    workbook, table = filtered(criterion)
    assert table.replace_rows([["rouge", 1], ["vert", 2], [None, 3], ["a*b", 4]])
    again = Workbook(workbook.to_bytes())
    assert again.table("tblEssai").sheet.hidden_rows == hidden
    assert criterion.encode() in again.part(TABLE)

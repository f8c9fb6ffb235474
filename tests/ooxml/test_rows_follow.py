"""What names rows follows them as it does in Excel: one claim for each kind of thing."""

from __future__ import annotations

import re

import pytest

from motxl.a1 import MAX_ROW
from motxl.ooxml import Table, Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.ooxml.package_building import LINKS, MAIN, part_of
from tests.ooxml.test_structure import OTHER, SHEET, book, numbered

BOOK = "xl/workbook.xml"
_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_CHARTS = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def ext(content: str) -> str:
    return f'<extLst><ext xmlns:x14="{_X14}" xmlns:xm="{_XM}" uri="{{1}}">{content}</ext></extLst>'


def link(workbook: Workbook, kind: str, part: str, data: str, source: str = SHEET) -> None:
    """Another part, to which a sheet, or the workbook, leads."""
    kind = kind if "://" in kind else f"{LINKS}/{kind}"
    workbook.add_part(part, data.encode(), "application/xml", source=source, kind=kind)


def one_row(**about: str) -> tuple[Workbook, Table]:
    """A table that holds one data row, row 3."""
    workbook, table = book(numbered(3, 3), **about)
    table.delete_rows(4, 4)
    return workbook, table


# One cell stays one cell


def changed(workbook: Workbook, part: str, old: str, new: str) -> tuple[Workbook, Table]:
    """The workbook opened anew, with another piece of XML in a part."""
    data = workbook.part(part).decode()
    assert old in data
    workbook.replace_part(part, data.replace(old, new).encode())
    workbook = Workbook(workbook.to_bytes())
    table = workbook.table("tblEssai")
    return workbook, table


def with_views(views: str, rows: str) -> tuple[Workbook, Table]:
    workbook, _table = book(rows)
    start, end = "<sheetViews>", "</sheetViews>"
    old = workbook.part(SHEET).decode().partition(start)[2].partition(end)[0]
    return changed(workbook, SHEET, old, views)


@pytest.mark.parametrize("before", [3, 4])
def test_a_view_stands_at_one_cell_when_a_table_of_one_row_grows(before: int) -> None:
    views = (
        '<sheetView topLeftCell="A3" workbookViewId="0"><pane ySplit="2" topLeftCell="A3" '
        'state="frozen"/><selection activeCell="C3" sqref="C3"/><pivotSelection activeRow="2" '
        'previousRow="2"/></sheetView>'
    )
    workbook, table = with_views(views, numbered(3, 3))
    table.delete_rows(4, 4)
    assert table.ref.last_row == 3
    table.insert_rows(before, [["a", 1], ["b", 2]])
    row = 3 if before == 4 else 5
    part = workbook.part(SHEET).decode()
    assert f'<sheetView topLeftCell="A{row}"' in part
    assert f'<pane ySplit="2" topLeftCell="A{row}"' in part
    assert f'<selection activeCell="C{row}" sqref="C{row}"/>' in part
    assert f'activeRow="{row - 1}" previousRow="{row - 1}"' in part


def test_a_range_where_a_cell_is_due_is_mended() -> None:
    workbook, table = with_views(
        '<sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3:A7"/></sheetView>',
        numbered(),
    )
    table.insert_rows(8, [["a", 1]])
    assert b'topLeftCell="A3"' in workbook.part(SHEET)


def test_a_selection_counts_its_active_cell_among_its_ranges() -> None:
    selection = '<selection activeCell="B5" activeCellId="1" sqref="A4 B5"/>'
    view = f'<sheetView workbookViewId="0">{selection}</sheetView>'
    workbook, table = with_views(view, numbered())
    table.delete_rows(4)
    assert b'<selection activeCell="B4" sqref="B4"/>' in workbook.part(SHEET)


def test_what_belongs_to_a_cell_does_not_spread_to_new_rows() -> None:
    after = (
        '<scenarios><scenario name="s"><inputCells r="B3" val="1"/></scenario></scenarios>'
        '<hyperlinks><hyperlink ref="B3" location="Autre!A1"/></hyperlinks>'
        '<cellWatches><cellWatch r="C3"/></cellWatches>'
    )
    workbook, table = one_row(after=after)
    comments = f'<comments xmlns="{MAIN}"><commentList><comment ref="C3"/></commentList></comments>'
    link(workbook, "comments", "xl/comments1.xml", comments)
    table.insert_rows(4, [["a", 1], ["b", 2]])
    assert table.ref.last_row == 5
    part = workbook.part(SHEET).decode()
    for due in ('r="B3" val', '<hyperlink ref="B3"', '<cellWatch r="C3"/>'):
        assert due in part, due
    assert b'<comment ref="C3"/>' in workbook.part("xl/comments1.xml")
    table.insert_rows(3, [["c", 3]])
    part = workbook.part(SHEET).decode()
    for due in ('r="B4" val', '<hyperlink ref="B4"', '<cellWatch r="C4"/>'):
        assert due in part, due
    assert b'<comment ref="C4"/>' in workbook.part("xl/comments1.xml")


def test_an_array_formula_of_one_cell_stays_in_it() -> None:
    rows = '<row r="3"><c r="E3"><f t="array" ref="E3">SUM(C3:C3)</f></c></row>'
    workbook, table = book(rows)
    table.delete_rows(4, 4)
    table.insert_rows(4, [["a", 1]])
    assert b'<f t="array" ref="E3">' in workbook.part(SHEET)


# Formulas


def test_whole_columns_of_a_shared_formula_keep_their_offset() -> None:
    rows = '<row r="7"><c r="E7"><f t="shared" ref="E7:F7" si="0">SUM(B:B)+SUM($B:B)</f></c>'
    rows += '<c r="F7"><f t="shared" si="0"/></c></row>'
    workbook, table = book(rows)
    table.insert_rows(4, [["a", 1]])
    assert b"<f>SUM(C:C)+SUM($B:C)</f>" in workbook.part(SHEET)


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("SUM(Feuille!A5:Feuille!B9)", "SUM(Feuille!A6:Feuille!B10)"),
        ("SUM(Feuille!A3:'Feuille'!B9)", "SUM(Feuille!A3:'Feuille'!B10)"),
        ("SUM(Feuille!A3:Feuille!B3)", "SUM(Feuille!A3:Feuille!B3)"),
        ("Autre!A5:Feuille!B9", "Autre!A5:Feuille!B10"),
        ("SUM([1]Feuille!A5:[1]Feuille!B9)", "SUM([1]Feuille!A5:[1]Feuille!B9)"),
    ],
)
def test_both_ends_of_a_range_may_name_the_sheet(formula: str, after: str) -> None:
    names = f'<definedNames><definedName name="p">{formula.replace("(A", "($A")}</definedName>'
    workbook, table = book(
        numbered(),
        other=f'<row r="1"><c r="A1"><f>{formula}</f></c></row>',
        names=re.sub(r"([A-B])(\d)", r"$\1$\2", names) + "</definedNames>",
    )
    table.insert_rows(5, [["a", 1]])
    assert f"<f>{after}</f>".encode() in workbook.part(OTHER)
    assert workbook.defined_names["p"] == re.sub(r"([A-B])(\d)", r"$\1$\2", after)


def test_a_deleted_end_makes_such_a_range_shorter() -> None:
    other = '<row r="1"><c r="A1"><f>SUM(Feuille!C5:Feuille!C7)</f></c></row>'
    workbook, table = book(numbered(), other=other)
    table.delete_rows(7)
    assert b"<f>SUM(Feuille!C5:Feuille!C6)</f>" in workbook.part(OTHER)


def test_a_name_without_dollars_is_an_offset_and_stays() -> None:
    formulas = {
        "below": "Feuille!A2",
        "above": f"Feuille!A{MAX_ROW}",
        "running": "SUM(Feuille!A$5:A5)",
        "fixed": "Feuille!$A$5",
        "mixed": "Feuille!A$5",
    }
    names = "".join(f'<definedName name="{n}">{f}</definedName>' for n, f in formulas.items())
    workbook, table = book(numbered(), names=f"<definedNames>{names}</definedNames>")
    table.insert_rows(4, [["a", 1]])
    assert workbook.defined_names == formulas | {
        "running": "SUM(Feuille!A$6:A5)",
        "fixed": "Feuille!$A$6",
        "mixed": "Feuille!A$6",
    }


def test_thresholds_of_scales_bars_and_icons_follow_on_each_sheet() -> None:
    rule = (
        '<conditionalFormatting sqref="B3:B7"><cfRule type="colorScale" priority="1"><colorScale>'
        '<cfvo type="formula" val="{}"/><cfvo type="num" val="5"/></colorScale></cfRule>'
        "</conditionalFormatting>"
    )
    workbook, table = book(numbered(), after=rule.format("$D$5"))
    end = "</worksheet>"
    workbook, table = changed(workbook, OTHER, end, rule.format("Feuille!$D$5") + end)
    table.insert_rows(4, [["a", 1]])
    assert b'val="$D$6"/><cfvo type="num" val="5"/>' in workbook.part(SHEET)
    assert b'val="Feuille!$D$6"/>' in workbook.part(OTHER)


def test_a_list_of_another_sheet_follows_and_stays_xml() -> None:
    after = ext(
        '<x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1>'
        "<xm:f>Feuille!$A$4:$A$6</xm:f></x14:formula1><xm:sqref>A1</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations>"
    )
    workbook, table = book(numbered())
    workbook, table = changed(workbook, OTHER, "</worksheet>", after + "</worksheet>")
    table.insert_rows(4, [["a", 1]])
    expected = b"<x14:formula1><xm:f>Feuille!$A$5:$A$7</xm:f></x14:formula1>"
    assert expected in part_of(workbook.to_bytes(), OTHER)


def test_whole_columns_stay_whole() -> None:
    after = (
        f'<conditionalFormatting sqref="A1:A{MAX_ROW}"/><dataValidations count="1">'
        f'<dataValidation sqref="B2:B{MAX_ROW}"/></dataValidations>'
    )
    workbook, table = book(numbered(), after=after)
    table.insert_rows(4, [["a", 1]])
    table.delete_rows(5, 2)
    table.move_rows(3, 1, 5)
    assert after.encode() in workbook.part(SHEET)


# Parts of other kinds


def test_what_a_filter_hides_of_a_chart_follows() -> None:
    chart = (
        '<c:chartSpace xmlns:c="c" xmlns:c15="d"><c15:fullRef><c15:sqref>Feuille!$C$4:$C$7'
        "</c15:sqref></c15:fullRef><c15:formulaRef><c15:sqref>Feuille!$C$5</c15:sqref>"
        "</c15:formulaRef><c:f>Feuille!$C$5:$C$6</c:f></c:chartSpace>"
    )
    workbook, table = book(numbered())
    link(workbook, "drawing", "xl/drawings/drawing1.xml", "<xdr:wsDr xmlns:xdr='x'/>")
    link(workbook, "chart", "xl/charts/chart1.xml", chart, "xl/drawings/drawing1.xml")
    table.insert_rows(4, [["a", 1]])
    part = workbook.part("xl/charts/chart1.xml").decode()
    assert re.findall(r">(Feuille![^<]+)<", part) == [
        *("Feuille!$C$5:$C$8", "Feuille!$C$6", "Feuille!$C$6:$C$7")
    ]


def test_named_views_parameters_and_scenarios_follow() -> None:
    after = '<scenarios sqref="C6"><scenario name="s" count="1"><inputCells r="B5" val="1"/>'
    workbook, table = book(numbered(), after=after + "</scenario></scenarios>")
    views = (
        '<namedSheetViews xmlns="n" xmlns:x="m"><namedSheetView name="v"><nsvFilter ref="B2:C7">'
        '<sortRules><sortRule><sortCondition ref="B3:B7"/></sortRule></sortRules></nsvFilter>'
        "</namedSheetView></namedSheetViews>"
    )
    kind = "http://schemas.microsoft.com/office/2019/04/relationships/namedSheetView"
    link(workbook, kind, "xl/namedSheetViews/namedSheetView1.xml", views)
    asks = f'<connections xmlns="{MAIN}"><parameter cell="Feuille!$B$5"/></connections>'
    link(workbook, "connections", "xl/connections.xml", asks, BOOK)
    table.insert_rows(4, [["a", 1]])
    assert b'cell="Feuille!$B$6"' in workbook.part("xl/connections.xml")
    part = workbook.part("xl/namedSheetViews/namedSheetView1.xml")
    assert b'<nsvFilter ref="B2:C8">' in part
    assert b'<sortCondition ref="B3:B8"/>' in part
    assert b'<scenarios sqref="C7">' in workbook.part(SHEET)
    assert b'<inputCells r="B6" val="1"/>' in workbook.part(SHEET)


def test_controls_in_vml_show_and_write_the_same_cells_on_each_sheet() -> None:
    shape = (
        '<xml xmlns:v="v" xmlns:x="x"><v:shape><x:ClientData><x:Anchor>2, 0, 6, 0, 3, 0, 7, 0'
        "</x:Anchor><x:FmlaMacro>[0]!A9</x:FmlaMacro><x:FmlaRange>{0}$A$5:$A$7</x:FmlaRange>"
        "<x:FmlaLink>{0}$A$6</x:FmlaLink></x:ClientData></v:shape></xml>"
    )
    workbook, table = book(numbered())
    for number, source in ((1, SHEET), (2, OTHER)):
        part = f"xl/drawings/vmlDrawing{number}.vml"
        link(workbook, "vmlDrawing", part, shape.format("Feuille!" * (number == 2)), source)
    table.insert_rows(4, [["a", 1]])
    here, there = (workbook.part(f"xl/drawings/vmlDrawing{n}.vml").decode() for n in (1, 2))
    assert "<x:FmlaRange>$A$6:$A$8</x:FmlaRange><x:FmlaLink>$A$7</x:FmlaLink>" in here
    assert "2, 0, 7, 0, 3, 0, 8, 0" in here
    assert "<x:FmlaRange>Feuille!$A$6:$A$8</x:FmlaRange>" in there
    assert "2, 0, 6, 0, 3, 0, 7, 0" in there
    assert "[0]!A9" in here


def test_shapes_and_controls_that_name_no_sheet_mean_their_own() -> None:
    control = '<formControlPr xmlns="{}" fmlaLink="$A$6" fmlaRange="$A$5:$A$7"/>'.format("x14")
    shapes = (
        "<xdr:wsDr xmlns:xdr='x'><xdr:oneCellAnchor><xdr:from><xdr:row>5</xdr:row></xdr:from>"
        "<xdr:sp textlink='$A$6'/></xdr:oneCellAnchor></xdr:wsDr>"
    )
    workbook, table = book(numbered())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for number, source in ((1, SHEET), (2, OTHER)):
        link(workbook, f"{kind}ctrlProp", f"xl/ctrlProps/ctrlProp{number}.xml", control, source)
        link(workbook, f"{kind}drawing", f"xl/drawings/drawing{number}.xml", shapes, source)
    table.insert_rows(4, [["a", 1]])
    here = workbook.part("xl/ctrlProps/ctrlProp1.xml")
    assert b'fmlaLink="$A$7" fmlaRange="$A$6:$A$8"' in here
    moved = shapes.replace(">5<", ">6<").replace("$A$6", "$A$7").encode()
    assert workbook.part("xl/drawings/drawing1.xml") == moved
    assert workbook.part("xl/ctrlProps/ctrlProp2.xml") == control.encode()
    assert workbook.part("xl/drawings/drawing2.xml") == shapes.encode()


# What goes with its rows


_GOES = [
    (
        '<conditionalFormatting sqref="C4:E4"><cfRule type="cellIs" priority="1"><formula>$C$9'
        "</formula></cfRule></conditionalFormatting>",
        "",
    ),
    (
        '<dataValidations count="2"><dataValidation sqref="C4"><formula1>$C$9</formula1>'
        '</dataValidation><dataValidation sqref="C4:C5"/></dataValidations>',
        '<dataValidations count="1"><dataValidation sqref="C4"/></dataValidations>',
    ),
    ('<dataValidations count="1"><dataValidation sqref="C4"/></dataValidations>', ""),
    (
        '<mergeCells count="3"><mergeCell ref="E4:F4"/><mergeCell ref="E5:E6"/>'
        '<mergeCell ref="G4:G5"/></mergeCells>',
        '<mergeCells count="1"><mergeCell ref="E4:E5"/></mergeCells>',
    ),
    ('<mergeCells count="1"><mergeCell ref="E4:E5"/></mergeCells>', ""),
    ('<hyperlinks><hyperlink ref="B4" location="Autre!A1"/></hyperlinks>', ""),
    (
        '<protectedRanges><protectedRange name="p" sqref="B4"/></protectedRanges>'
        '<ignoredErrors><ignoredError sqref="B4"/></ignoredErrors>'
        '<cellWatches><cellWatch r="C4"/></cellWatches>',
        "",
    ),
    (
        '<scenarios current="1" show="1"><scenario name="a" count="1"><inputCells r="B4" val="1"/>'
        '</scenario><scenario name="b" count="2"><inputCells r="B4" val="1"/>'
        '<inputCells r="B6" val="1"/></scenario></scenarios>',
        '<scenarios current="0" show="0"><scenario name="b" count="1">'
        '<inputCells r="B5" val="1"/></scenario></scenarios>',
    ),
    (
        '<rowBreaks count="2" manualBreakCount="2"><brk id="3" man="1"/><brk id="4" man="1"/>'
        "</rowBreaks>",
        '<rowBreaks count="1" manualBreakCount="1"><brk id="3" man="1"/></rowBreaks>',
    ),
    (
        ext(
            "<x14:sparklineGroups><x14:sparklineGroup><x14:colorSeries/><x14:sparklines>"
            "<x14:sparkline><xm:f>Feuille!C4</xm:f><xm:sqref>E4</xm:sqref></x14:sparkline>"
            "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>"
        ),
        "",
    ),
    (
        ext(
            "<x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule><xm:f>$C$9</xm:f>"
            "</x14:cfRule><xm:sqref>B4</xm:sqref></x14:conditionalFormatting>"
            "</x14:conditionalFormattings>"
        ),
        "",
    ),
]


@pytest.mark.parametrize(("before", "after"), _GOES)
def test_a_deleted_row_takes_along_what_lies_in_it(before: str, after: str) -> None:
    workbook, table = book(numbered(), after=before)
    table.delete_rows(4)
    assert workbook.part(SHEET).endswith(b"</sheetData>" + after.encode() + b"</worksheet>")


def test_the_address_of_a_deleted_link_goes_and_others_stay() -> None:
    hyperlinks = '<hyperlinks xmlns:r="r"><hyperlink ref="B4" r:id="rId5"/>'
    workbook, table = book(
        numbered(), after=hyperlinks + '<hyperlink ref="B5" r:id="rId6"/></hyperlinks>'
    )
    more = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/hyperlink" Target="http://a.b/{n}" '
        'TargetMode="External"/>'
        for n in (5, 6)
    )
    workbook, table = changed(workbook, _RELS, "</Rel", more + "</Rel")
    table.delete_rows(4)
    assert b"http://a.b/5" not in workbook.part(_RELS)
    assert b"http://a.b/6" in workbook.part(_RELS)
    assert b'<hyperlink ref="B4" r:id="rId6"/>' in workbook.part(SHEET)


def test_a_print_area_loses_what_is_gone_and_a_name_that_nothing_uses_says_so() -> None:
    names = (
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Feuille!$B$4:$C$4,'
        'Feuille!$B$6:$C$7</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">'
        'Feuille!$4:$4</definedName><definedName name="une">Feuille!$B$4</definedName>'
        "</definedNames>"
    )
    workbook, table = book(numbered(), names=names)
    table.delete_rows(4)
    part = workbook.part(BOOK).decode()
    assert ">Feuille!$B$5:$C$6</definedName>" in part
    assert "Print_Titles" not in part
    assert workbook.defined_names["une"] == "Feuille!#REF!"


# What stands in the way is said


def refusal(workbook: Workbook, table: Table, row: int = 4) -> str:
    """The sentence; the open workbook is what it was, and can still be edited."""
    before = workbook.to_bytes()
    with pytest.raises(CellRefusedError) as caught:
        table.delete_rows(row)
    assert workbook.to_bytes() == before
    table.insert_rows(table.last_data_row + 1, [["z", 0]])
    assert Workbook(workbook.to_bytes()).table("tblEssai") is not None
    return str(caught.value)


def test_a_name_that_a_formula_uses_is_named() -> None:
    names = '<definedNames><definedName name="une">Feuille!$B$4</definedName></definedNames>'
    workbook, table = book(
        numbered(), names=names, other='<row r="1"><c r="A1"><f>Une*2</f></c></row>'
    )
    assert "the name une refers to $B$4" in refusal(workbook, table)


def test_a_formula_is_named_with_what_it_refers_to() -> None:
    workbook, table = book(numbered(), other='<row r="2"><c r="B2"><f>Feuille!B4</f></c></row>')
    assert "the reference to B4 in a formula at B2 of sheet Autre" in refusal(workbook, table)


def test_a_chart_is_named_with_the_cell_under_its_corner() -> None:
    workbook, table = book(numbered())
    drawing = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:r="r"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col>'
        "<xdr:row>8</xdr:row></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>"
        '<c:chart r:id="rId1" xmlns:c="c"/></xdr:twoCellAnchor></xdr:wsDr>'
    )
    link(workbook, "drawing", "xl/drawings/drawing1.xml", drawing)
    chart = '<c:chartSpace xmlns:c="c"><c:f>Feuille!$C$4</c:f></c:chartSpace>'
    link(workbook, "chart", "xl/charts/chart1.xml", chart, "xl/drawings/drawing1.xml")
    assert "the reference to $C$4 in a chart at D9 of sheet Feuille" in refusal(workbook, table)


def test_a_picture_that_shows_cells_is_named() -> None:
    workbook, table = book(numbered())
    drawing = (
        '<xdr:wsDr xmlns:xdr="x" xmlns:a14="a"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col>'
        "<xdr:row>8</xdr:row></xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>"
        '<xdr:pic><a14:cameraTool cellRange="Feuille!$B$4"/></xdr:pic></xdr:twoCellAnchor>'
        "</xdr:wsDr>"
    )
    link(workbook, "drawing", "xl/drawings/drawing1.xml", drawing)
    assert "the reference to $B$4 in a picture at D9 of sheet Feuille" in refusal(workbook, table)


def test_an_error_after_the_rows_moved_leaves_the_workbook_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workbook, table = book(numbered())
    before = workbook.to_bytes()

    def fails(*_args: object) -> None:
        raise MemoryError

    monkeypatch.setattr("motxl.ooxml.rows.tablerows.TableRows._fill", fails)
    with pytest.raises(MemoryError):
        table.insert_rows(4, [["a", 1]])
    monkeypatch.undo()
    assert workbook.to_bytes() == before
    assert str(table.ref) == "B2:C7"
    table.insert_rows(4, [["a", 1]])
    assert str(table.ref) == "B2:C8"


def test_an_empty_row_at_the_end_of_the_sheet_is_no_obstacle() -> None:
    tail = f'<row r="{MAX_ROW}" ht="12.8" customHeight="1"></row>'
    workbook, table = book(numbered() + tail)
    table.insert_rows(4, [["a", 1]])
    assert f'r="{MAX_ROW}"'.encode() not in workbook.part(SHEET)
    assert str(table.ref) == "B2:C8"


# Formulas as text, and calculated columns


def calculated(formula: str, cells: str) -> tuple[Workbook, Table]:
    """The table, whose second column is calculated; ``cells`` gives its formula by row."""
    rows = "".join(
        f'<row r="{row}"><c r="B{row}"><v>{row}</v></c><c r="C{row}" s="1">'
        f"<f>{cells.format(row=row, above=row - 1)}</f><v>9</v></c></row>"
        for row in range(3, 8)
    )
    workbook, _table = book(rows)
    return changed(workbook, "xl/tables/table1.xml", "Feuille!A8", formula)


@pytest.mark.parametrize(
    ("formula", "cells", "new"),
    [
        ("tblEssai[[#This Row],[Nom]]*2", "tblEssai[[#This Row],[Nom]]*2", None),
        ("B3*$B$9", "B{row}*$B$9", "B5*$B$10"),
        ("SUM(B$3:B3)", "SUM(B$3:B{row})", "SUM(B$3:B5)"),
    ],
)
def test_a_new_row_has_the_formula_of_a_calculated_column(
    formula: str, cells: str, new: str | None
) -> None:
    workbook, table = calculated(formula, cells)
    table.insert_rows(5, [["a", None], ["b", 7]])
    new = new if new is None else new.replace("$10", "$11")
    assert table.sheet.formula("C5") == (new or formula)
    assert b'<c r="C5" s="1"><f>' in workbook.part(SHEET)
    assert table.sheet.formula("C6") is None
    assert values_of(table, "C6") == "7"
    assert b'<calcPr fullCalcOnLoad="1"/>' in workbook.part(BOOK)


def test_the_blank_row_that_stays_keeps_the_formula_of_a_calculated_column() -> None:
    workbook, table = calculated("B3*$B$9", "B{row}*$B$9")
    table.delete_rows(3, 5)
    assert str(table.ref) == "B2:C3"
    assert (values_of(table, "B3"), table.sheet.formula("C3")) == (None, "B3*$B$5")
    assert b"fullCalcOnLoad" in workbook.part(BOOK)
    table.insert_rows(4, [["a", None]])
    assert table.sheet.formula("C4") == "B4*$B$6"


def test_another_formula_in_the_only_row_is_named() -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c><c r="C3"><f>1+1</f></c></row>'
    workbook, _table = book(rows)
    _workbook, table = changed(
        workbook,
        "xl/tables/table1.xml",
        "<calculatedColumnFormula>Feuille!A8</calculatedColumnFormula>",
        "",
    )
    with pytest.raises(CellRefusedError, match="Cell C3 of sheet Feuille holds a formula"):
        table.delete_rows(3, 5)


def values_of(table: Table, cell: str) -> str | None:
    found = table.sheet.cell(cell)
    return None if found is None else found.text


def test_formulas_are_read_as_they_read_in_their_cells() -> None:
    rows = '<row r="3"><c r="E3"><f t="shared" ref="E3:E4" si="0">A3&amp;B:B</f></c></row>'
    rows += '<row r="4"><c r="E4"><f t="shared" si="0"/></c><c r="F4"><v>1</v></c></row>'
    _workbook, table = book(rows)
    found = [table.sheet.formula(cell) for cell in ("E3", "E4", "F4", "Z99")]
    assert found == ["A3&B:B", "A4&B:B", None, None]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [(6, "number", "6"), ("a<b", "text", "a<b"), (True, "boolean", "1"), (None, "empty", None)],
)
def test_a_formula_is_written_with_what_it_gives(
    value: float | str | bool | None, kind: str, text: str | None
) -> None:
    workbook, table = book(numbered())
    chain = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'
    link(workbook, "calcChain", "xl/calcChain.xml", chain, BOOK)
    sheet = table.sheet
    assert sheet.set_formula("C4", '=IF(B4<5,"<","&")', value)
    assert not sheet.set_formula("C4", 'IF(B4<5,"<","&")', value)
    again = Workbook(workbook.to_bytes()).sheets[0]
    assert again.formula("C4") == 'IF(B4<5,"<","&")'
    cell = again.cell("C4")
    assert cell is not None
    assert (cell.kind, cell.text, cell.formula) == (kind, text, True)
    assert not workbook.package.has("xl/calcChain.xml")
    assert (b"fullCalcOnLoad" in workbook.part(BOOK)) is (value is None)


def test_one_and_true_are_two_results_of_a_formula() -> None:
    _workbook, table = book(numbered())
    assert table.sheet.set_formula("C4", "B4", 1)
    assert table.sheet.set_formula("C4", "B4", True)
    cell = table.sheet.cell("C4")
    assert cell is not None
    assert cell.kind == "boolean"


def test_a_formula_does_not_take_the_place_of_one_that_fills_other_cells() -> None:
    rows = '<row r="3"><c r="E3"><f t="shared" ref="E3:E4" si="0">A3</f></c></row>'
    rows += '<row r="4"><c r="E4"><f t="shared" si="0"/></c></row>'
    _workbook, table = book(rows)
    with pytest.raises(CellRefusedError, match="E3"):
        table.sheet.set_formula("E3", "A9")
    with pytest.raises(CellRefusedError, match="B2"):
        table.sheet.set_formula("B2", "A9")
    with pytest.raises(ValueError, match="9000"):
        table.sheet.set_formula("E9", "A" * 9000)
    assert table.sheet.set_formula("E4", "A9")
    assert table.sheet.formula("E3") == "A3"


def test_an_empty_value_of_a_shared_string_is_an_empty_cell() -> None:
    rows = '<row r="3"><c r="A3" t="s"><v/></c><c r="B3" t="s"><v></v></c></row>'
    workbook, table = book(rows + numbered(4, 4))
    assert [(cell.kind, cell.text) for cell in table.sheet.cells([1, 2], 3, 3)] == [
        *(("empty", None), ("empty", None))
    ]
    assert not list(table.sheet.runs([1, 2], 3, 3))
    assert table.sheet.set_value("A3", "a")
    table.insert_rows(4, [["x", 1]])
    table.delete_rows(3)
    assert values_of(table, "B3") == "x"
    assert Workbook(workbook.to_bytes()).sheets

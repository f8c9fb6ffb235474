"""Pivot tables in a workbook that others use too: built again and again, nothing of theirs lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout
from motxl.ooxml.pivots.places import Placement
from motxl.ooxml.pivots.placing import Kept, Placing
from motxl.ooxml.pivots.present import pivots
from motxl.ooxml.values import Value
from tests.judges.own import problems
from tests.ooxml.pivots.making import MOMENT, book, put, source

NAMES = ["Axe", "État", "Nombre"]
LAYOUT = PivotLayout("motxl_a", ("Axe",), (DataField("Nombre", "Lignes"),), ("État",))
ROWS: list[list[Value]] = [["a", "x", 1], ["b", "y", 2], ["c", "x", 3]]
OURS = "xl/pivotTables/pivotTable1.xml"
CACHE = "xl/pivotCache/pivotCacheDefinition1.xml"
RECORDS = "xl/pivotCache/pivotCacheRecords1.xml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = book(tmp_path / "book.xlsx", NAMES, ROWS)
    put(made, source(NAMES, ROWS), [LAYOUT])
    return made


def again(path: Path, rows: list[list[Value]]) -> tuple[Workbook, list[Kept]]:
    """Other rows in the source, and the pivot table built anew."""
    workbook = Workbook.open(path)
    table = workbook.table("tblSource")
    table.replace_rows(rows)
    placement = Placement(Crosstab(source(NAMES, rows), LAYOUT), "Pivots", 6, 1)
    _placed, kept = Placing(workbook, MOMENT, {}).put([placement])
    workbook.save()
    return workbook, kept


def texts(path: Path) -> dict[str, str]:
    sheet = Workbook.open(path).sheet("Pivots")
    return {f"R{cell.row}C{cell.column}": cell.text for cell in sheet.cells() if cell.text}


def add_pivot_of_staff(path: Path) -> None:
    """A copy of ours beside it, on the same cache, as Excel makes by copy and paste."""
    workbook = Workbook.open(path)
    theirs = workbook.part(OURS).replace(b"motxl_a", b"TCD de Claire")
    theirs = re.sub(rb'ref="A', rb'ref="K', theirs).replace(b":D", b":N")
    sheet = workbook.sheet("Pivots")
    workbook.add_part(
        *("xl/pivotTables/pivotTable9.xml", theirs),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml",
        source=sheet.part_name,
        kind=LINKS + "pivotTable",
    )
    workbook.package.add_relationship(
        "xl/pivotTables/pivotTable9.xml", LINKS + "pivotCacheDefinition", CACHE
    )
    workbook.save()


def add_slicer_of_staff(path: Path, pivot: str) -> None:
    """The cache of a slicer that filters a pivot table ([MS-XLSX] 2.4.51)."""
    workbook = Workbook.open(path)
    part = (
        '<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
        f' name="Segment_Axe" sourceName="Axe"><pivotTables><pivotTable tabId="2" name="{pivot}"/>'
        '</pivotTables><data><tabular pivotCacheId="1"><items count="3"><i x="0" s="1"/>'
        '<i x="1" s="1"/><i x="2" s="1"/></items></tabular></data></slicerCacheDefinition>'
    )
    workbook.add_part(
        *(
            "xl/slicerCaches/slicerCache1.xml",
            part.encode(),
            "application/vnd.ms-excel.slicerCache+xml",
        ),
        source=workbook.part_name,
        kind="http://schemas.microsoft.com/office/2007/relationships/slicerCache",
    )
    workbook.save()


def test_a_second_run_on_the_same_rows_changes_no_byte(path: Path) -> None:
    before = path.read_bytes()
    again(path, ROWS)
    assert path.read_bytes() == before


def test_the_parts_stay_where_they_were(path: Path) -> None:
    names = Workbook.open(path).package.names()
    again(path, [*ROWS, ["d", "z", 4]])
    assert Workbook.open(path).package.names() == names
    assert problems(path) == []


def test_a_smaller_table_leaves_no_cell_behind(path: Path) -> None:
    again(path, [["a", "x", 1]])
    assert set(texts(path).values()) == {"Lignes", "État", "Axe", "x", "Total", "a", "1"}
    assert max(int(place.partition("C")[0][1:]) for place in texts(path)) == 9


def test_a_table_that_staff_moved_stays_there(path: Path) -> None:
    workbook = Workbook.open(path)
    part = workbook.part(OURS).replace(b'ref="A6:D11"', b'ref="C20:F25"')
    workbook.replace_part(OURS, part)
    sheet = workbook.sheet("Pivots")
    for cell in list(sheet.cells()):
        sheet.set_value((cell.row + 14, cell.column + 2), cell.text)
        sheet.set_value((cell.row, cell.column), None)
    workbook.save()
    again(path, [*ROWS, ["d", "x", 4]])
    (one,) = pivots(Workbook.open(path))
    assert str(one.area) == "C20:F26"
    assert texts(path)["R20C3"] == "Lignes"


def test_what_staff_wrote_beside_it_stays(path: Path) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Pivots")
    sheet.set_value("A30", "À relire")
    sheet.set_value("H7", 12)
    workbook.save()
    again(path, [*ROWS, ["d", "z", 4]])
    assert texts(path)["R30C1"] == "À relire"
    assert texts(path)["R7C8"] == "12"


def test_it_never_writes_over_what_staff_wrote(path: Path) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Pivots")
    sheet.set_value("B12", "À relire")
    workbook.save()
    before = path.read_bytes()
    with pytest.raises(
        CellRefusedError,
        match="needs the cells A6:D12 of sheet Pivots, but there is no room: B12 is occupied by a "
        "filled cell",
    ):
        again(path, [*ROWS, ["d", "x", 4]])
    assert path.read_bytes() == before


def test_a_pivot_table_of_others_is_in_the_way(path: Path) -> None:
    workbook = Workbook.open(path)
    other = PivotLayout("motxl_b", ("État",), (DataField("Nombre", "Lignes"),))
    placement = Placement(Crosstab(source(NAMES, ROWS), other), "Pivots", 8, 2)
    with pytest.raises(CellRefusedError, match="motxl_b needs the cells B8:C11"):
        Placing(workbook, MOMENT, {}).put([placement])


def test_tables_of_ours_that_would_lie_over_one_another_stand_below(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", NAMES, ROWS)
    layouts = [
        PivotLayout(f"motxl_{n}", ("Axe",), (DataField("Nombre", "Lignes"),), ("État",))
        for n in range(3)
    ]
    placed, _kept = put(path, source(NAMES, ROWS), layouts, apart=2)
    assert [str(one.area) for one in placed] == ["A6:D11", "C32:F37", "E6:H11"]
    assert problems(path) == []


def test_a_cache_that_staff_share_is_left_and_read_anew_by_excel(path: Path) -> None:
    add_pivot_of_staff(path)
    before = Workbook.open(path)
    kept = {name: before.part(name) for name in (RECORDS, "xl/pivotTables/pivotTable9.xml")}
    definition = before.part(CACHE)
    for rows in ([*ROWS, ["d", "z", 4]], [["e", "x", 5]]):
        again(path, rows)
        after = Workbook.open(path)
        assert {name: after.part(name) for name in kept} == kept
        assert (
            after.part(CACHE)
            == definition.replace(b' r:id="rId1"', b' r:id="rId1" refreshOnLoad="1"')
            or after.part(CACHE).replace(b' refreshOnLoad="1"', b"") == definition
        )
        assert b' refreshOnLoad="1"' in after.part(CACHE)
        assert problems(path) == []
    ours = {one.name: one.cache for one in pivots(Workbook.open(path))}
    assert ours["motxl_a"] != ours["TCD de Claire"] == CACHE
    caches = [name for name in Workbook.open(path).package.names() if "CacheDefinition" in name]
    assert len([name for name in caches if name.endswith(".xml")]) == 2


def test_a_table_that_a_slicer_of_staff_filters_is_left_as_it_is(path: Path) -> None:
    add_slicer_of_staff(path, "motxl_a")
    before = Workbook.open(path)
    _workbook, kept = again(path, [["e", "x", 5]])
    after = Workbook.open(path)
    assert kept == [Kept("motxl_a", "Segment_Axe")]
    assert after.part(OURS) == before.part(OURS)
    assert after.part(RECORDS) == before.part(RECORDS)
    assert b' refreshOnLoad="1"' in after.part(CACHE)


def test_a_slicer_on_a_pivot_table_of_staff_keeps_its_cache(path: Path) -> None:
    add_pivot_of_staff(path)
    add_slicer_of_staff(path, "TCD de Claire")
    records = Workbook.open(path).part(RECORDS)
    _workbook, kept = again(path, [["e", "x", 5]])
    assert kept == []
    assert Workbook.open(path).part(RECORDS) == records


def test_a_cache_of_ours_that_reads_something_else_goes(path: Path) -> None:
    """LibreOffice writes the cells of the source in the place of the table's name."""
    workbook = Workbook.open(path)
    other = workbook.part(CACHE).replace(b'name="tblSource"', b'ref="A1:C4" sheet="Source"')
    workbook.replace_part(CACHE, other)
    workbook.save()
    again(path, ROWS)
    caches = [name for name in Workbook.open(path).package.names() if "pivotCache/" in name]
    assert len(caches) == 3
    assert b'name="tblSource"' in Workbook.open(path).part(
        next(name for name in caches if "Definition" in name and "_rels" not in name)
    )
    assert problems(path) == []


def test_a_sheet_that_is_not_there_is_an_error_of_the_caller(path: Path) -> None:
    other = PivotLayout("motxl_b", ("État",), (DataField("Nombre", "Lignes"),))
    with pytest.raises(KeyError):
        Placing(Workbook.open(path), MOMENT, {}).put(
            [Placement(Crosstab(source(NAMES, ROWS), other), "Ailleurs", 8, 2)]
        )


def test_what_is_selected_in_a_table_goes_when_it_is_built_again(path: Path) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Pivots")
    link = next(one for one in workbook.package.relationships(sheet.part_name))
    view = re.search(rb"<sheetView[^>]*/?>", workbook.part(sheet.part_name))
    assert view is not None
    opening = view[0].replace(b"/>", b">")
    selected = (
        b'<pivotSelection pane="bottomRight" start="13" max="14" activeRow="20" activeCol="1" '
        b'xmlns:q="%b" q:id="%b"><pivotArea/></pivotSelection>'
        b'<pivotSelection xmlns:q="%b" q:id="other"><pivotArea/></pivotSelection>'
    ) % (LINKS[:-1].encode(), link.id.encode(), LINKS[:-1].encode())
    part = workbook.part(sheet.part_name)
    closing = b"" if not view[0].endswith(b"/>") else b"</sheetView>"
    part = part.replace(view[0], opening + selected + closing)
    workbook.replace_part(sheet.part_name, part)
    workbook.save()
    again(path, [*ROWS, ["d", "y", 4]])
    left = Workbook.open(path).part(sheet.part_name)
    assert left.count(b"<pivotSelection") == 1
    assert b'q:id="other"' in left


def test_new_items_show_where_some_are_hidden(tmp_path: Path) -> None:
    made = book(tmp_path / "book.xlsx", NAMES, ROWS)
    put(made, source(NAMES, ROWS), [replace(LAYOUT, hidden={"Axe": ["b"]})])
    fields = re.findall(rb"<pivotField [^>]*>", Workbook.open(made).part(OURS))
    assert [b'includeNewItemsInFilter="1"' in one for one in fields] == [True, False, False]


def test_two_spellings_of_an_accent_are_one_item(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["\u00e9t\u00e9", "x", 1], ["e\u0301te\u0301", "x", 2]]
    made = book(tmp_path / "book.xlsx", NAMES, rows)
    put(made, source(NAMES, rows), [LAYOUT])
    assert Workbook.open(made).part(CACHE).count(b"<s v=") == 2


def test_each_series_of_a_chart_keeps_its_look_at_a_refresh(tmp_path: Path) -> None:
    made = book(tmp_path / "book.xlsx", NAMES, ROWS)
    hidden = {"État": ["w"]}
    layout = replace(LAYOUT, charted=True, hidden=hidden)
    rows: list[list[Value]] = [*ROWS, ["d", "w", 4]]
    put(made, source(NAMES, rows), [layout])
    part = Workbook.open(made).part(OURS).decode()
    assert ' chartFormat="1"' in part
    formats = re.findall(r'<chartFormat chart="0" format="(\d)" series="1">(.*?)</chartF', part)
    assert [number for number, _area in formats] == ["0", "1"]
    for number, (_format, area) in enumerate(formats, 1):  # item 0 is hidden
        references = re.findall(r'<reference field="(\d+)"[^>]*><x v="(\d)"/></reference>', area)
        assert references == [("4294967294", "0"), ("1", str(number))]
    order = re.findall(r"<(dataFields|chartFormats|pivotTableStyleInfo)\b", part)
    assert order == ["dataFields", "chartFormats", "pivotTableStyleInfo"]
    assert problems(made) == []

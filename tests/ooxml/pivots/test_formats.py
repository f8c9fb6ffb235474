"""The looks that Excel keeps over a refresh are those of the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from motxl.ooxml import Workbook
from motxl.ooxml.grafting.differentials import with_differentials
from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout
from motxl.ooxml.pivots.formats import DATA, formats
from motxl.ooxml.pivots.shown import Grid, Role
from tests.judges.own import problems
from tests.ooxml.pivots.making import book, put, source

NAMES = ["Axe", "Pilote", "État", "Nombre", "Poids"]
ROWS = [["a", "p", "x", 1, 2], ["a", "q", "y", 2, 3], ["b", "p", "x", 3, 4], ["c", "p", "z", 1, 1]]
ONE, TWO = DataField("Nombre", "Lignes"), DataField("Poids", "Kilos")
LAYOUTS = [
    PivotLayout("motxl_a", ("Axe",), (ONE,), ("État",)),
    PivotLayout("motxl_b", ("Axe",), (ONE,), ("État",), ("Pilote",), total_row=False),
    PivotLayout("motxl_c", ("Axe", "Pilote"), (ONE,), total_row=False),
    PivotLayout("motxl_d", ("Axe",), (ONE, TWO)),
    PivotLayout("motxl_e", ("Axe", "Pilote"), (ONE,), ("État",), total_column=False),
]
LOOKS = {role: number for number, role in enumerate(Role)}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def covered(grid: Grid, area: etree._Element) -> Iterator[tuple[int, int]]:
    """The cells that an area names (18.10.1.67), from 0 at the upper left one; filters are above.

    Read from the standard and from what Excel does, not from how the areas are written here.
    """
    labels, top = grid.label_columns, grid.header_rows
    right, bottom = grid.width, grid.height
    body = bottom - grid.total_row
    inner = right - (grid.values if grid.total_column else 0)
    rows, columns = range(top, bottom), range(labels, right)
    kind, only = area.get("type", "normal"), area.get("labelOnly") == "1"
    source_ = grid.crosstab.source
    reference = area.find("references/reference")
    if kind == "all":
        yield from ((r, c) for r in range(bottom) for c in range(right))
        yield from ((r, c) for r in range(-grid.rows_above, -1) for c in range(2))
    elif kind == "origin":
        yield from ((r, c) for r in range(top - 1) for c in range(labels))
    elif kind == "topRight":
        yield from ((0, c) for c in range(labels + 1, right))
    elif kind == "button":
        place = int(area.get("fieldPosition", "0"))
        match area.get("axis"):
            case "axisPage":
                yield (place - grid.rows_above, 0)
            case "axisRow":
                yield (top - 1, place)
            case _:
                yield (0, labels + place)
    elif area.get("grandRow") == "1":
        yield from ((bottom - 1, c) for c in (range(labels) if only else columns))
    elif area.get("grandCol") == "1":
        lines = range(1, top) if only else rows
        yield from ((r, c) for r in lines for c in range(inner, right))
    elif area.get("axis") == "axisValues" or (reference is not None and _field(reference) == DATA):
        yield from ((top - 1, c) for c in columns)
    elif reference is not None:
        name = source_.fields[_field(reference)].name
        if name in grid.layout.rows:
            yield from ((r, grid.layout.rows.index(name)) for r in range(top, body))
        elif name in grid.layout.columns:
            yield from ((1 + grid.layout.columns.index(name), c) for c in range(labels, inner))
        else:
            yield (grid.layout.filters.index(name) - grid.rows_above, 1)
    else:
        assert not only
        yield from ((r, c) for r in rows for c in columns)


def _field(reference: etree._Element) -> int:
    return int(reference.get("field", ""))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_each_cell_looks_after_a_refresh_as_before(layout: PivotLayout) -> None:
    grid = Grid(Crosstab(source(NAMES, ROWS), layout))
    found: dict[tuple[int, int], int] = {}
    for one in etree.fromstring(formats(grid, LOOKS)):
        for place in covered(grid, one[0]):
            found[place] = int(one.get("dxfId", ""))
    wanted = {(cell.row, cell.column): LOOKS[cell.role] for cell in grid.cells()}
    assert found == wanted


def form(area: str) -> str:
    """An area without the numbers of fields and items."""
    area = re.sub(r"\s+", " ", re.sub(r">\s+<", "><", area))
    area = re.sub(r'field="(-2|4294967294)"', 'field="values"', area)
    area = re.sub(r'field="\d+"', 'field="n"', area)
    area = re.sub(r'(<x v="\d+"/>)+', "<x/>", area)
    area = re.sub(r'count="[1-9]\d*"', 'count="n"', area)
    return re.sub(r'fieldPosition="\d+"', "", area)


AREA = re.compile(r"<pivotArea [^>]*/>|<pivotArea [^>]*[^/]>.*?</pivotArea>", re.DOTALL)
# What no workbook of the corpus has, in forms that others read in workbooks that Excel saved.
_ELSEWHERE = {
    '<pivotArea dataOnly="0" labelOnly="1" grandRow="1" outline="0" />',
    '<pivotArea dataOnly="0" labelOnly="1" grandCol="1" outline="0" />',
    '<pivotArea grandRow="1" outline="0" collapsedLevelsAreSubtotals="1" />',
    '<pivotArea grandCol="1" outline="0" collapsedLevelsAreSubtotals="1" />',
    '<pivotArea type="origin" dataOnly="0" labelOnly="1" outline="0" />',
    '<pivotArea field="n" type="button" dataOnly="0" labelOnly="1" outline="0" axis="axisCol" />',
}


def test_areas_are_written_as_excel_writes_them(shared: Path) -> None:
    theirs: set[str] = set()
    for path in sorted((shared / "corpus" / "pivots").glob("*.xlsx")):
        workbook = Workbook.open(path)
        for name in workbook.package.names():
            if name.startswith("xl/pivotTables/pivotTable"):
                part = workbook.part(name).decode()
                for holder in re.findall(r"<formats .*?</formats>", part, re.DOTALL):
                    theirs |= {form(area) for area in AREA.findall(holder)}
    ours = {
        form(area)
        for layout in LAYOUTS
        for area in AREA.findall(
            formats(Grid(Crosstab(source(NAMES, ROWS), layout)), LOOKS).decode()
        )
    }
    assert len(ours & theirs) >= 8
    assert ours - theirs <= _ELSEWHERE


def styled(path: Path) -> Workbook:
    """A workbook with a bold cell on orange, underlined by a hair, and a plain one."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"].font = Font(b=True, sz=10, name="Arial")
    sheet["A1"].fill = PatternFill("solid", fgColor="FFEE8800")
    sheet["A1"].border = Border(bottom=Side("hair", "FF112233"))
    sheet["A1"].alignment = Alignment(horizontal="right", wrap_text=True)
    made.save(path)
    return Workbook.open(path)


def test_a_cell_format_is_told_as_a_differential_one(tmp_path: Path) -> None:
    workbook = styled(tmp_path / "styled.xlsx")
    part = workbook.part("xl/styles.xml")
    new, (bold, plain) = with_differentials(part, [1, 0])
    found = etree.fromstring(new).findall(f"{{{_MAIN}}}dxfs/{{{_MAIN}}}dxf")
    text = etree.tostring(found[bold]).decode()
    for said in ('<b val="1"/><i val="0"/>', '<sz val="10"/>', '<name val="Arial"/>'):
        assert said in text, said
    assert '<fgColor rgb="FFEE8800"/><bgColor rgb="FFEE8800"/>' in text
    assert '<bottom style="hair"><color rgb="FF112233"/></bottom><vertical/>' in text
    assert '<horizontal style="hair"><color rgb="FF112233"/></horizontal>' in text
    assert '<alignment horizontal="right" wrapText="1"/>' in text
    # What lies over another look takes back what that one says.
    text = etree.tostring(found[plain]).decode()
    assert '<b val="0"/><i val="0"/>' in text
    assert "<bottom/><vertical/><horizontal/>" in text
    assert "fill" not in text
    assert with_differentials(new, [0, 1]) == (new, [plain, bold])


def test_looks_are_those_of_the_cells_formats_and_come_once(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", NAMES, ROWS)
    for _times in range(2):
        put(path, source(NAMES, ROWS), LAYOUTS, styles=dict.fromkeys(Role, 0))
        styles = Workbook.open(path).part("xl/styles.xml").decode()
        assert len(re.findall(r"<dxf>", styles)) == 1
    assert b'<format dxfId="0">' in Workbook.open(path).part("xl/pivotTables/pivotTable1.xml")
    assert not [one for one in problems(path) if "pivot" in one or "styles" in one]

"""What Excel wrote for a pivot table, beside what is written here for the same rows and fields.

The sources of the pivot tables are read back from the records that Excel saved, so that the two
start from the same rows. What differs on purpose is named in ``definition`` and in
docs/pivots.md, and taken out here on both sides; all else must be equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from motxl.a1 import CellRange
from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout, PivotSource
from motxl.ooxml.pivots.cache import definition as cache_definition
from motxl.ooxml.pivots.definition import definition
from motxl.ooxml.pivots.shown import Grid
from motxl.ooxml.values import Value
from tests import others
from tests.judges.own.package import MAIN, Package, decoded
from tests.judges.own.pivots.caches import Cache, caches, shared

NAMESPACES = (
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
pytestmark = others.needed


def books() -> list[Path]:
    return [p for p in others.WORKBOOKS if p.parent.name == "pivots" and p.suffix == ".xlsx"]


def value_of(element: etree._Element) -> Value:
    text = element.get("v", "")
    match etree.QName(element).localname:
        case "m":
            return None
        case "n":
            return float(text)
        case "b":
            return text in ("1", "true")
        case "d":
            return datetime.fromisoformat(text)
        case _:
            return decoded(text)


def columns_of(one: Cache) -> list[list[Value]]:
    """The rows that Excel kept, column by column."""
    assert one.records is not None
    columns: list[list[Value]] = [[] for _field in one.recorded]
    for record in one.records.iterfind(f"{MAIN}r"):
        for field, column, element in zip(one.recorded, columns, record, strict=True):
            by_number = element.tag == f"{MAIN}x"
            column.append(
                value_of(shared(field)[int(element.get("v", "0"))] if by_number else element)
            )
    return columns


def comparable() -> Iterator[Any]:
    """The caches and pivot tables that Excel saved in a state that rows alone give."""
    for path in books():
        package = Package(path)
        for one in caches(package):
            if agrees_with_rows(one):
                yield pytest.param(package, one, id=f"{path.stem}-{one.id}")


def agrees_with_rows(one: Cache) -> bool:
    """It has records, of all its fields, and no items that rows lost since: Excel keeps those,
    marked ``u``, or counted in min and max."""
    if one.records is None or len(one.fields) != len(one.recorded):
        return False
    for index, field in enumerate(one.recorded):
        used = {
            r[index].get("v")
            for r in one.records.iterfind(f"{MAIN}r")
            if r[index].tag == f"{MAIN}x"
        }
        if len(used) != len(shared(field)):
            return False
    return True


@pytest.mark.parametrize(("package", "one"), [*comparable()])
def test_the_fields_of_a_cache_are_written_as_excel_writes_them(
    package: Package, one: Cache
) -> None:
    names = [field.get("name", "") for field in one.fields]
    columns = columns_of(one)
    source = PivotSource("tbl", [decoded(name) for name in names], columns)
    axes = {
        decoded(name) for name, field in zip(names, one.fields, strict=True) if len(shared(field))
    }
    mine = etree.fromstring(
        cache_definition(source, axes, "rId1", datetime(2025, 1, 29), NAMESPACES)
    )
    for theirs, ours in zip(
        one.fields, mine.iterfind(f"{MAIN}cacheFields/{MAIN}cacheField"), strict=True
    ):
        items = (theirs.find(f"{MAIN}sharedItems"), ours.find(f"{MAIN}sharedItems"))
        assert items[0] is not None
        assert items[1] is not None
        if any(item.tag == f"{MAIN}e" for item in items[0]):
            continue  # error values, which no source of ours holds
        mine_, excel = dict(items[1].attrib), dict(items[0].attrib)
        # The extremes of numbers and dates may be those of rows that are gone.
        for name in ("minValue", "maxValue", "minDate", "maxDate"):
            assert (name in mine_) == (name in excel), theirs.get("name")
            mine_.pop(name, None)
            excel.pop(name, None)
        assert mine_ == excel, theirs.get("name")
        assert sorted(map(repr, map(key_of, items[1]))) == sorted(map(repr, map(key_of, items[0])))


def key_of(element: etree._Element) -> tuple[str, Value]:
    return etree.QName(element).localname, value_of(element)


# Pivot tables


class Theirs:
    """A pivot table of Excel's, read back into what is asked for here."""

    def __init__(self, root: etree._Element, one: Cache) -> None:
        self.root, self.cache = root, one
        self.names = [decoded(field.get("name", "")) for field in one.fields]
        self.fields = root.findall(f"{MAIN}pivotFields/{MAIN}pivotField")

    def axis(self, name: str) -> list[int]:
        found = [
            int(f.get("x", "0")) for f in self.root.iterfind(f"{MAIN}{name}Fields/{MAIN}field")
        ]
        return [index for index in found if index >= 0]

    @property
    def pages(self) -> list[etree._Element]:
        return self.root.findall(f"{MAIN}pageFields/{MAIN}pageField")

    @property
    def values(self) -> list[etree._Element]:
        return self.root.findall(f"{MAIN}dataFields/{MAIN}dataField")

    def differs(self) -> str | None:
        """Why it is not a table of the kind that is written here."""
        if not self.values:
            return "it shows no value"
        if not self.axis("row"):
            return "it has no row field"
        if any(page.get("item") for page in self.pages):
            return "a filter lets only some rows through"
        for axis in ("row", "col"):
            fields = [self.fields[index] for index in self.axis(axis)]
            subtotals = any(f.get("defaultSubtotal", "1") != "0" for f in fields[:-1])
            forms = any(f.get("outline", "1") != "0" for f in fields[:-1]) and axis == "row"
            if subtotals or forms:
                return "subtotals, or several fields in one column"
        if len(self.values) > 1 and self.root.get("gridDropZones") == "1":
            return "the classic form has a row more for the names of values"
        last = self.root.find(f"{MAIN}colFields")
        if last is not None and len(self.values) > 1 and int(last[-1].get("x", "0")) != -2:
            return "the values do not come last among the column fields"
        data = self.root.find(f"{MAIN}rowFields")
        if data is not None and any(field.get("x") == "-2" for field in data):
            return "values in rows"
        return None

    def layout(self) -> PivotLayout:
        order, hidden = {}, {}
        for index, field in enumerate(self.fields):
            items = [i for i in field.iterfind(f"{MAIN}items/{MAIN}item") if i.get("x")]
            known = [value_of(item) for item in shared(self.cache.fields[index])]
            order[self.names[index]] = [known[int(item.get("x", "0"))] for item in items]
            gone = [known[int(i.get("x", "0"))] for i in items if i.get("h") == "1"]
            if index not in [int(page.get("fld", "0")) for page in self.pages]:
                hidden[self.names[index]] = gone
        return PivotLayout(
            self.root.get("name", ""),
            tuple(self.names[index] for index in self.axis("row")),
            tuple(
                DataField(self.names[int(v.get("fld", "0"))], v.get("name", "caption"))
                for v in self.values
            ),
            tuple(self.names[index] for index in self.axis("col")),
            tuple(self.names[int(page.get("fld", "0"))] for page in self.pages),
            total_row=self.root.get("rowGrandTotals") != "0",
            total_column=self.root.get("colGrandTotals") != "0",
            order=order,
            hidden=hidden,
        )


def tables() -> Iterator[Any]:
    for path in books():
        package = Package(path)
        known = {one.part: one for one in caches(package)}
        for sheet in package.sheets:
            for pivot in sheet.pivots:
                one = known[package.related(pivot.part, "pivotCacheDefinition")[0]]
                theirs = Theirs(pivot.root, one)
                if agrees_with_rows(one) and not theirs.differs():
                    yield pytest.param(theirs, id=f"{path.stem}-{Path(pivot.part).stem}")


@pytest.mark.parametrize("theirs", [*tables()])
def test_a_pivot_table_is_written_as_excel_writes_it(theirs: Theirs) -> None:
    one = theirs.cache
    source = PivotSource("tbl", theirs.names, columns_of(one))
    grid = Grid(Crosstab(source, theirs.layout()))
    mine = etree.fromstring(definition(grid, grid.area(5, 1), 1, NAMESPACES, {}))
    for path in ("rowFields", "rowItems", "colFields", "colItems", "pageFields"):
        assert tree(mine.find(MAIN + path)) == tree(theirs.root.find(MAIN + path)), path
    location, excel = mine.find(f"{MAIN}location"), theirs.root.find(f"{MAIN}location")
    assert location is not None
    assert excel is not None
    for name in ("firstHeaderRow", "firstDataRow", "firstDataCol", "rowPageCount", "colPageCount"):
        assert location.get(name) == excel.get(name), name
    assert size(location.get("ref", "")) == size(excel.get("ref", ""))
    fields = mine.findall(f"{MAIN}pivotFields/{MAIN}pivotField")
    for ours, other in zip(fields, theirs.fields, strict=True):
        assert (ours.get("axis"), ours.get("dataField")) == (
            other.get("axis"),
            other.get("dataField"),
        )
        assert items_of(ours) == items_of(other)
    for ours, other in zip(
        mine.iterfind(f"{MAIN}dataFields/{MAIN}dataField"), theirs.values, strict=True
    ):
        assert ours.get("fld") == other.get("fld")


def tree(element: etree._Element | None) -> Any:
    if element is None:
        return None
    return etree.QName(element).localname, dict(element.attrib), [tree(child) for child in element]


def items_of(field: etree._Element) -> list[dict[str, str]]:
    """Without the item of subtotals, which stands there also where none is shown."""
    items = field.iterfind(f"{MAIN}items/{MAIN}item")
    return [dict(item.attrib) for item in items if item.get("x")]


def size(ref: str) -> tuple[int, int]:
    area = CellRange.parse(ref)
    return area.last_row - area.first_row + 1, area.last_column - area.first_column + 1

"""The filter of a sheet has a range of its own, its columns inside it, and one hidden name.

Excel repairs the sheet and removes the filter ("Removed Records: AutoFilter from
/xl/worksheets/sheet1.xml") when a table has the same cells, when a column is outside, or when the
workbook has two ``_xlnm._FilterDatabase`` for the sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.areas import area, areas
from tests.judges.own.package import MAIN, Package, Sheet, number

_NAME = "_xlnm._filterdatabase"


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        found = sheet.root.find(f"{MAIN}autoFilter")
        if found is not None:
            yield from (f"{sheet}: {bad}" for bad in _of_sheet(sheet, found))
        for part, holder in [(str(sheet), sheet.root), *((t.part, t.root) for t in sheet.tables)]:
            for one in holder.iterfind(f"{MAIN}autoFilter"):
                yield from (f"{part}: {bad}" for bad in _columns(one))
    yield from _names(package)


def _of_sheet(sheet: Sheet, found: etree._Element) -> Iterator[str]:
    filtered = area(found.get("ref", ""))
    if filtered is None:
        yield "the filter has no range"
        return
    for table in sheet.tables:
        if table.area and table.area.overlaps(filtered):
            yield f"the filter {filtered} lies over the table {table.name}"


def _columns(found: etree._Element) -> Iterator[str]:
    filtered = area(found.get("ref", ""))
    columns = [number(one, "colId", 0) for one in found.iterfind(f"{MAIN}filterColumn")]
    for column, times in Counter(columns).items():
        if times > 1:
            yield f"the column {column} is filtered {times} times"
        if filtered and column >= filtered.width:
            yield f"the column {column} is filtered, and there are {filtered.width}"
    sort = found.find(f"{MAIN}sortState")
    if sort is None or filtered is None:
        return
    for one in [sort, *sort.iterfind(f"{MAIN}sortCondition")]:
        for sorted_ in areas(one.get("ref", "")):
            if not filtered.holds(sorted_):
                yield f"{sorted_} is sorted, outside of the filter {filtered}"


def _names(package: Package) -> Iterator[str]:
    for element in package.defined_names:
        if element.get("name", "").lower() == _NAME and element.get("localSheetId") is None:
            yield "a filter's name belongs to no sheet"

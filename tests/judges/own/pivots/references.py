"""What a pivot table formats, filters and selects exists: fields, items, its own cells.

Excel repairs the workbook and removes the pivot table ("Removed Records: PivotTable report from
/xl/pivotTables/pivotTable1.xml"), or the view whose selection points past it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.areas import area
from tests.judges.own.package import MAIN, Package, Sheet, flag, number

_DATA = (-2, 2**32 - 2)  # the place of the values, signed and unsigned (18.10.1.29, 18.10.1.70)
_BEYOND = {1_048_828, 1_048_829, 1_048_832}  # previous, next, … in baseItem (18.10.1.22)


def check(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for pivot in sheet.pivots:
            yield from (f"{pivot.part}: {bad}" for bad in _pivot(pivot.root))
        yield from (f"{sheet}: {bad}" for bad in _selections(sheet))


def _pivot(root: etree._Element) -> Iterator[str]:
    fields = root.findall(f"{MAIN}pivotFields/{MAIN}pivotField")
    values = len(root.findall(f"{MAIN}dataFields/{MAIN}dataField"))

    def items(field: int) -> int:
        return len(fields[field].findall(f"{MAIN}items/{MAIN}item"))

    for one in root.iterfind(f"{MAIN}pageFields/{MAIN}pageField"):
        field, item = number(one, "fld", 0), number(one, "item", 0)
        if 0 <= field < len(fields) and one.get("item") and not 0 <= item < items(field):
            yield f"the filter of the field {field} shows the item {item} of {items(field)}"
    for one in root.iterfind(f"{MAIN}dataFields/{MAIN}dataField"):
        base = number(one, "baseField", 0)
        if base >= len(fields):
            yield f"the value {one.get('name')!r} is based on the field {base} of {len(fields)}"
        elif base >= 0 and one.get("showDataAs") and one.get("baseItem") not in (None, "0"):
            item = number(one, "baseItem", 0)
            if item not in _BEYOND and item >= items(base):
                yield f"the value {one.get('name')!r} is based on the item {item} of {items(base)}"
    for reference in root.iter(f"{MAIN}reference"):
        field = number(reference, "field", 0)
        there = values if field in _DATA else items(field) if field < len(fields) else -1
        if there < 0:
            yield f"a format asks for the field {field} of {len(fields)}"
            continue
        asked = reference.findall(f"{MAIN}x")
        if number(reference, "count", len(asked)) != len(asked):
            yield f"a reference counts {reference.get('count')} items and has {len(asked)}"
        for one in asked:
            # An item that is gone keeps its format: Excel itself writes one past the last.
            if field in _DATA and not 0 <= number(one, "v", 0) < max(there, 1):
                yield f"a format asks for the value {one.get('v')} of {there}"
    yield from _axes(root, fields)


def _axes(root: etree._Element, fields: list[etree._Element]) -> Iterator[str]:
    """Each field lies where it says, once."""
    for axis, holder in (("axisRow", "rowFields"), ("axisCol", "colFields")):
        told = [index for index, one in enumerate(fields) if one.get("axis") == axis]
        found = [number(one, "x", 0) for one in root.iterfind(f"{MAIN}{holder}/{MAIN}field")]
        real = [one for one in found if one >= 0]
        if sorted(told) != sorted(real):
            yield f"{holder} names the fields {real}, and {told} lie there"
        if times := [one for one, many in Counter(found).items() if many > 1]:
            yield f"{holder} names {times} more than once"
    told = [index for index, one in enumerate(fields) if one.get("axis") == "axisPage"]
    found = [number(one, "fld", 0) for one in root.iterfind(f"{MAIN}pageFields/{MAIN}pageField")]
    if sorted(told) != sorted(found):
        yield f"pageFields names the fields {found}, and {told} lie there"
    told = [index for index, one in enumerate(fields) if flag(one, "dataField")]
    values = {number(one, "fld", 0) for one in root.iterfind(f"{MAIN}dataFields/{MAIN}dataField")}
    if set(told) != values:
        yield f"dataFields sums the fields {sorted(values)}, and {told} say so"


def _selections(sheet: Sheet) -> Iterator[str]:
    places = [
        found
        for pivot in sheet.pivots
        for location in pivot.root.iterfind(f"{MAIN}location")
        if (found := area(location.get("ref", "")))
    ]
    for selection in sheet.root.iter(f"{MAIN}pivotSelection"):
        row, column = number(selection, "activeRow", 0) + 1, number(selection, "activeCol", 0) + 1
        if not any(
            one.top <= row <= one.bottom and one.left <= column <= one.right for one in places
        ):
            yield f"a pivot table is selected at row {row}, column {column}, where there is none"
        if number(selection, "start", 0) > number(selection, "max", 2**31):
            yield "a pivot table is selected from past its end"
        sizes = [max(one.height, one.width) for one in places]
        if sizes and number(selection, "max", 0) > max(sizes):
            yield f"a pivot table is selected up to {selection.get('max')} of {max(sizes)}"

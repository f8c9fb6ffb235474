"""The area of a pivot table has room for its items, and not more.

What a table shows is told twice: by its area (18.10.1.49) and by its row and column items
(18.10.1.84, 18.10.1.17). Excel shows garbage until the next refresh, or repairs the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.judges.own.areas import area as area_of
from tests.judges.own.package import MAIN, Package, number


def check(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for pivot in sheet.pivots:
            for bad in _pivot(pivot.root):
                yield f"{pivot.part}: {bad}"


def _pivot(root: etree._Element) -> Iterator[str]:
    location = root.find(f"{MAIN}location")
    if location is None:
        return
    area = area_of(location.get("ref", ""))
    if area is None:
        return  # the business of `schema.attributes`
    for name, size, first in (
        ("row", area.height, "firstDataRow"),
        ("col", area.width, "firstDataCol"),
    ):
        holder = root.find(f"{MAIN}{name}Items")
        if holder is None:
            continue
        items = holder.findall(f"{MAIN}i")
        if number(holder, "count", len(items)) != len(items):
            yield f"{name}Items counts {holder.get('count')} and has {len(items)}"
        needed = number(location, first, 0) + len(items)
        if needed != size:
            yield f"{area} has {size} {name}s, and its headers and items need {needed}"
        yield from _depths(root, name, items)


def _depths(root: etree._Element, axis: str, items: list[etree._Element]) -> Iterator[str]:
    """Every item names existing items of its fields, no more of them than there are fields."""
    axes = [number(one, "x", 0) for one in root.iterfind(f"{MAIN}{axis}Fields/{MAIN}field")]
    fields = root.findall(f"{MAIN}pivotFields/{MAIN}pivotField")
    values = len(root.findall(f"{MAIN}dataFields/{MAIN}dataField"))
    for item in items:
        if item.get("t", "data") != "data":
            continue
        for level, one in enumerate(item.findall(f"{MAIN}x"), number(item, "r", 0)):
            if level >= len(axes):
                yield f"an item of {axis}Items names {level + 1} fields of {len(axes)}"
                break
            field = axes[level]
            if field >= len(fields):
                break  # the business of `pivots.fields`
            there = values if field < 0 else len(fields[field].findall(f"{MAIN}items/{MAIN}item"))
            if not 0 <= number(one, "v", 0) < there:
                yield f"an item of {axis}Items asks for the item {one.get('v')} of {there}"

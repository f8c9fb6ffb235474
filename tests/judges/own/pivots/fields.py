"""A pivot table has the fields of its cache, and asks only for fields and items that exist.

Excel repairs the workbook and removes the pivot table, or refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, number
from tests.judges.own.pivots.caches import caches, pointed

_DATA = -2  # the place of the data fields among the rows or columns (18.10.1.29)


def check(package: Package) -> Iterator[str]:
    fields_of = {cache.part: cache.fields for cache in caches(package)}
    for sheet in package.sheets:
        for pivot in sheet.pivots:
            own = package.related(pivot.part, "pivotCacheDefinition")
            if own and own[0] in fields_of:
                for bad in _pivot(pivot.root, fields_of[own[0]]):
                    yield f"{pivot.part}: {bad}"


def _pivot(root: etree._Element, cached: list[etree._Element]) -> Iterator[str]:
    fields = root.findall(f"{MAIN}pivotFields/{MAIN}pivotField")
    if len(fields) != len(cached):
        yield f"{len(fields)} fields, and its cache has {len(cached)}"
        return
    for path, attribute in (
        ("rowFields/{}field", "x"),
        ("colFields/{}field", "x"),
        ("pageFields/{}pageField", "fld"),
        ("dataFields/{}dataField", "fld"),
    ):
        for one in root.iterfind(MAIN + path.format(MAIN)):
            index = number(one, attribute, -1)
            if index != _DATA and not 0 <= index < len(fields):
                yield f"{path.partition('/')[0]} asks for the field {one.get(attribute)}"
    for index, (field, cache_field) in enumerate(zip(fields, cached, strict=True)):
        holder = field.find(f"{MAIN}items")
        if holder is None:
            continue
        where = f"field {index} ({cache_field.get('name')})"
        items = holder.findall(f"{MAIN}item")
        if number(holder, "count", len(items)) != len(items):
            yield f"{where} counts {holder.get('count')} items and has {len(items)}"
        there = len(pointed(cache_field))
        for item in items:
            if item.get("x") is not None and not 0 <= number(item, "x", -1) < there:
                yield f"{where} asks for the item {item.get('x')} of {there}"

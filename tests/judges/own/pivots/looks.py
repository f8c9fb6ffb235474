"""The parts of a pivot table that have looks of their own exist.

A format (18.10.1.35) or the look of a chart's series (18.10.1.12) names fields of the table and
items of these fields. Excel repairs the workbook where there are none, or where ``references``
holds none (EPPlusSoftware/EPPlus#677).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, number

_VALUES = (-2, (1 << 32) - 2)


def check(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for pivot in sheet.pivots:
            for holder, one in (("formats", "format"), ("chartFormats", "chartFormat")):
                for bad in _looks(pivot.root, holder, one):
                    yield f"{pivot.part}: {bad}"


def _looks(root: etree._Element, holder: str, one: str) -> Iterator[str]:
    for area in root.iterfind(f"{MAIN}{holder}/{MAIN}{one}/{MAIN}pivotArea"):
        yield from (f"{one}: {bad}" for bad in _area(root, area))


def _area(root: etree._Element, area: etree._Element) -> Iterator[str]:
    fields = root.findall(f"{MAIN}pivotFields/{MAIN}pivotField")
    values = len(root.findall(f"{MAIN}dataFields/{MAIN}dataField"))
    named = number(area, "field", 0)
    if named not in _VALUES and not 0 <= named < len(fields):
        yield f"an area of the field {named} of {len(fields)}"
    for holder in area.iterfind(f"{MAIN}references"):
        references = holder.findall(f"{MAIN}reference")
        if not references:
            yield "references to nothing"
        for reference in references:
            field = number(reference, "field", 0)
            if field in _VALUES:
                there = values
            elif 0 <= field < len(fields):
                there = len(fields[field].findall(f"{MAIN}items/{MAIN}item"))
            else:
                yield f"a reference to the field {field} of {len(fields)}"
                continue
            for item in reference.iterfind(f"{MAIN}x"):
                if not 0 <= number(item, "v", 0) < there:
                    yield f"a reference to the item {item.get('v')} of {there}"

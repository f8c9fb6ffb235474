"""The axes of a chart are those its plots ask for, each crossed by one that exists; its caches are
as long as they say, its series numbered once.

Excel removes the chart, and with it the whole drawing, where an axis is missing ("Removed Part:
/xl/drawings/drawing1.xml part (Drawing shape)").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import Package

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_AXES = [C + name for name in ("catAx", "valAx", "dateAx", "serAx")]
_CACHES = [C + name for name in ("numCache", "strCache", "numLit", "strLit")]


def check(package: Package) -> Iterator[str]:
    for part in package.parts:
        if package.content_type(part).endswith("drawingml.chart+xml"):
            yield from (f"{part}: {bad}" for bad in _chart(package.xml(part)))


def _chart(root: etree._Element) -> Iterator[str]:
    area = root.find(f"{C}chart/{C}plotArea")
    if area is None:
        yield "no plot area"
        return
    axes = list(area.iterchildren(*_AXES))
    ids = Counter(_value(axis, "axId") for axis in axes)
    asked = {
        one.get("val")
        for plot in area
        if plot.tag not in _AXES
        for one in plot.iterchildren(f"{C}axId")
    }
    for identifier, times in ids.items():
        if times > 1:
            yield f"{times} axes have the id {identifier}"
        if identifier not in asked:
            yield f"the axis {identifier} is one that no plot asks for"
    for identifier in asked - set(ids):
        yield f"a plot asks for the axis {identifier}, which there is not"
    for axis in axes:
        if _value(axis, "crossAx") not in ids:
            yield f"the axis {_value(axis, 'axId')} crosses {_value(axis, 'crossAx')}, not there"
    for name in ("idx", "order"):
        numbers = Counter(_value(one, name) for one in area.iter(f"{C}ser"))
        for number, times in numbers.items():
            if times > 1:
                yield f"{times} series have the {name} {number}"
    for cache in area.iter(*_CACHES):
        yield from _cache(cache)


def _cache(cache: etree._Element) -> Iterator[str]:
    points = [one.get("idx", "") for one in cache.iterchildren(f"{C}pt")]
    told = _value(cache, "ptCount")
    if any(not one.isdecimal() or int(one) >= int(told or 0) for one in points):
        yield f"a cache counts {told} points and holds the point {max(points)}"
    if len(set(points)) < len(points):
        yield "a cache holds a point twice"


def _value(element: etree._Element, name: str) -> str:
    found = element.find(C + name)
    return "" if found is None else found.get("val", "")

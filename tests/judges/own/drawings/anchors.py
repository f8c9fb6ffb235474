"""Anchors stand on cells of the sheet, hold one object and its ``clientData``; objects have ids of
their own and what they show exists.

Excel removes the whole drawing ("Removed Part: /xl/drawings/drawing1.xml part (Drawing shape)"),
with all pictures and charts of the sheet, for one anchor it cannot read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW
from tests.judges.own.package import RELATIONSHIPS, Package, Relationship

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MARKER = {"col": LAST_COLUMN - 1, "row": LAST_ROW - 1}
_MARKED = ["col", "colOff", "row", "rowOff"]  # 20.5.2.5
_OBJECTS = {XDR + name for name in ("sp", "grpSp", "graphicFrame", "cxnSp", "pic", "contentPart")}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_ORDERS = {
    f"{XDR}twoCellAnchor": ["from", "to", "", "clientData"],
    f"{XDR}oneCellAnchor": ["from", "ext", "", "clientData"],
    f"{XDR}absoluteAnchor": ["pos", "ext", "", "clientData"],
}
"""The children of anchors (ECMA-376 part 1, 20.5.2.33, .24, .1); the object is ``""``."""


def check(package: Package) -> Iterator[str]:
    for part in _drawings(package):
        root = package.xml(part)
        known = {one.id: one for one in package.relationships(part)}
        for index, anchor in enumerate(root.iter(*_ORDERS)):
            yield from (f"{part}, anchor {index}: {bad}" for bad in _anchor(anchor))
        ids = Counter(one.get("id", "") for one in _objects(root))
        for identifier, times in ids.items():
            if times > 1 or not identifier.isdecimal():
                yield f"{part}: {times} objects have the id {identifier!r}"
        yield from (f"{part}: {bad}" for bad in _shown(root, known))


def _drawings(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        yield from package.related(sheet.part, "drawing")


def _objects(root: etree._Element) -> Iterator[etree._Element]:
    """What is drawn; of the branches of an AlternateContent, the first."""
    for one in root.iter(f"{XDR}cNvPr"):
        if not any(str(up.tag).endswith("}Fallback") for up in one.iterancestors()):
            yield one


def _anchor(anchor: etree._Element) -> Iterator[str]:
    wanted = _ORDERS[str(anchor.tag)]
    found = [
        ""
        if child.tag in _OBJECTS or child.tag == _ALTERNATE
        else str(child.tag).rpartition("}")[2]
        for child in anchor.iterchildren("{*}*")
    ]
    if found != wanted:
        yield f"it holds {found}, and not {wanted}"
    for corner in anchor.iterchildren(f"{XDR}from", f"{XDR}to"):
        name = etree.QName(corner).localname
        if (inside := [etree.QName(one).localname for one in corner]) != _MARKED:
            yield f"{name} holds {inside}, and not {_MARKED}"
        for axis, last in _MARKER.items():
            text = (corner.findtext(XDR + axis) or "").strip()
            if not text.isdecimal() or int(text) > last:
                yield f"{name}: the {axis} {text!r} is none of 0 to {last}"
            offset = (corner.findtext(f"{XDR}{axis}Off") or "").strip()
            if not offset.removeprefix("-").isdecimal():
                yield f"{name}: the offset {offset!r} is no number"
    if anchor.tag != f"{XDR}twoCellAnchor" and anchor.get("editAs") is not None:
        yield f"editAs={anchor.get('editAs')!r}, which has no place on an anchor of one cell"
    start, end = (_corner(anchor, name) for name in ("from", "to"))
    if start and end and (start[0] > end[0] or start[1] > end[1]):
        yield f"it goes from row {start[0]}, column {start[1]} back to {end[0]}, {end[1]}"
    size = anchor.find(f"{XDR}ext")
    for axis in ("cx", "cy"):
        if size is not None and not size.get(axis, "").isdecimal():
            yield f"its size {axis} is {size.get(axis)!r}"


def _corner(anchor: etree._Element, name: str) -> tuple[int, int] | None:
    texts = [(anchor.findtext(f"{XDR}{name}/{XDR}{axis}") or "").strip() for axis in ("row", "col")]
    return (int(texts[0]), int(texts[1])) if all(text.isdecimal() for text in texts) else None


def _shown(root: etree._Element, known: dict[str, Relationship]) -> Iterator[str]:
    """Pictures and charts; an empty ``r:embed`` is a picture that Excel does not have."""
    for picture in root.iter(f"{_A}blip"):
        identifier = picture.get(f"{RELATIONSHIPS}embed") or picture.get(f"{RELATIONSHIPS}link")
        if not identifier:
            yield "a picture without its image"
        elif identifier in known and known[identifier].kind != "image":
            yield f"a picture whose image is a {known[identifier].kind}"
    for data in root.iter(f"{_A}graphicData"):
        uri = data.get("uri", "")
        if uri.startswith("https:"):
            yield f"a frame of an unknown kind, {uri}"
        for chart in data.iter(f"{{{_CHART}}}chart"):
            identifier = chart.get(f"{RELATIONSHIPS}id", "")
            if uri != _CHART:
                yield f"a chart in a frame of {uri}"
            if identifier not in known or known[identifier].kind != "chart":
                yield f"a frame asks for the chart {identifier!r}, which there is not"

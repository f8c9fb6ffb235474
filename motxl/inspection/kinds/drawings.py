"""Objects on sheets and in charts (20.1, 20.5, 21.3) that cannot be seen; alternative texts.

Hidden, without a size, far from all cells, behind another object, or with text in the colour of its
ground, too small, or without a fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.kinds.style_names import is_sentence
from motxl.inspection.parts import Parts, local, text_of
from motxl.inspection.runs_of_drawings import unseen_runs
from motxl.ooxml.xml.tree import TreeElement

_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "relSizeAnchor", "absSizeAnchor"}
_USUAL = re.compile(r"[^\W\d_][\w .()'’:/-]*?[\d]+(?: \d+)*\Z|[\w.-]+\Z")
_PLACEHOLDER = "Picture"
"""What openpyxl writes where nobody wrote anything"""
_SIDES = ("left", "top", "right", "bottom")
_FAR_ROWS, _FAR_COLUMNS = 500, 60
_EMU_PER_ROW, _EMU_PER_COLUMN = 190_500, 609_600


class _Corners(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: _Corners) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


def find(parts: Parts) -> Iterator[Finding]:
    for part in (*parts.of_kind("drawing"), *parts.of_kind("chartUserShapes")):
        yield from _of_drawing(parts, part)
    for part in (*parts.of_kind("chart"), *parts.of_kind("chartEx")):
        hidden = " ".join(unseen_runs(parts.tree(part), parts))
        if hidden:
            yield Finding("hidden-object", part, quoted(hidden))
    for part in parts.of_kind("vmlDrawing"):
        yield from _of_vml(parts, part)
    yield from _smart_art(parts)


def _of_drawing(parts: Parts, part: str) -> Iterator[Finding]:
    root = parts.tree(part)
    place = _place(parts, part)
    for element in root.iter():
        if local(element) == "cNvPr":
            said = [element.get("title", ""), element.get("descr", "")]
            said = [text for text in said if text != _PLACEHOLDER]
            name = element.get("name", "")
            said += [name] if is_sentence(name) or (not _USUAL.match(name) and " " in name) else []
            if any(text.strip() for text in said):
                yield Finding("alt-text", place, quoted("; ".join(filter(None, said))))
        elif element.get("macro"):
            yield Finding("alt-text", place, quoted(element.get("macro", "")))
        elif local(element) == "srcRect":
            cut = [element.get(side, "0").rstrip("%") for side in "ltrb"]
            if any(_number(one) > 0 for one in cut):
                yield Finding("cropped-picture", place, _name_of(element))
    anchors = [element for element in root.iter() if local(element) in _ANCHORS]
    told = {id(anchor): _hidden(anchor, parts) for anchor in anchors}
    yield from _by_place(parts, part, anchors, told)


def _by_place(
    parts: Parts, part: str, anchors: list[TreeElement], told: dict[int, str]
) -> Iterator[Finding]:
    place = _place(parts, part)
    last_row, last_column = _extent(parts, part)
    corners = [_corners(anchor) for anchor in anchors]
    for number, anchor in enumerate(anchors):
        own, text = corners[number], _texts(anchor)
        if told[id(anchor)]:
            yield Finding("hidden-object", place, quoted(told[id(anchor)]))
            continue
        if own is None:
            continue
        empty = own.right <= own.left or own.bottom <= own.top
        far = own.top > last_row + _FAR_ROWS or own.left > last_column + _FAR_COLUMNS
        above = (
            other is not None and other.covers(own) and _is_opaque(anchors[later])
            for later, other in enumerate(corners)
            if later > number
        )
        if empty and not text:
            continue
        if empty or far or any(above):
            yield Finding("hidden-object", place, quoted(text or _name_of(anchor)))
    yield from _cells_behind(parts, part, anchors, corners)


def _cells_behind(
    parts: Parts, part: str, anchors: list[TreeElement], corners: list[_Corners | None]
) -> Iterator[Finding]:
    """Texts in cells that an object covers whole."""
    source = next((s for s in parts.sheets if part in parts.package.related(s, "drawing")), None)
    sheet = next((s for s in parts.workbook.sheets if s.part_name == source), None)
    if sheet is None or sheet.kind != "worksheet":
        return
    for anchor, own in zip(anchors, corners, strict=True):
        if own is None or not _is_opaque(anchor):
            continue
        covered = [
            cell.text
            for cell in sheet.cells(None, int(own.top) + 1, max(int(own.bottom), 1))
            if cell.text
            and cell.text.strip()
            and cell.row > own.top
            and cell.row <= own.bottom
            and own.left < cell.column <= own.right
        ]
        if covered:
            yield Finding("hidden-text", _place(parts, part), quoted("; ".join(covered)))


def _hidden(anchor: TreeElement, parts: Parts) -> str:
    """The text of what is hidden in an anchor."""
    hidden = []
    for element in anchor.iter():
        if local(element) == "cNvPr" and element.get("hidden") in ("1", "true"):
            owner = element.parent
            owner = owner.parent if owner is not None else None
            if owner is not None:
                hidden.append(_texts(owner) or element.get("name", ""))
        elif local(element) == "Fallback":
            shown = list(element.preceding())
            if not any(_texts(one) == _texts(element) for one in shown):
                hidden.append(_texts(element))
    around = next((one for one in anchor.ancestors() if local(one) == "Fallback"), None)
    if around is not None:
        shown = list(around.preceding())
        if _texts(anchor) and not any(_texts(anchor) in _texts(one) for one in shown):
            hidden.append(_texts(anchor))
    return " ".join(filter(None, (*hidden, *unseen_runs(anchor, parts))))


def _corners(anchor: TreeElement) -> _Corners | None:
    """In columns and rows, 0-based, with parts of one; ``None`` for anchors by measure alone."""
    found: dict[str, dict[str, float]] = {}
    for element in anchor:
        if local(element) in ("from", "to"):
            found[local(element)] = {local(e): _number(e.text or "0") for e in element}
        elif local(element) == "ext" and "from" in found:
            start = found["from"]
            found["to"] = {
                "col": start.get("col", 0) + _number(element.get("cx", "0")) / _EMU_PER_COLUMN,
                "row": start.get("row", 0) + _number(element.get("cy", "0")) / _EMU_PER_ROW,
            }
    if set(found) != {"from", "to"} or "col" not in found["from"]:
        return None
    left, top = (_along(found["from"], name) for name in ("col", "row"))
    right, bottom = (_along(found["to"], name) for name in ("col", "row"))
    return _Corners(left, top, right, bottom)


def _along(marker: dict[str, float], name: str) -> float:
    usual = _EMU_PER_COLUMN if name == "col" else _EMU_PER_ROW
    return marker.get(name, 0) + min(marker.get(name + "Off", 0) / usual, 0.99)


def _is_opaque(anchor: TreeElement) -> bool:
    """A picture, or a shape with a fill of its own that lets nothing through."""
    for element in anchor.iter():
        name = local(element)
        if name == "pic":
            return True
        if name == "spPr":
            filled = any(local(e) in ("solidFill", "gradFill", "blipFill") for e in element)
            clear = any(local(e) == "alpha" for e in element.iter())
            return filled and not clear
    return False


def _extent(parts: Parts, part: str) -> tuple[int, int]:
    source = next((s for s in parts.sheets if part in parts.package.related(s, "drawing")), None)
    for sheet in parts.workbook.sheets:
        if sheet.part_name == source and sheet.kind == "worksheet" and sheet.extent is not None:
            return sheet.extent.last_row, sheet.extent.last_column
    return 0, 0


def _of_vml(parts: Parts, part: str) -> Iterator[Finding]:
    """Older shapes: buttons show their text, notes are told as comments."""
    for shape in parts.tree(part).iter():
        if local(shape) not in ("shape", "rect", "oval", "line", "group", "image"):
            continue
        text = " ".join(text_of(e) for e in shape.iter() if local(e) == "textbox")
        note = any(local(e) == "ClientData" and e.get("ObjectType") == "Note" for e in shape)
        hidden = "visibility:hidden" in re.sub(r"\s", "", shape.get("style", ""))
        if text.strip() and (hidden or note):
            yield Finding("control", _place(parts, part), quoted(text))
        said = "; ".join(filter(None, (shape.get("alt"), shape.get("title"))))
        if said:
            yield Finding("alt-text", _place(parts, part), quoted(said))
        for element in shape:
            cut = (element.get(f"crop{side}", "0").rstrip("f") for side in _SIDES)
            if local(element) == "imagedata" and any(_number(one) > 0 for one in cut):
                yield Finding("cropped-picture", _place(parts, part), _name_of(element))


def _smart_art(parts: Parts) -> Iterator[Finding]:
    """The text of a diagram's model that its drawing does not show (21.4)."""
    drawn = [
        text_of(e)
        for p in parts.of_kind("diagramDrawing")
        for e in parts.tree(p).iter()
        if local(e) == "p"
    ]
    for part in parts.of_kind("diagramData"):
        for element in parts.tree(part).iter():
            text = text_of(element) if local(element) == "p" else ""
            if text and text not in drawn:
                yield Finding("smart-art", part, quoted(text))


def _texts(element: TreeElement) -> str:
    return " ".join(" ".join(e.text or "" for e in element.iter() if local(e) == "t").split())


def _name_of(element: TreeElement) -> str:
    for one in (element, *element.ancestors()):
        for found in one.iter():
            if local(found) == "cNvPr":
                return quoted(found.get("name", ""))
    return ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _place(parts: Parts, part: str) -> str:
    """The sheet that a drawing lies on; else the part."""
    kinds = ("drawing", "vmlDrawing")
    for source, name in parts.sheets.items():
        if any(part in parts.package.related(source, kind) for kind in kinds):
            return name
    return part

"""SVG (W3C, second edition): a drawing without what it does not draw."""

from __future__ import annotations

import re

from motxl.inspection.pictures.stripped import Stripped
from motxl.ooxml.xml.tree import TreeElement, XmlTree, local_in, namespace_in

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_UNDRAWN = {"title", "desc", "metadata", "script"}
_STORED = {"defs", "symbol", "clipPath", "mask", "pattern", "marker"}
_UNSEEN = re.compile(
    r"(?:visibility:(?:hidden|collapse)|display:none|(?:fill-)?opacity:0*\.?0*(?:;|$)|"
    r"fill:(?:none|transparent|white|#f[0-9a-f]f[0-9a-f]f[0-9a-f]\b|#f[ef]f?\b|#fff\b)|"
    r"font-size:[0-3](?:\.\d+)?(?:px|pt)?(?:;|$))"
)
_STYLED = ("visibility", "display", "opacity", "fill-opacity", "fill", "font-size")


def is_svg(data: bytes) -> bool:
    return b"<svg" in data[:4000] or b":svg" in data[:4000]


def stripped(drawing: XmlTree) -> Stripped:
    """It loses titles, descriptions, metadata, programs, comments and what is not SVG's."""
    root = drawing.root
    taken = list(drawing.beside)
    for element in list(root.iter()):
        parent = element.parent
        if not element.tag:
            taken.append(element.text or "")
            _take(element)
            continue
        name = local_in(element.tag)
        if parent is not None and (name in _UNDRAWN or namespace_in(element.tag) != _SVG):
            taken.append(f"{name}: {' '.join(element.itertext())}")
            _take(element)
            continue
        for attribute, value in list(element.attrib.items()):
            if namespace_in(attribute) not in ("", _XLINK, _XML):
                taken.append(f"{local_in(attribute)}: {value}")
                del element.attrib[attribute]
    root.forget_unused_prefixes()
    return Stripped(root.to_bytes(), taken)


def _take(element: TreeElement) -> None:
    """Without its tail's text: what stands behind it stays where it was."""
    parent, tail = element.parent, element.tail or ""
    if parent is None:
        return
    before = next(element.preceding(), None)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def unseen_texts(root: TreeElement) -> list[str]:
    """Texts that are drawn nowhere, without colour, or outside of the drawing."""
    return [
        text
        for element in root.iter()
        if element.tag == f"{{{_SVG}}}text"
        and (text := " ".join("".join(element.itertext()).split()))
        and any(map(_is_unseen, element.iter()))
    ]


def _is_unseen(element: TreeElement) -> bool:
    for one in (element, *element.ancestors()):
        if local_in(one.tag) in _STORED:
            return True
        style = ";".join(f"{name}:{one.get(name)}" for name in _STYLED if one.get(name))
        style += ";" + (one.get("style") or "")
        if _UNSEEN.search(re.sub(r"\s", "", style).casefold()):
            return True
    return _is_outside(element)


def _is_outside(element: TreeElement) -> bool:
    *_others, root = element, *element.ancestors()
    box = re.findall(r"-?[\d.]+", root.get("viewBox") or "")
    width = float(box[2]) if len(box) == 4 else _number(root.get("width"))
    height = float(box[3]) if len(box) == 4 else _number(root.get("height"))
    x, y = _number(element.get("x")), _number(element.get("y"))
    if element.get("transform") or not width or not height:
        return False
    return not (-width <= x <= 2 * width and -height <= y <= 2 * height)


def _number(text: str | None) -> float:
    found = re.match(r"\s*(-?\d+(?:\.\d+)?)", text or "")
    return float(found[1]) if found else 0.0

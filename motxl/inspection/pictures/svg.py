"""SVG (W3C, second edition): a drawing without what it does not draw."""

from __future__ import annotations

import re

from lxml import etree

from motxl.inspection.pictures.stripped import Stripped

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


def stripped(root: etree._Element) -> Stripped:
    """``root`` loses titles, descriptions, metadata, programs, comments and what is not SVG's."""
    taken: list[str] = []
    beside = (*root.itersiblings(preceding=True), *root.itersiblings())
    taken.extend(str(node.text) for node in beside)
    for element in list(root.iter()):
        parent = element.getparent()
        if not isinstance(element.tag, str):
            taken.append(str(element.text))
            _take(element)
            continue
        name = etree.QName(element)
        if parent is not None and (name.localname in _UNDRAWN or name.namespace != _SVG):
            taken.append(f"{name.localname}: {' '.join(map(str, element.itertext()))}")
            _take(element)
            continue
        for attribute, value in list(element.attrib.items()):
            space = etree.QName(attribute).namespace
            if space not in (None, _XLINK, _XML):
                taken.append(f"{etree.QName(attribute).localname}: {value!s}")
                del element.attrib[attribute]
    etree.cleanup_namespaces(root)
    return Stripped(etree.tostring(root, encoding="UTF-8"), taken)


def _take(element: etree._Element) -> None:
    """Without its tail's text: what stands behind it stays where it was."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def unseen_texts(root: etree._Element) -> list[str]:
    """Texts that are drawn nowhere, without colour, or outside of the drawing."""
    return [
        text
        for element in root.iter(f"{{{_SVG}}}text")
        if (text := " ".join("".join(map(str, element.itertext())).split()))
        and (_is_unseen(element) or any(map(_is_unseen, element.iterdescendants())))
    ]


def _is_unseen(element: etree._Element) -> bool:
    for one in (element, *element.iterancestors()):
        if isinstance(one.tag, str) and etree.QName(one).localname in _STORED:
            return True
        style = ";".join(f"{name}:{one.get(name)}" for name in _STYLED if one.get(name))
        style += ";" + (one.get("style") or "")
        if _UNSEEN.search(re.sub(r"\s", "", style).casefold()):
            return True
    return _is_outside(element)


def _is_outside(element: etree._Element) -> bool:
    root = element.getroottree().getroot()
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

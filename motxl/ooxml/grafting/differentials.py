"""The looks of cell formats as differential formats (ECMA-376 part 1, 18.8.14 ``dxf``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motxl.ooxml.document import Document
from motxl.ooxml.grafting.styleimport import StyleLists
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.ordered import STYLES, appended, without

# What a format that is laid over others has to say, as it may lie over what is bold.
_PLAIN = (b"b", b"i")
_LISTS = (
    *(("cellXfs", "xf"), ("fonts", "font"), ("fills", "fill"), ("borders", "border")),
    ("dxfs", "dxf"),
)
_ACROSS, _ALONG = (b"left", b"right"), (b"top", b"bottom")


def differentials_of(document: Document, formats: Sequence[int]) -> list[int]:
    """The looks of cell formats (indices in ``cellXfs``) as differential formats: their indices in
    ``dxfs``, added where they are missing; none in a workbook without styles."""
    found = document.package.related(document.part_name, "styles")
    if not formats or not found:
        return []
    document.flush()
    working, indices = with_differentials(document.package.xml(found[0]), formats)
    if document.package.replace_xml(found[0], working):
        document.shared.forget_styles()
    return indices


def with_differentials(working: bytes, formats: Sequence[int]) -> tuple[bytes, list[int]]:
    """A styles part with a differential format for each cell format (an index in ``cellXfs``).

    Gives the part, and their indices in ``dxfs``; one that the part has already is taken.
    """
    styles = StyleLists(working)
    lists = {parent: styles.entries(parent, child) for parent, child in _LISTS}
    known = lists["dxfs"]
    new: list[bytes] = []
    indices: list[int] = []
    for index in formats:
        raw = _differential(lists, index, styles.root.prefix)
        if raw not in known:
            known.append(raw)
            new.append(raw)
        indices.append(known.index(raw))
    return (appended(working, STYLES, "dxfs", b"".join(new)) if new else working), indices


def _differential(lists: Mapping[str, list[bytes]], index: int, prefix: bytes) -> bytes:
    """The font, fill, alignment and border of a cell format; its number format is the field's."""
    xf = _entry(lists["cellXfs"], index)
    body = b"".join(
        (
            _font(_entry(lists["fonts"], _index(xf, "fontId")), prefix),
            _fill(_entry(lists["fills"], _index(xf, "fillId")), prefix),
            _child(xf, b"alignment"),
            _border(_entry(lists["borders"], _index(xf, "borderId")), prefix),
        )
    )
    return b"<%bdxf>%b</%bdxf>" % (prefix, body, prefix)


def _entry(entries: Sequence[bytes], index: int | None) -> bytes:
    """Extensions are left out: they would not be those of a differential format."""
    found = index is not None and 0 <= index < len(entries)
    return without(entries[index or 0], "extLst") if found else b""


def _index(xf: bytes, name: str) -> int | None:
    tag = next(scan.tags(xf), None)
    return scan.whole(tag.get(name)) if tag is not None else None


def _children(raw: bytes) -> dict[bytes, bytes]:
    """The children of an element by their names, in their order."""
    tag = next(scan.tags(raw), None)
    if tag is None or tag.empty:
        return {}
    masked = scan.mask(raw)
    found = scan.children(masked, tag.end, masked.rfind(b"</"))
    return {one.tag.name.rpartition(b":")[2]: raw[one.start : one.end] for one in found}


def _child(raw: bytes, name: bytes) -> bytes:
    return _children(raw).get(name, b"")


def _font(raw: bytes, prefix: bytes) -> bytes:
    children = _children(raw)
    if not children:
        return b""
    plain = {name: b'<%b%b val="0"/>' % (prefix, name) for name in _PLAIN}
    said = b"".join((plain | children).values())
    return b"<%bfont>%b</%bfont>" % (prefix, said, prefix)


def _fill(raw: bytes, prefix: bytes) -> bytes:
    """A solid fill takes its colour from ``bgColor`` here, where a cell's takes ``fgColor``
    (18.8.20): both say it."""
    pattern = _child(raw, b"patternFill")
    tag = next(scan.tags(pattern), None)
    if tag is None or tag.get("patternType") in (None, "none"):
        return b""
    colours = _children(pattern)
    solid = tag.get("patternType") == "solid"
    if solid and b"fgColor" in colours:
        name = prefix + b"fgColor"
        colours[b"bgColor"] = colours[b"fgColor"].replace(name, prefix + b"bgColor")
    opening = pattern[: tag.end - 2].rstrip() + b">" if tag.empty else pattern[: tag.end]
    inside = b"".join((opening, *colours.values(), b"</%bpatternFill>" % prefix))
    return b"<%bfill>%b</%bfill>" % (prefix, inside, prefix)


def _border(raw: bytes, prefix: bytes) -> bytes:
    """The lines around each cell, and where there are none: under it may lie a format that has
    some. Those within an area are ``vertical`` and ``horizontal``."""
    children = _children(raw)
    lines = [_line(children, (side,), side, prefix) for side in (*_ACROSS, *_ALONG)]
    lines += [_line(children, _ACROSS, b"vertical", prefix)]
    lines += [_line(children, _ALONG, b"horizontal", prefix)]
    return b"<%bborder>%b</%bborder>" % (prefix, b"".join(lines), prefix)


def _line(
    children: dict[bytes, bytes], sides: tuple[bytes, ...], name: bytes, prefix: bytes
) -> bytes:
    """The line of the first of some sides that has one."""
    for side in sides:
        line = children.get(side, b"")
        if b"style" in line:
            return line.replace(prefix + side, prefix + name)
    return b"<%b%b/>" % (prefix, name)

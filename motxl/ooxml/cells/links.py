"""Links from cells to places of the same workbook (ECMA-376 part 1, 18.3.1.47 ``hyperlink``)."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.a1 import CellRange
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.tail import inserted
from motxl.ooxml.xml import scan


def set_links(part: SheetPart, area: CellRange, links: Mapping[str, str]) -> bool:
    """Give the cells of ``area`` exactly these links, and no others; ``False`` if they had them.

    ``links`` maps an A1 cell to a location such as ``'Feuille 1'!B3``. Links to the web, which
    lead over a relationship, stay where they are.
    """
    tail = part.tail
    masked = scan.mask(tail)
    prefix = part.prefix
    kept: list[bytes] = []
    outer = scan.element(masked, part.root.prefixes, "hyperlinks")
    if outer is not None:
        span = (outer.inner_start, outer.inner_end)
        for element in scan.elements(masked, part.root.prefixes, "hyperlink", *span):
            raw = tail[element.start : element.end]
            if _is_elsewhere(element.tag, area) or leads_elsewhere(element.tag):
                kept.append(raw)
    made = [
        b'<%bhyperlink ref="%b" location="%b" display="%b"/>'
        % (prefix, cell.encode(), scan.escape_attribute(place), scan.escape_attribute(place))
        for cell, place in links.items()
    ]
    body = b"".join((*kept, *made))
    whole = b"<%bhyperlinks>%b</%bhyperlinks>" % (prefix, body, prefix) if body else b""
    if outer is not None:
        new = tail[: outer.start] + whole + tail[outer.end :]
    else:
        new = inserted(tail, "hyperlinks", whole)
    if new == tail:
        return False
    part.tail = new
    return True


def drop_links(part: SheetPart, area: CellRange) -> set[str]:
    """Take all links out of the cells of ``area``; the ids of the relationships over which some of
    them led, and no other link does."""
    set_links(part, area, {})
    tail = part.tail
    found = list(scan.elements(scan.mask(tail), part.root.prefixes, "hyperlink"))
    outside = [one for one in found if leads_elsewhere(one.tag)]
    gone = [one for one in outside if not _is_elsewhere(one.tag, area)]
    kept = {_over(one.tag) for one in outside if one not in gone}
    for one in reversed(gone):
        tail = tail[: one.start] + tail[one.end :]
    outer = scan.element(scan.mask(tail), part.root.prefixes, "hyperlinks")
    if gone and outer is not None and not tail[outer.inner_start : outer.inner_end].strip():
        tail = tail[: outer.start] + tail[outer.end :]
    part.tail = tail
    return {_over(one.tag) for one in gone} - kept


def _over(tag: scan.Tag) -> str:
    name = next(name for name in scan.attribute_names(tag.attributes) if name.endswith(":id"))
    return tag.get(name) or ""


def _is_elsewhere(tag: scan.Tag, area: CellRange) -> bool:
    try:
        place = CellRange.parse(tag.get("ref") or "")
    except ValueError:
        return True
    inside = area.first_row <= place.first_row and place.last_row <= area.last_row
    return not (
        inside and area.first_column <= place.first_column and place.last_column <= area.last_column
    )


def leads_elsewhere(tag: scan.Tag) -> bool:
    """Whether a link leads out of the workbook; its place is then one of another file."""
    return any(name.endswith(":id") for name in scan.attribute_names(tag.attributes))

"""Cells shaded by their numbers (18.3.1.16 ``colorScale``)."""

from __future__ import annotations

from motxl.a1 import CellRange
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.tail import inserted
from motxl.ooxml.xml import scan


def put_colour_scale(
    part: SheetPart, area: CellRange, low: str, high: str, *, instead: CellRange | None
) -> None:
    """Shade the numbers of ``area`` from 0 (``low``, RRGGBB) to the greatest (``high``).

    A scale of the same colours in the area ``instead`` goes; other formats stay. Raises
    ``XmlError`` when the sheet is damaged.
    """
    prefix = part.prefix
    colours = b"".join(b'<%bcolor rgb="FF%b"/>' % (prefix, one.encode()) for one in (low, high))
    tail = part.tail
    masked = scan.mask(tail)
    found = list(scan.elements(masked, part.root.prefixes, "conditionalFormatting"))
    for element in reversed(found):
        ours = colours in tail[element.inner_start : element.inner_end]
        if ours and instead is not None and _inside(element.tag.get("sqref") or "", instead):
            tail = tail[: element.start] + tail[element.end :]
    priorities = [
        scan.whole(tag.get("priority")) or 0
        for tag in scan.tags(scan.mask(tail))
        if tag.name.rpartition(b":")[2] == b"cfRule"
    ]
    element_ = (
        b'<%bconditionalFormatting sqref="%b"><%bcfRule type="colorScale" priority="%d">'
        b'<%bcolorScale><%bcfvo type="num" val="0"/><%bcfvo type="max"/>%b</%bcolorScale>'
        b"</%bcfRule></%bconditionalFormatting>"
    ) % (
        *(prefix, str(area).encode(), prefix, max(priorities, default=0) + 1, prefix, prefix),
        *(prefix, colours, prefix, prefix, prefix),
    )
    part.tail = inserted(tail, "conditionalFormatting", element_)


def _inside(sqref: str, area: CellRange) -> bool:
    """Whether all ranges of a list lie in an area."""
    try:
        ranges = [CellRange.parse(one) for one in sqref.split()]
    except ValueError:
        return False
    return bool(ranges) and all(
        area.first_row <= one.first_row
        and one.last_row <= area.last_row
        and area.first_column <= one.first_column
        and one.last_column <= area.last_column
        for one in ranges
    )

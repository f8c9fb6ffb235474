"""Charts on the drawing of a sheet (20.5.2), found again by their names."""

from __future__ import annotations

from motxl.a1 import CellRange
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.cells.tail import inserted
from motxl.ooxml.charts.bars import CONTENT_TYPE, BarChart
from motxl.ooxml.document import Document
from motxl.ooxml.opc.owned import free_name
from motxl.ooxml.xml import scan

_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SHEET_DRAWING = b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = b"http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = b"http://schemas.openxmlformats.org/drawingml/2006/chart"
_LINKS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<xdr:wsDr xmlns:xdr="%b" '
    b'xmlns:a="%b"></xdr:wsDr>' % (_SHEET_DRAWING, _MAIN)
)


def put_chart(
    document: Document, sheet: OpenSheet, name: str, chart: BarChart, area: CellRange, text: str
) -> None:
    """Draw a chart over the cells of ``area``; one of the same name is replaced where it is now.

    ``text`` describes it to those who cannot see it. Raises ``XmlError`` when the drawing is
    damaged.
    """
    package = document.package
    part = _chart_called(document, sheet, name)
    if part is not None:
        package.replace(part, chart.part())
        return
    drawing = _drawing(document, sheet)
    part = free_name(package, "xl/charts/chart1.xml", set())
    kind = _LINKS.decode() + "/chart"
    link = document.add_part(part, chart.part(), CONTENT_TYPE, source=drawing, kind=kind)
    working = package.xml(drawing)
    masked = scan.mask(working)
    top = scan.root(masked)
    anchor = _anchor(name, text, area, link, _next_id(masked))
    if top.tag.empty:
        opening = working[: top.tag.end - 2].rstrip() + b">"
        package.replace_xml(drawing, opening + anchor + b"</" + top.tag.name + b">")
        return
    end = masked.rfind(b"</")
    package.replace_xml(drawing, working[:end] + anchor + working[end:])


def _chart_called(document: Document, sheet: OpenSheet, name: str) -> str | None:
    """The part of the chart whose frame bears a name (20.1.2.2.8 ``cNvPr``)."""
    package = document.package
    for drawing in package.related(sheet.part_name, "drawing"):
        masked = scan.mask(package.xml(drawing))
        links = {link.id: link.target for link in package.relationships(drawing)}
        ours = False
        for tag in scan.tags(masked):
            local = tag.name.rpartition(b":")[2]
            if local == b"cNvPr" and not tag.closing:
                ours = tag.get("name") == name
            elif local == b"chart" and ours and not tag.closing:
                for value in scan.attributes_of(tag).values():
                    if value in links and package.has(links[value]):
                        return links[value]
    return None


def _drawing(document: Document, sheet: OpenSheet) -> str:
    """The sheet's drawing; a new one where it has none."""
    package = document.package
    found = package.related(sheet.part_name, "drawing")
    if found:
        return found[0]
    name = free_name(package, "xl/drawings/drawing1.xml", set())
    kind = _LINKS.decode() + "/drawing"
    link = document.add_part(name, _EMPTY, _DRAWING_TYPE, source=sheet.part_name, kind=kind)
    prefix = sheet.part.prefix
    element = b'<%bdrawing xmlns:r="%b" r:id="%b"/>' % (prefix, _LINKS, link.encode())
    sheet.part.tail = inserted(sheet.part.tail, "drawing", element)
    return name


def _next_id(masked: bytes) -> int:
    used = [
        scan.whole(tag.get("id")) or 0
        for tag in scan.tags(masked)
        if tag.name.rpartition(b":")[2] == b"cNvPr"
    ]
    return max(used, default=1) + 1


def _anchor(name: str, text: str, area: CellRange, link: str, identifier: int) -> bytes:
    """``twoCellAnchor`` (20.5.2.33), which moves with its cells and keeps its size."""

    def marker(tag: bytes, row: int, column: int) -> bytes:
        return (
            b"<xdr:%b><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row>"
            b"<xdr:rowOff>0</xdr:rowOff></xdr:%b>"
        ) % (tag, column, row, tag)

    return (
        b'<xdr:twoCellAnchor xmlns:xdr="%b" xmlns:a="%b" editAs="oneCell">%b%b<xdr:graphicFrame '
        b'macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="%b" descr="%b"/>'
        b'<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext '
        b'cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="%b"><c:chart xmlns:c="%b" '
        b'xmlns:r="%b" r:id="%b"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/>'
        b"</xdr:twoCellAnchor>"
    ) % (
        *(_SHEET_DRAWING, _MAIN, marker(b"from", area.first_row - 1, area.first_column - 1)),
        *(marker(b"to", area.last_row, area.last_column), identifier),
        *(scan.escape_attribute(name), scan.escape_attribute(text)),
        *(_CHART, _CHART, _LINKS, link.encode()),
    )

"""The pivot tables and caches that a workbook has, and who else filters them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from motxl.a1 import CellRange
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document
from motxl.ooxml.xml import scan

# 18.10.1.73 and [MS-XLSX] 2.4: slicers and timelines say which pivot tables they filter.
FILTERS = ("slicerCache", "timelineCache")


class PresentPivot(NamedTuple):
    sheet: OpenSheet
    part: str
    name: str
    area: CellRange
    pages: int
    """Filters above the table, which ``area`` leaves out"""
    cache: str | None
    """The part of its cache definition"""

    @property
    def whole(self) -> CellRange:
        """The area with the filters above it, and the blank row between."""
        above = self.pages + 1 if self.pages else 0
        return self.area._replace(first_row=max(1, self.area.first_row - above))


class PresentCache(NamedTuple):
    part: str
    id: int
    table: str
    """The table it reads; empty when it reads something else"""


class PivotConnection(NamedTuple):
    """A pivot table that a slicer or a timeline filters."""

    filter: str
    sheet_id: str
    pivot: str


def pivots(document: Document) -> list[PresentPivot]:
    """All pivot tables, in the order of the sheets. Raises ``XmlError`` or ``ValueError`` when
    damaged."""
    package = document.package
    found = []
    for sheet in document.open_sheets:
        for part in package.related(sheet.part_name, "pivotTable"):
            masked = scan.mask(package.xml(part))
            top = scan.root(masked)
            location = scan.element(masked, top.prefixes, "location")
            if location is None:
                raise scan.XmlError("location")
            caches = package.related(part, "pivotCacheDefinition")
            found.append(
                PresentPivot(
                    sheet,
                    part,
                    top.tag.get("name") or "",
                    CellRange.parse(location.tag.get("ref") or ""),
                    scan.whole(location.tag.get("rowPageCount")) or 0,
                    caches[0] if caches else None,
                )
            )
    return found


def caches(document: Document) -> list[PresentCache]:
    """The pivot caches that the workbook part lists."""
    package = document.package
    links = {link.id: link for link in package.relationships(document.part_name)}
    found = []
    masked = scan.mask(package.xml(document.part_name))
    for element in scan.elements(masked, scan.root(masked).prefixes, "pivotCache"):
        values = scan.attributes_of(element.tag)
        link = next((links[v] for n, v in values.items() if n.endswith(":id") and v in links), None)
        if link is not None and package.has(link.target):
            number = scan.whole(values.get("cacheId")) or 0
            found.append(PresentCache(link.target, number, _table_of(document, link.target)))
    return found


def _table_of(document: Document, part: str) -> str:
    masked = scan.mask(document.package.xml(part))
    source = scan.element(masked, scan.root(masked).prefixes, "worksheetSource")
    if source is None or source.tag.get("sheet"):
        return ""
    return source.tag.get("name") or ""


def connections(document: Document) -> Iterator[PivotConnection]:
    """What slicers and timelines filter."""
    package = document.package
    for kind in FILTERS:
        for part in package.related(document.part_name, kind):
            masked = scan.mask(package.xml(part))
            top = scan.root(masked)
            name = top.tag.get("name") or part
            for tag in scan.tags(masked):
                if tag.name.rpartition(b":")[2] == b"pivotTable" and not tag.closing:
                    yield PivotConnection(name, tag.get("tabId") or "", tag.get("name") or "")

"""Defined names and charts that covered all data rows of a table cover its new length too."""

from __future__ import annotations

from motxl.a1 import MAX_ROW, CellRange
from motxl.ooxml.cells.formulas import CellReference
from motxl.ooxml.cells.ranges import Growth
from motxl.ooxml.document import Document
from motxl.ooxml.rows.drawn import drawn_parts
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.rowmap import RowMap, Segment
from motxl.ooxml.rows.sheetranges import followed
from motxl.ooxml.xml import scan


class Growing(Following):
    """References to the data rows of a table whose length changes while no row moves."""

    def __init__(self, growth: Growth, sheet: str, order: list[str]) -> None:
        super().__init__(RowMap((Segment(1, MAX_ROW, 0),)), sheet, order)
        self._growth = growth

    def _absolute(self, reference: CellReference) -> CellReference:
        first, last = reference.first, reference.last
        if reference.single or not (first.column and last.column):
            return reference
        upper, lower = (first, last) if first.row <= last.row else (last, first)
        columns = sorted((first.column, last.column))
        area = CellRange(upper.row, columns[0], lower.row, columns[1])
        row = self._growth.of(area).last_row
        if first is upper:
            return reference._replace(last=last._replace(row=row))
        return reference._replace(first=first._replace(row=row))


def grow_references(document: Document, sheet: str, growth: Growth) -> None:
    """Rewrite the names and charts of the whole workbook."""
    package = document.package
    following = Growing(growth, sheet, [other.name for other in document.open_sheets])
    charts = [p for other in document.open_sheets for p in drawn_parts(package, other.part_name)]
    for part in [document.part_name, *dict.fromkeys(charts)]:
        data = package.xml(part)
        try:
            new = followed(data, None, following).data
        except scan.XmlError:
            raise package.damaged(part) from None
        if new != data:
            package.replace_xml(part, new)
    document.forget_names()

"""What stands in an area of a sheet that a table would grow into, or give up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from motxl.a1 import CellRange
from motxl.i18n import N_
from motxl.ooxml.cells import reading
from motxl.ooxml.cells.areas import Areas
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document
from motxl.ooxml.xml import scan

_FILLED = N_("a filled cell")
_MERGED = N_("merged cells")
_LINK = N_("a hyperlink")
_NOTE = N_("a comment")
_TABLE = N_("another table")
_PIVOT = N_("a pivot table")
_DRAWING = N_("a picture or chart")


class Obstacle(NamedTuple):
    """Something that must not be overwritten or left behind."""

    area: CellRange
    what: str
    """Untranslated: shown through ``_``"""


def touches(one: CellRange, other: CellRange) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def below(document: Document, sheet: OpenSheet, area: CellRange, table: str) -> Obstacle | None:
    """What a table (its part is ``table``) would overwrite if it grew into ``area``."""
    columns = range(area.first_column, area.last_column + 1)
    for cell in reading.raw_cells(sheet.part, columns, area.first_row, area.last_row):
        if cell.value is not None or cell.content:
            return Obstacle(CellRange(cell.row, cell.column, cell.row, cell.column), _FILLED)
    found = [*_attached(document, sheet), *_others(document, sheet, table)]
    return next((obstacle for obstacle in found if touches(obstacle.area, area)), None)


def attached(document: Document, sheet: OpenSheet, area: CellRange) -> Obstacle | None:
    """What hangs on the cells of ``area`` and would be left behind by them."""
    found = _attached(document, sheet)
    return next((obstacle for obstacle in found if touches(obstacle.area, area)), None)


def commented(document: Document, sheet: OpenSheet, area: CellRange) -> CellRange | None:
    """The first cell of ``area`` that has a comment."""
    found = (o.area for o in _attached(document, sheet) if o.what == _NOTE)
    return next((cell for cell in found if touches(cell, area)), None)


def not_for_a_table(
    document: Document, sheet: OpenSheet, area: CellRange, table: str
) -> Obstacle | None:
    """The first thing in ``area`` that a table (its part is ``table``) cannot take in."""
    found = [*_attached(document, sheet), *_others(document, sheet, table)]
    kinds = (_MERGED, _TABLE, _PIVOT)
    return next((o for o in found if o.what in kinds and touches(o.area, area)), None)


def in_the_way(
    document: Document, sheet: OpenSheet, area: CellRange, own: Sequence[CellRange]
) -> Obstacle | None:
    """What a pivot table would overwrite in ``area``; the areas of ``own`` may be."""
    mine = Areas(own)
    columns = range(area.first_column, area.last_column + 1)
    for cell in reading.raw_cells(sheet.part, columns, area.first_row, area.last_row):
        filled = cell.value is not None or cell.content
        if filled and not mine.contains(cell.row, cell.column):
            return Obstacle(CellRange(cell.row, cell.column, cell.row, cell.column), _FILLED)
    package = document.package
    found = [Obstacle(merged, _MERGED) for merged in sheet.merged_ranges]
    for part in package.related(sheet.part_name, "table"):
        found += _refs(package.xml(part), b"table", _TABLE)
    for part in package.related(sheet.part_name, "pivotTable"):
        found += _refs(package.xml(part), b"location", _PIVOT)
    inside = (o for o in found if touches(o.area, area))
    return next((o for o in inside if o.what != _PIVOT or not _within(o.area, own)), None)


def _within(area: CellRange, others: Sequence[CellRange]) -> bool:
    return any(touches(area, other) for other in others)


def _attached(document: Document, sheet: OpenSheet) -> Iterator[Obstacle]:
    for area in sheet.merged_ranges:
        yield Obstacle(area, _MERGED)
    for area in sheet.hyperlink_ranges:
        yield Obstacle(area, _LINK)
    for part in document.package.related(sheet.part_name, "comments"):
        yield from _refs(document.package.xml(part), b"comment", _NOTE)


def _others(document: Document, sheet: OpenSheet, table: str) -> Iterator[Obstacle]:
    package = document.package
    for part in package.related(sheet.part_name, "table"):
        if part.casefold() != table.casefold():
            yield from _refs(package.xml(part), b"table", _TABLE)
    for part in package.related(sheet.part_name, "pivotTable"):
        yield from _refs(package.xml(part), b"location", _PIVOT)
    for part in package.related(sheet.part_name, "drawing"):
        yield from _anchors(package.xml(part))


def _refs(working: bytes, name: bytes, what: str) -> Iterator[Obstacle]:
    for tag in scan.tags(scan.mask(working)):
        if tag.name.rpartition(b":")[2] == name and not tag.closing:
            try:
                yield Obstacle(CellRange.parse(tag.get("ref") or ""), what)
            except ValueError:
                continue


def _anchors(working: bytes) -> Iterator[Obstacle]:
    """The cells under the upper left corners of drawings (20.5.2.5 ``from``), 0-based there."""
    masked = scan.mask(working)
    inside, values = False, dict[bytes, int]()
    for tag in scan.tags(masked):
        name = tag.name.rpartition(b":")[2]
        if name == b"from":
            inside = not tag.closing
            if tag.closing and {b"row", b"col"} <= values.keys():
                row, column = values[b"row"] + 1, values[b"col"] + 1
                yield Obstacle(CellRange(row, column, row, column), _DRAWING)
        elif inside and name in (b"row", b"col") and not tag.closing:
            text = masked[tag.end : masked.find(b"<", tag.end)]
            values[name] = scan.whole(text.decode()) or 0

"""What the part of a sheet says of ranges and rows, beside the values of its cells."""

from __future__ import annotations

from motxl.a1 import CellRange
from motxl.ooxml.cells import reading
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.xml import scan


def array_ranges(part: SheetPart) -> list[CellRange]:
    """Ranges whose cells one formula fills (18.3.1.40: array and dataTable). Raises ``XmlError``
    for one that is no range."""
    found: list[CellRange] = []
    if not any(word in part.working for word in (b'"array"', b"'array'", b"dataTable")):
        return found
    for raw in reading.raw_cells(part, None):
        if b"array" in raw.content or b"dataTable" in raw.content:
            formula = scan.element(scan.mask(raw.content), part.root.prefixes, "f")
            if formula is not None and formula.tag.get("t") in ("array", "dataTable"):
                try:
                    found.append(CellRange.parse(formula.tag.get("ref") or "A1"))
                except ValueError:
                    raise scan.XmlError("ref") from None
    return found


def ranges(part: SheetPart, name: str) -> tuple[CellRange, ...]:
    """The ranges of the elements of a name that stand behind the cells; others than ranges are
    left out."""
    found: list[CellRange] = []
    for element in scan.elements(scan.mask(part.tail), part.root.prefixes, name):
        try:
            found.append(CellRange.parse(element.tag.get("ref") or ""))
        except ValueError:
            continue
    return tuple(found)


def links(part: SheetPart) -> tuple[tuple[str, str], ...]:
    """The first cell of each link to a place of the same workbook, and where it leads."""
    found: list[tuple[str, str]] = []
    for element in scan.elements(scan.mask(part.tail), part.root.prefixes, "hyperlink"):
        cell, location = element.tag.get("ref"), element.tag.get("location")
        if cell and location:
            found.append((cell.partition(":")[0], location))
    return tuple(found)


def hidden_rows(part: SheetPart) -> frozenset[int]:
    """Numbers of the rows that are hidden, by hand or by a filter."""
    if b"hidden" not in part.working:
        return frozenset()
    hidden: set[int] = set()
    for number in part.rows.numbers():
        data = part.rows.get(number) or b""
        tag = data[: data.find(b">") + 1]
        if b"hidden" in tag and next(scan.tags(data)).get("hidden") in ("1", "true"):
            hidden.add(number)
    return frozenset(hidden)

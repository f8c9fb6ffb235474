"""Hidden rows and columns that hold something: also those of filters and closed groups."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import column_letters
from motxl.inspection.finding import Finding, quoted
from motxl.package import Workbook, scan
from motxl.package.sheet import Sheet


def find(workbook: Workbook) -> Iterator[Finding]:
    for sheet in workbook.sheets:
        if workbook.package.has(sheet.part_name) and sheet.kind == "worksheet":
            yield from _of_sheet(sheet)


def _of_sheet(sheet: Sheet) -> Iterator[Finding]:
    rows, columns = sheet.hidden_rows, _hidden_columns(sheet)
    if not rows and not columns:
        return
    seen: set[tuple[str, int]] = set()
    for cell in sheet.cells():
        if not cell.text:
            continue
        if cell.row in rows and ("row", cell.row) not in seen:
            seen.add(("row", cell.row))
            yield Finding("hidden-row", f"{sheet.name}!{cell.row}:{cell.row}", quoted(cell.text))
        elif ("column", cell.column) not in seen and any(cell.column in span for span in columns):
            seen.add(("column", cell.column))
            letters = column_letters(cell.column)
            place = f"{sheet.name}!{letters}:{letters}"
            yield Finding("hidden-column", place, quoted(cell.text))


def _hidden_columns(sheet: Sheet) -> list[range]:
    """18.3.1.13 ``col``: hidden, or of no width."""
    found = []
    for element in scan.elements(scan.mask(sheet.part.head), sheet.part.root.prefixes, "col"):
        tag = element.tag
        width = tag.get("width")
        closed = tag.get("hidden") in ("1", "true") or (width is not None and not float(width))
        first, last = scan.whole(tag.get("min")), scan.whole(tag.get("max"))
        if closed and first and last:
            found.append(range(first, last + 1))
    return found

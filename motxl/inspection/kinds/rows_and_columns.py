"""Rows and columns that hold something and cannot be seen.

Hidden by hand, by a filter, by a closed group; as good as without height or width; above or left of
what frozen panes can show (18.3.1.66).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.a1 import MAX_COLUMN, column_letters, from_a1
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.xml import scan

_LEAST_HEIGHT, _LEAST_WIDTH = 3.0, 0.75
"""Points and characters: less shows no letter"""
_FEW = 60
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s[^>]*>")
_LOW = re.compile(rb"""\sht\s*=\s*["']\s*(?:\+?0*[0-2]?(?:\.\d*)?|[\d.]+[eE]-\d+)\s*["']""")


def find(parts: Parts) -> Iterator[Finding]:
    for sheet in parts.workbook.sheets:
        if parts.package.has(sheet.part_name) and sheet.kind == "worksheet":
            yield from _of_sheet(parts, sheet)


def _of_sheet(parts: Parts, sheet: Sheet) -> Iterator[Finding]:
    head, prefixes = scan.mask(sheet.part.head), sheet.part.root.prefixes
    rows = sheet.hidden_rows | _low_rows(parts, sheet, head, prefixes)
    columns = _hidden_columns(head, prefixes)
    above, left = _scrolled_away(head, prefixes)
    if not rows and not columns and not above and not left:
        return
    seen: set[tuple[str, int]] = set()
    if columns or left or len(rows) > _FEW:
        cells = sheet.cells()
    else:
        cells = (c for n in sorted({*rows, *range(1, above + 1)}) for c in sheet.cells(None, n, n))
    for cell in cells:
        if not cell.text or not cell.text.strip():
            continue
        row_hidden = cell.row in rows or cell.row <= above
        if row_hidden and ("row", cell.row) not in seen:
            seen.add(("row", cell.row))
            yield Finding("hidden-row", f"{sheet.name}!{cell.row}:{cell.row}", quoted(cell.text))
        elif ("column", cell.column) not in seen and (
            cell.column <= left or any(cell.column in span for span in columns)
        ):
            seen.add(("column", cell.column))
            letters = column_letters(cell.column)
            place = f"{sheet.name}!{letters}:{letters}"
            yield Finding("hidden-column", place, quoted(cell.text))


def _low_rows(parts: Parts, sheet: Sheet, head: bytes, prefixes: tuple[bytes, ...]) -> set[int]:
    """Rows without height: their own, or that of the sheet (18.3.1.81)."""
    usual = scan.element(head, prefixes, "sheetFormatPr")
    low = usual is not None and _size(usual.tag.get("defaultRowHeight"), 15.0) < _LEAST_HEIGHT
    found: set[int] = set()
    # What is written plainly has a height that shows, or none of its own.
    working = parts.xml(sheet.part_name) if low else parts.unusual(sheet.part_name)
    if low:
        starts = [match.start() for match in _ROW.finditer(working)]
    else:
        starts = [working.rfind(b"<", 0, match.start()) for match in _LOW.finditer(working)]
    for start in starts:
        tag = working[start : working.find(b">", start)]
        height = scan.attribute(tag, "ht")
        number = scan.whole(scan.attribute(tag, "r"))
        if number and (low if height is None else _size(height, 15.0) < _LEAST_HEIGHT):
            found.add(number)
    return found


def _hidden_columns(head: bytes, prefixes: tuple[bytes, ...]) -> list[range]:
    """18.3.1.13 ``col``: hidden, or of no width; and all others where the usual width is none."""
    usual = scan.element(head, prefixes, "sheetFormatPr")
    narrow = usual is not None and _size(usual.tag.get("defaultColWidth"), 8.0) < _LEAST_WIDTH
    found: list[range] = []
    listed: set[int] = set()
    for element in scan.elements(head, prefixes, "col"):
        tag = element.tag
        width = _size(tag.get("width"), 0.0 if narrow else 8.0)
        closed = tag.get("hidden") in ("1", "true") or width < _LEAST_WIDTH
        first, last = scan.whole(tag.get("min")), scan.whole(tag.get("max"))
        if first and last:
            listed.update(range(first, min(last, MAX_COLUMN) + 1) if narrow else ())
            if closed:
                found.append(range(first, last + 1))
    if narrow:
        found += [range(n, n + 1) for n in range(1, MAX_COLUMN + 1) if n not in listed]
    return found


def _scrolled_away(head: bytes, prefixes: tuple[bytes, ...]) -> tuple[int, int]:
    """The rows and columns before the corner of frozen panes: no scrolling brings them back."""
    rows = columns = 0
    for view in scan.elements(head, prefixes, "sheetView"):
        pane = scan.element(head, prefixes, "pane", view.inner_start, view.inner_end)
        corner = view.tag.get("topLeftCell")
        if pane is None or not corner or pane.tag.get("state") not in ("frozen", "frozenSplit"):
            continue
        try:
            row, column = from_a1(corner)
        except ValueError:
            continue
        rows = max(rows, row - 1 if _size(pane.tag.get("ySplit"), 0.0) else 0)
        columns = max(columns, column - 1 if _size(pane.tag.get("xSplit"), 0.0) else 0)
    return rows, columns


def _size(text: str | None, usual: float) -> float:
    try:
        return usual if text is None else float(text)
    except ValueError:
        return usual

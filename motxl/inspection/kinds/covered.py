"""Texts that have no place: under a merge, or beside the value of a cell."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import CellRange, to_a1
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local, text_of
from motxl.ooxml.sheet import Sheet

_FEW = 60


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.sheets:
        yield from _second_values(parts, part)
    for sheet in parts.workbook.sheets:
        if parts.package.has(sheet.part_name) and sheet.kind == "worksheet":
            yield from _under_merges(sheet)


def _second_values(parts: Parts, part: str) -> Iterator[Finding]:
    """A cell has one value (18.3.1.4): what its type does not ask for is not shown."""
    working = parts.unusual(part)
    if working.count(b"<is>") == working.count(b'"inlineStr"') and b":is>" not in working:
        return
    for cell in parts.tree(part).iter():
        inline = cell.get("t") == "inlineStr"
        for value in cell if local(cell) == "c" else ():
            if local(value) == ("v" if inline else "is") and text_of(value):
                place = f"{parts.place(part)}!{cell.get('r', '')}"
                yield Finding("hidden-text", place, quoted(text_of(value)))


def _under_merges(sheet: Sheet) -> Iterator[Finding]:
    merges = sheet.merged_ranges
    if not merges:
        return
    first = min(merge.first_row for merge in merges)
    last = max(merge.last_row for merge in merges)
    if len(merges) <= _FEW < last - first:
        cells = (
            (merge, cell)
            for merge in merges
            for cell in sheet.cells(None, merge.first_row, merge.last_row)
        )
    else:
        listed = [cell for cell in sheet.cells(None, first, last) if cell.text]
        last = max((cell.row for cell in listed), default=0)
        by_row: dict[int, list[CellRange]] = {}
        for merge in merges:
            for row in range(merge.first_row, min(merge.last_row, last) + 1):
                by_row.setdefault(row, []).append(merge)
        cells = ((merge, cell) for cell in listed for merge in by_row.get(cell.row, ()))
    for merge, cell in cells:
        corner = (cell.row, cell.column) == (merge.first_row, merge.first_column)
        text = (cell.text or "").strip()
        if text and not corner and merge.contains(cell.row, cell.column):
            yield Finding("hidden-text", f"{sheet.name}!{to_a1(*cell[:2])}", quoted(text))

"""Formulas of cells, as text (ECMA-376 part 1, 18.3.1.40 ``f``)."""

from __future__ import annotations

from motxl.ooxml.cells.cells import CellSpan, RowBytes
from motxl.ooxml.cells.formulas import translated
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import encode_markup

MAX_FORMULA = 8192
"""Characters ("Excel specifications and limits")"""


def formula_of(part: SheetPart, row: int, column: int) -> str | None:
    """The formula of a cell, without ``=``; ``None`` where it has none of its own.

    A shared formula reads as it does in this cell.

    :raises XmlError: the cell shares a formula that no cell holds.
    """
    opened = part.row(row)
    cell = opened.find(column) if opened is not None else None
    formula = opened.child(cell, "f") if opened is not None and cell is not None else None
    if opened is None or formula is None or formula.tag.get("t") == "dataTable":
        return None
    text = scan.character_data(opened.data[formula.inner_start : formula.inner_end])
    if text or formula.tag.get("t") != "shared":
        return text or None
    wanted = formula.tag.get("si")
    for number in part.rows.numbers():
        data = part.rows.get(number) or b""
        if b"shared" not in data:
            continue
        holder = RowBytes(number, data, part.prefix)
        for known in holder.cells:
            found = holder.child(known, "f")
            if found is None or found.tag.get("si") != wanted:
                continue
            text = scan.character_data(data[found.inner_start : found.inner_end])
            if text and found.tag.get("t") == "shared":
                return translated(text, row - number, column - known.column)
    raise scan.XmlError("si")


def fills_others(opened: RowBytes, cell: CellSpan | None) -> bool:
    """Whether a cell's formula is also that of other cells: shared, an array, a data table."""
    formula = opened.child(cell, "f") if cell is not None else None
    return formula is not None and formula.tag.get("ref") is not None


def formula_element(prefix: bytes, formula: str) -> bytes:
    """An ``<f>``; raises ``ValueError`` when Excel has no such formula."""
    text = formula.removeprefix("=")
    if not text.strip() or len(text) > MAX_FORMULA:
        raise ValueError(f"a formula of {len(text)} characters")
    return b"<%bf>%b</%bf>" % (prefix, encode_markup(text), prefix)

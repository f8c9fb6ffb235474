"""Putting rows of a sheet in another order, or taking some out, with all that refers to them."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document
from motxl.ooxml.rows.rowmap import RowMap, Span
from motxl.ooxml.rows.shift import RowShift
from motxl.ooxml.tablepart import TablePart


def arrange(
    document: Document,
    sheet: OpenSheet,
    order: Sequence[int],
    data: Span,
    table: TablePart | None = None,
) -> None:
    """The rows of ``data`` (first and last, 1-based) stand in ``order``; those not in it go.

    ``table`` is the one whose data rows they are. Raises ``ValueError`` when ``order`` names
    others.
    """
    first, last = data
    stay = set(order)
    if len(stay) != len(order) or not all(first <= row <= last for row in stay):
        raise ValueError(f"not rows of {first}-{last}, each once")
    if list(order) == list(range(first, last + 1)):
        return
    gone = [row for row in range(first, last + 1) if row not in stay]
    released = [index for row in gone for index in sheet.string_indices_of(row, row)]
    strings = document.strings
    if strings is not None:
        strings.count_users()  # while they are there
    RowShift(document, sheet, RowMap.arrange(order, data), table).apply()
    if strings is not None:
        for index in released:
            strings.release(index)

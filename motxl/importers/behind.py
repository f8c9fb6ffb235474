"""What of the source's sheets the new workbook does not have, or shows in another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange, to_a1
from motxl.i18n import _, ngettext
from motxl.ooxml import Sheet

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook


def shown_again(workbook: ReadableWorkbook, rows: Iterable[tuple[str, int]]) -> Iterator[str]:
    """A sentence on the rows (sheet, 1-based number) that are hidden there, where some are."""
    of_sheets: dict[str, set[int]] = {}
    for name, row in rows:
        of_sheets.setdefault(name, set()).add(row)
    hidden = 0
    for name, numbers in of_sheets.items():
        sheet = workbook.find_sheet(name)
        hidden += len(numbers & set(sheet.hidden_rows)) if sheet is not None else 0
    if hidden:
        yield ngettext(
            "{n} row that is hidden in the source is shown in the new workbook.",
            "{n} rows that are hidden in the source are shown in the new workbook.",
            hidden,
        ).format(n=hidden)


def left_behind(workbook: ReadableWorkbook, sheets: Sequence[str]) -> Iterator[str]:
    """A sentence on comments and links, which hang on cells, where there are any."""
    found: list[str] = []
    for name in sheets:
        sheet = workbook.find_sheet(name)
        if sheet is None:
            continue
        found += [f"{name}!{to_a1(*area[:2])}" for area in sheet.hyperlink_ranges]
        whole = CellRange(1, 1, MAX_ROW, MAX_COLUMN)
        comment = sheet.first_comment(whole) if isinstance(sheet, Sheet) else None
        found += [f"{name}!{comment}"] if comment is not None else []
    if found:
        yield _(
            "Comments and links of cells are not taken over (the first one is in {cell})."
        ).format(cell=found[0])

"""What of the source's sheets the new workbook does not have, or shows in another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange, to_a1
from motxl.i18n import _, ngettext
from motxl.ooxml import Sheet, Workbook

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


def looks_lost(
    workbook: ReadableWorkbook, cells: Mapping[tuple[str, int, int], bool]
) -> Iterator[str]:
    """A sentence on number formats, one on bold and the like, one on pictures, where there are any.
    ``cells`` (sheet, row, column) are those that were taken over, and whether they hold a number
    that is no date."""
    if not isinstance(workbook, Workbook):
        return
    formats: list[str] = []
    emphasis: list[str] = []
    for (name, row, column), is_number in cells.items():
        sheet = workbook[name]
        style = sheet.style_of((row, column))
        if is_number and not formats and workbook.styles.format(style).number_format not in _PLAIN:
            formats.append(f"{name}!{to_a1(row, column)}")
        elif not (is_number or emphasis) and any(
            run.properties.bold or run.properties.italic or run.properties.underlined
            for run in sheet.looks((row, column))
        ):
            emphasis.append(f"{name}!{to_a1(row, column)}")
    if formats:
        yield _("Number formats are not taken over (the first one is in {cell}).").format(
            cell=formats[0]
        )
    if emphasis:
        yield _(
            "Bold, italics and underlining are not taken over: the new workbook shows headings and "
            "actions in its own way (the first cell is {cell})."
        ).format(cell=emphasis[0])
    drawn = [
        one.name
        for one in workbook.sheets
        if one.is_worksheet and workbook.package.related(one.part_name, "drawing")
    ]
    if drawn:
        yield _(
            "Pictures, shapes and charts are not taken over (the first one is on the sheet "
            "{sheet})."
        ).format(sheet=drawn[0])


_PLAIN = frozenset({0, 49})
"""General, and text (18.8.30)"""

"""Texts and numbers that the eye does not see: in the colour of their ground, or formatted away."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.inspection.finding import Finding, quoted
from motxl.package import Workbook
from motxl.package.sheet import Sheet

_WHITE = "FFFFFF"


def find(workbook: Workbook) -> Iterator[Finding]:
    for sheet in workbook.sheets:
        if workbook.package.has(sheet.part_name) and sheet.kind == "worksheet":
            yield from _of_sheet(workbook, sheet)


def _of_sheet(workbook: Workbook, sheet: Sheet) -> Iterator[Finding]:
    styles = workbook.styles
    grounds: dict[int, tuple[str, str | None, bool]] = {}

    def look(style: int) -> tuple[str, str | None, bool]:
        """The ground, the colour of the font, and whether the format shows nothing at all."""
        if style not in grounds:
            ground = styles.fill_colour(style) or _WHITE
            grounds[style] = (ground, styles.font(style).colour, styles.shows_nothing(style))
        return grounds[style]

    texts = {}
    for text in sheet.runs():
        texts[text.row, text.column] = text.runs
    for cell in sheet.cells():
        if not cell.text or not cell.text.strip():
            continue
        ground, colour, nothing = look(cell.style)
        runs = texts.get((cell.row, cell.column))
        if nothing:
            hidden = cell.text
        elif runs is None:
            hidden = cell.text if colour == ground else ""
        else:
            hidden = "".join(run.text for run in runs if run.properties == ground)
        if hidden.strip():
            place = f"{sheet.name}!{to_a1(cell.row, cell.column)}"
            yield Finding("hidden-text", place, quoted(hidden))

"""Texts and numbers that the eye does not see: in the colour of their ground, or formatted away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from motxl.a1 import to_a1
from motxl.inspection.finding import Finding, quoted
from motxl.package import Workbook
from motxl.package.sheet import Sheet

_WHITE = "FFFFFF"
_Format = tuple[str, str | None, bool]


def find(workbook: Workbook) -> Iterator[Finding]:
    for sheet in workbook.sheets:
        if workbook.package.has(sheet.part_name) and sheet.kind == "worksheet":
            yield from _of_sheet(workbook, sheet)


def _of_sheet(workbook: Workbook, sheet: Sheet) -> Iterator[Finding]:
    looks = _Looks(workbook)
    styles = sheet.styles_in_use()
    if not any(looks.hides(style) for style in styles):
        grounds = {looks.of(style)[0] for style in styles}
        if not sheet.has_inline_texts() and not looks.colours_of_runs & grounds:
            return  # as a rule: then no cell needs to be read
    texts = {(text.row, text.column): text.runs for text in sheet.runs()}
    for cell in sheet.cells():
        if not cell.text or not cell.text.strip():
            continue
        ground, colour, nothing = looks.of(cell.style)
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


class _Looks:
    """What the formats of a workbook show."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        kinds = ("styles", "theme")
        parts = (p for kind in kinds for p in workbook.package.related(workbook.part_name, kind))
        self._formats, self._runs = _known(tuple(workbook.package.part(part) for part in parts))

    def of(self, style: int) -> _Format:
        """The ground, the colour of the font, and whether the format shows nothing at all."""
        found = self._formats.get(style)
        if found is None:
            styles = self._workbook.styles
            ground = styles.fill_colour(style) or _WHITE
            found = (ground, styles.font(style).colour, styles.shows_nothing(style))
            self._formats[style] = found
        return found

    def hides(self, style: int) -> bool:
        ground, colour, nothing = self.of(style)
        return nothing or colour == ground

    @cached_property
    def colours_of_runs(self) -> set[str]:
        """Those of the runs of shared strings that have a colour of their own."""
        strings = self._workbook.strings
        found = strings.run_properties() if strings is not None else set()
        for properties in found - self._runs.keys():
            self._runs[properties] = self._workbook.styles.palette.colour_of(properties)
        return {colour for properties in found if (colour := self._runs[properties])}


@lru_cache(maxsize=8)
def _known(_parts: tuple[bytes, ...]) -> tuple[dict[int, _Format], dict[bytes, str | None]]:
    """What was found out before with the same styles: extracts have them in common."""
    return {}, {}

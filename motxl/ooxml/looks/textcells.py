"""Texts in cells, and what their runs show in."""

from __future__ import annotations

from typing import NamedTuple

from motxl.ooxml.looks.palette import Palette
from motxl.ooxml.looks.rich import RichText
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.looks.styles import Styles
from motxl.text.runs import Run


class TextCell(NamedTuple):
    """A cell that holds text, with the colour in which each piece shows."""

    row: int
    column: int
    text: str
    runs: tuple[Run[str | None], ...]
    """Properties are ``RRGGBB``, or ``None`` for automatic"""
    formula: bool = False
    cell_colour: str | None = None
    """Of the cell's own font, which runs of plain text show"""


class Colours(dict[int, str | None]):
    """The colours of cells' own fonts, by format."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.palette = styles.palette

    def __missing__(self, style: int) -> str | None:
        colour = self[style] = self._styles.font(style).colour
        return colour


class Texts(dict[str, str]):
    """The texts of shared strings, by their indices as cells write them."""

    def __init__(self, strings: SharedStrings | None) -> None:
        self._strings = strings

    def __missing__(self, index: str) -> str:
        if self._strings is None or not index:
            return index
        text = self._strings.text(int(index))
        self[index] = text
        return text


def resolved(rich: RichText, own: str | None, palette: Palette) -> tuple[Run[str | None], ...]:
    """The runs with the colours in which they show; ``own`` is the cell font's."""
    return tuple(
        Run(run.text, own if run.properties is None else palette.colour_of(run.properties))
        for run in rich.runs
    )

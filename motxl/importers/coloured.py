"""The colours that pieces of a source's texts have, beside that of their cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from motxl.ooxml import ColouredText
from motxl.programme.cellvalue import CellValue
from motxl.text.colours import contrast
from motxl.text.runs import Run, merge

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableSheet

_LEAST_CONTRAST = 1.5
"""What is nearer to white than this nobody would see"""


def coloured_texts(
    sheet: ReadableSheet | None, rows: Sequence[Sequence[CellValue]]
) -> dict[tuple[int, int], ColouredText]:
    """The texts of a sheet that have several colours, by row and column, both 1-based. ``rows``
    are the values of the sheet, whose used range is searched."""
    width = max(map(len, rows), default=0)
    found: dict[tuple[int, int], ColouredText] = {}
    for one in sheet.runs(range(1, width + 1), 1, len(rows)) if sheet is not None else ():
        runs = merge(Run(run.text, _kept(run.properties, one.cell_colour)) for run in one.runs)
        if len(runs) > 1:
            found[one.row, one.column] = ColouredText(runs)
    return found


def without_first(text: str, start: int) -> str:
    """A text without its first ``start`` characters, the colours of the others kept."""
    if not start or not isinstance(text, ColouredText):
        return text[start:]
    runs: list[Run[str | None]] = []
    left = start
    for run in text.runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:]:
            runs.append(Run(run.text[cut:], run.properties))
    return ColouredText(runs)


def _kept(colour: str | None, own: str | None) -> str | None:
    """The colour of a piece of text, where it is another than that of its cell, and can be seen."""
    if colour is None or colour == own or contrast(colour, "FFFFFF") < _LEAST_CONTRAST:
        return None
    return None if contrast(colour, "000000") < _LEAST_CONTRAST else colour

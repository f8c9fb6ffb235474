"""The values of a whole sheet at once, where it holds nothing but numbers, days, texts and truths.

Times, formulas, errors and texts of a cell's own take more than this: whoever asks reads such a
sheet otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import cast

from motxl.a1 import MAX_COLUMN
from motxl.ooxml.cells.reading import is_regular
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.usualcells import CellAttributes, Cells, cells_of
from motxl.ooxml.dates import from_serial
from motxl.ooxml.xml import scan

Line = list[str | float | bool | date]
Grid = list[Line]
"""``grid[2][1]`` is the cell B3. Blank cells are empty texts, or missing at the end"""

_TRUTH = {"1": True, "0": False}
_COLUMNS = list(range(1, MAX_COLUMN + 1))


Convert = Callable[[str], str | float | bool | date]


def usual_values(
    part: SheetPart, text_of: Convert, number_of: Callable[[int], Convert], cells: int, text: int
) -> Grid | None:
    """The values of a part; ``None`` where it holds anything else, or more than so many cells from
    A1 on, or characters. A text is one object for all cells that refer to it.

    ``number_of`` gives what makes a value of a number in a format. ``ValueError`` from it,
    too, says that it is not read here.
    """
    if not is_regular(part):
        return None

    def convert_of(look: CellAttributes) -> Convert:
        if look.type == "n":
            return number_of(look.style)
        return {"s": text_of, "b": _TRUTH.__getitem__}.get(look.type, refuse)

    converts = _Converts(convert_of)
    grid: Grid = []
    try:
        for found in cells_of(part, None):
            if not isinstance(found, Cells) or found.rows != sorted(found.rows):
                return None
            if {look.type for look in found.looks} == {"s"}:
                values: Line = [*map(text_of, found.values)]
                text -= sum(map(len, cast("list[str]", values)))
            else:
                said = zip(found.looks, found.values, strict=True)
                values = [converts[look](written) if written else "" for look, written in said]
                text -= sum([len(value) for value in values if isinstance(value, str)])
            for row, line in _lines(found, values):
                gap = row - len(grid) - 1
                cells -= len(line) + gap + 1
                if gap < 0 or cells < 0 or text < 0:
                    return None
                if gap:
                    grid += [[] for _ in range(gap)]
                grid.append(line)
    except (scan.XmlError, ValueError, LookupError, OverflowError):
        return None
    while grid and not any(value != "" for value in grid[-1]):
        grid.pop()
    return grid


def _lines(found: Cells, values: Line) -> Iterator[tuple[int, Line]]:
    """The rows of some cells, each with its number, from column A on."""
    start = 0
    for row, end in dict(zip(found.rows, count(1), strict=False)).items():
        line, columns = values[start:end], found.columns[start:end]
        if columns != _COLUMNS[: end - start]:
            line = [""] * max(columns)
            for column, value in zip(columns, values[start:end], strict=True):
                line[column - 1] = value
        yield row, line
        start = end


def day_of(written: str, date1904: bool) -> date:
    """The day that a serial number stands for; raises ``ValueError`` for a time."""
    number = float(written)
    if number < 1 or number % 1:
        raise ValueError(written)
    return from_serial(number, date1904=date1904).date()


def refuse(written: str) -> str:
    """What is not read here."""
    raise ValueError(written)


class _Converts(dict[CellAttributes, Convert]):
    """What makes a value of what cells of a look hold."""

    def __init__(self, convert_of: Callable[[CellAttributes], Convert]) -> None:
        self._convert_of = convert_of

    def __missing__(self, look: CellAttributes) -> Convert:
        convert = self[look] = self._convert_of(look)
        return convert

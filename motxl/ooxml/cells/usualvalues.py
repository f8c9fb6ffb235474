"""The values of a whole sheet at once, where it holds nothing but numbers, days, texts and truths.

Times, formulas, errors and texts of a cell's own take more than this: whoever asks reads such a
sheet otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, islice
from operator import ne
from string import ascii_uppercase
from typing import cast

from motxl.a1 import MAX_ROW
from motxl.ooxml.cells.reading import is_regular
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.usualcells import Bytes, ColumnNumbers, Looks, WrittenCells, written_in
from motxl.ooxml.dates import from_serial
from motxl.ooxml.xml import scan

Line = list[str | float | bool | date]
Grid = list[Line]
"""``grid[2][1]`` is the cell B3. Blank cells are empty texts, or missing at the end"""

_TRUTH = {"1": True, "0": False}
_FIRST_COLUMNS = tuple(ascii_uppercase)

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

    converts, numbers = _Converts(text_of, number_of), ColumnNumbers()
    grid: Grid = []
    try:
        for found in written_in(part, None):
            if isinstance(found, Bytes):
                return None
            if {converts[attributes] for attributes in set(found.attributes)} == {text_of}:
                values: Line = [*map(text_of, found.values)]
                text -= sum(map(len, cast("list[str]", values)))
            else:
                said = zip(found.attributes, found.values, strict=True)
                values = [converts[look](written) if written else "" for look, written in said]
                text -= sum([len(value) for value in values if isinstance(value, str)])
            for row, line in _lines(found, values, numbers):
                gap = row - len(grid) - 1
                cells -= len(line) + gap + 1
                if gap < 0 or row > MAX_ROW or cells < 0 or text < 0:
                    return None
                if gap:
                    grid += [[] for _ in range(gap)]
                grid.append(line)
    except (scan.XmlError, ValueError, LookupError, OverflowError):
        return None
    while grid and not any(value != "" for value in grid[-1]):
        grid.pop()
    return grid


def _lines(found: WrittenCells, values: Line, numbers: ColumnNumbers) -> Iterator[tuple[int, Line]]:
    """The rows of some cells, each with its number, from column A on. Raises ``ValueError`` where
    the cells of one do not follow one another."""
    rows = found.rows
    ends = dict(zip(rows, count(1), strict=False))
    if sum(map(ne, rows, islice(rows, 1, None))) != len(ends) - 1:
        raise ValueError(rows)
    start = 0
    for row, end in ends.items():
        line, columns = values[start:end], found.columns[start:end]
        if columns != _FIRST_COLUMNS[: end - start]:
            places = [numbers[letters] for letters in columns]
            line = [""] * max(places)
            for column, value in zip(places, values[start:end], strict=True):
                line[column - 1] = value
        yield int(row), line
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


class _Converts(dict[str, Convert]):
    """What makes a value of what cells hold, by their attributes. Raises ``XmlError`` where these
    are unusual ones."""

    def __init__(self, text_of: Convert, number_of: Callable[[int], Convert]) -> None:
        self._of_type = {"s": text_of, "b": _TRUTH.__getitem__}
        self._number_of = number_of
        self._looks = Looks()

    def __missing__(self, attributes: str) -> Convert:
        look = self._looks[attributes]
        if look is None:
            raise scan.XmlError(attributes)
        convert = self._of_type.get(look.type, refuse)
        if look.type == "n":
            convert = self._number_of(look.style)
        self[attributes] = convert
        return convert

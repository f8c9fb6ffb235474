"""Cell references as numbers: rows and columns are counted from 1, as Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384  # XFD

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]*)")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]*):\$?([1-9][0-9]*)")


class Area(NamedTuple):
    """A rectangle of cells; its four sides belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def overlaps(self, other: Area) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, other: Area) -> bool:
        return (
            self.top <= other.top
            and self.left <= other.left
            and self.bottom >= other.bottom
            and self.right >= other.right
        )

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@lru_cache(1 << 16)  # the same few thousand, in every sheet
def position(reference: str) -> tuple[int, int] | None:
    """Row and column of ``B7`` or ``$B$7``; ``None`` for what is not one cell."""
    found = _CELL.fullmatch(reference)
    return (int(found[2]), column_number(found[1])) if found else None


def area(reference: str) -> Area | None:
    """The rectangle of ``A1``, ``A1:B2``, ``A:C`` or ``1:3``; ``None`` for anything else."""
    if columns := _COLUMNS.fullmatch(reference):
        return Area(1, column_number(columns[1]), LAST_ROW, column_number(columns[2]))
    if rows := _ROWS.fullmatch(reference):
        return Area(int(rows[1]), 1, int(rows[2]), LAST_COLUMN)
    first, _, last = reference.partition(":")
    start, end = position(first), position(last or first)
    return Area(*start, *end) if start and end else None


def areas(references: str) -> Iterator[Area]:
    """The rectangles of a ``sqref``, references with spaces between; unreadable ones left out."""
    return (found for one in references.split() if (found := area(one)))


def overlapping(named: list[tuple[str, Area]]) -> Iterator[tuple[str, str]]:
    """Each pair of names whose areas share a cell, swept from top to bottom."""
    open_areas: list[tuple[str, Area]] = []
    for name, current in sorted(named, key=lambda pair: pair[1]):
        open_areas = [pair for pair in open_areas if pair[1].bottom >= current.top]
        yield from ((other, name) for other, above in open_areas if above.overlaps(current))
        open_areas.append((name, current))

"""A1 references: rows and columns are 1-based, as Excel shows them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MAX_ROW = 1_048_576  # ECMA-376 part 1, 18.3.1.73
MAX_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """``1`` is ``A``, ``27`` is ``AA``. Not checked: whether a sheet has such a column."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """``A`` is ``1``, ``aa`` is ``27``. Not checked: whether these are letters of a column."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def to_a1(row: int, column: int) -> str:
    """``B3`` for row 3 and column 2. Not checked: whether a sheet has such a cell."""
    return f"{column_letters(column)}{row}"


def from_a1(reference: str) -> tuple[int, int]:
    """Row and column of ``B3`` or ``$B$3``; raises ``ValueError`` when it is no cell."""
    match = _CELL.match(reference)
    if match is None:
        raise ValueError(f"no reference to a cell: {reference}")
    row, column = int(match[2]), column_number(match[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise ValueError(f"beyond the last cell of a sheet: {reference}")
    return row, column


class CellRange(NamedTuple):
    """A rectangle of cells, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def parse(cls, reference: str) -> CellRange:
        """Read ``A1:C5`` or ``B2``. Raises ``ValueError`` otherwise."""
        first, colon, last = reference.partition(":")
        row, column = from_a1(first)
        last_row, last_column = from_a1(last) if colon else (row, column)
        return cls(
            min(row, last_row),
            min(column, last_column),
            max(row, last_row),
            max(column, last_column),
        )

    def __str__(self) -> str:
        first = to_a1(self.first_row, self.first_column)
        last = to_a1(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"

    def contains(self, row: int, column: int) -> bool:
        """Whether a cell lies in the range: both corners do."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )

    def meets(self, other: CellRange) -> bool:
        """Whether a cell is in both."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

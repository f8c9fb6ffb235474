"""A programme that is spread over several sheets, or over one column per level.

Rules know an entry by its row, and a programme stands on one sheet. Entries that stand elsewhere
get rows of their own, which no sheet has: these say in what order they come, and lead back to the
cells where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from motxl.a1 import column_letters, column_number, to_a1

# No sheet has as many rows, and no text of a rule holds such a number but as one of these rows.
_FIRST = 1_000_000_000
_PER_SHEET = 100_000_000
_PER_ROW = 16
_MADE = re.compile(r"(?<![0-9A-Za-z])([A-Z]{1,3})?([1-9][0-9]{9,})(?![0-9])")


class SpreadCell(NamedTuple):
    """A cell in which something of an entry stands."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return to_a1(self.row, self.column)


def spread_row(sheet: int, row: int, level: int = 0) -> int:
    """The row of an entry that stands in a row of a sheet, given by its place from 0; the order of
    such rows is that of the document. ``level`` tells those of one row apart, from 0 to 15."""
    return _FIRST + sheet * _PER_SHEET + row * _PER_ROW + level


class Spread:
    """Where the entries of a spread programme really stand."""

    def __init__(
        self, sheets: tuple[str, ...], own: Mapping[int, Mapping[int, int]] | None = None
    ) -> None:
        """``own``, by the rows of entries, says in which columns an entry has what stands in those
        of the programme."""
        self.sheets = sheets
        self._own = own or {}

    def at(self, row: int, column: int) -> SpreadCell:
        """The cell that a programme's row and column stand for."""
        sheet, rest = divmod(row - _FIRST, _PER_SHEET)
        own = self._own.get(row, {}).get(column, column)
        return SpreadCell(self.sheets[sheet], rest // _PER_ROW, own)

    def follows(self, row: int, before: int) -> bool:
        """Whether of two rows of the programme the one stands in the same row of a sheet as the
        other, or in the next one."""
        one, other = self.at(row, 1), self.at(before, 1)
        return one.sheet == other.sheet and one.row <= other.row + 1

    def in_words(self, text: str) -> str:
        """A text with rows and cells of the programme, with those of the sheets."""

        def told(match: re.Match[str]) -> str:
            letters, row = match[1], int(match[2])
            place = self.at(row, column_number(letters) if letters else 1)
            where = f"{column_letters(place.column)}{place.row}" if letters else str(place.row)
            return f"{place.sheet}!{where}" if len(self.sheets) > 1 else where

        return _MADE.sub(told, text)


def is_spread_row(row: int) -> bool:
    """Whether a row is one that no sheet has."""
    return row >= _FIRST

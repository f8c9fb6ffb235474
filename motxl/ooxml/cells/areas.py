"""Which cells lie in any of many ranges, told without asking each range for each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from motxl.a1 import CellRange


class Areas:
    """Ranges of one sheet; what they cover of a column is worked out when it is asked for."""

    def __init__(self, ranges: Sequence[CellRange]) -> None:
        self._ranges = ranges
        self._spans: dict[int, tuple[list[int], list[int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def contains(self, row: int, column: int) -> bool:
        if not self._ranges:
            return False
        if column not in self._spans:
            self._spans[column] = self._spans_of(column)
        firsts, lasts = self._spans[column]
        place = bisect_right(firsts, row) - 1
        return place >= 0 and row <= lasts[place]

    def _spans_of(self, column: int) -> tuple[list[int], list[int]]:
        """First and last rows of what is covered, in order, none touching another."""
        firsts: list[int] = []
        lasts: list[int] = []
        rows = sorted(
            (area.first_row, area.last_row)
            for area in self._ranges
            if area.first_column <= column <= area.last_column
        )
        for first, last in rows:
            if lasts and first <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], last)
            else:
                firsts.append(first)
                lasts.append(last)
        return firsts, lasts

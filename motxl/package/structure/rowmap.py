"""Where the rows of a sheet go when some are inserted, deleted or moved. Pure; rows are 1-based."""

from __future__ import annotations

from typing import NamedTuple

from motxl.a1 import MAX_ROW

Span = tuple[int, int]
"""First and last row, both included"""


class Segment(NamedTuple):
    """Rows that stay together, and by how much they move."""

    first: int
    last: int
    shift: int


class RowMap(NamedTuple):
    """The new place of every row of a sheet.

    ``data`` is the span of the table's data rows before: a range over all of them keeps covering
    all of them, also when rows are added at its very beginning or end.
    """

    segments: tuple[Segment, ...]
    inserted: Span | None = None
    """New rows, by their new numbers"""
    at: int = 0
    """The old row that the inserted ones come before"""
    data: Span = (1, MAX_ROW)

    @classmethod
    def insert(cls, before: int, count: int, data: Span) -> RowMap:
        above, below = Segment(1, before - 1, 0), Segment(before, MAX_ROW - count, count)
        return cls((above, below), (before, before + count - 1), before, data)

    @classmethod
    def delete(cls, first: int, count: int, data: Span) -> RowMap:
        above, below = Segment(1, first - 1, 0), Segment(first + count, MAX_ROW, -count)
        return cls((above, below), data=data)

    @classmethod
    def move(cls, first: int, count: int, before: int, data: Span) -> RowMap:
        """``before`` is an old row number, outside the moved rows."""
        last = first + count - 1
        if before > last:
            passed = Segment(last + 1, before - 1, -count)
            moved = Segment(first, last, before - 1 - last)
            middle = (moved, passed)
        else:
            moved = Segment(first, last, before - first)
            passed = Segment(before, first - 1, count)
            middle = (passed, moved)
        start = min(first, before)
        end = max(last, before - 1)
        return cls((Segment(1, start - 1, 0), *middle, Segment(end + 1, MAX_ROW, 0)), data=data)

    def row(self, number: int) -> int | None:
        """The new number of a row; ``None`` when it is deleted."""
        for segment in self.segments:
            if segment.first <= number <= segment.last:
                return number + segment.shift
        return None

    def nearest(self, number: int) -> int:
        """The new number of a row, or of the first one after it that is not deleted."""
        while number <= MAX_ROW:
            found = self.row(number)
            if found is not None:
                return found
            number = 1 + max(number, *(s.first - 1 for s in self.segments if s.first > number))
        return MAX_ROW

    def shift(self, first: int, last: int) -> int | None:
        """By how much all the rows of a span move; ``None`` when not by the same."""
        for segment in self.segments:
            if segment.first <= first and last <= segment.last:
                return segment.shift
        return None

    def spans(self, first: int, last: int) -> list[Span]:
        """Where the rows of a span lie now; rows inserted within it belong to it."""
        pieces = [
            (max(first, s.first) + s.shift, min(last, s.last) + s.shift)
            for s in self.segments
            if max(first, s.first) <= min(last, s.last)
        ]
        if self.inserted and (first < self.at <= last or self._covers(first, last)):
            pieces.append(self.inserted)
        merged: list[Span] = []
        for piece in sorted(pieces):
            if merged and piece[0] <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], piece[1]))
            else:
                merged.append(piece)
        return merged

    def _covers(self, first: int, last: int) -> bool:
        """Whether a span holds all data rows, and the new ones come right before or after it."""
        inside = first <= self.data[0] and last >= self.data[1]
        return inside and first <= self.at <= last + 1

    def touches(self, first: int, last: int) -> bool:
        """Whether a span is anything but left alone."""
        return self.spans(first, last) != [(first, last)]

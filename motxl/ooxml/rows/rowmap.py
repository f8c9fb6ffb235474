"""Where the rows of a sheet go when some are inserted, deleted or moved. Pure; rows are 1-based."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
    """In the order of the old rows; rows between two of them are deleted"""
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

    @classmethod
    def arrange(cls, order: Sequence[int], data: Span) -> RowMap:
        """``order`` lists the old rows of ``data`` as they stand from now on; others go."""
        moved = sorted((old, new - old) for new, old in enumerate(order, data[0]))
        segments = [Segment(1, data[0] - 1, 0)]
        for old, shift in moved:
            last = segments[-1]
            if last.last == old - 1 and last.shift == shift:
                segments[-1] = last._replace(last=old)
            else:
                segments.append(Segment(old, old, shift))
        segments.append(Segment(data[1] + 1, MAX_ROW, len(order) - (data[1] - data[0] + 1)))
        return cls(tuple(segments), data=data)

    def row(self, number: int) -> int | None:
        """The new number of a row; ``None`` when it is deleted."""
        segment = self.segments[self._at(number)]
        return number + segment.shift if segment.first <= number <= segment.last else None

    def new_numbers(self, numbers: Iterable[int]) -> Iterator[int | None]:
        """The new numbers of rows, which are given in ascending order."""
        segments = iter(self.segments)
        segment = next(segments)
        for number in numbers:
            while number > segment.last and (after := next(segments, None)) is not None:
                segment = after
            yield number + segment.shift if segment.first <= number <= segment.last else None

    def _at(self, number: int) -> int:
        """The index of the segment of a row, or of the last one before it."""
        return max(bisect_right(self.segments, number, key=lambda s: s.first) - 1, 0)

    def nearest(self, number: int) -> int:
        """The new number of a row, or of the first one after it that is not deleted."""
        found = self.row(number)
        if found is not None:
            return found
        following = self.segments[self._at(number) + 1 :]
        return following[0].first + following[0].shift if following else MAX_ROW

    def shift(self, first: int, last: int) -> int | None:
        """By how much all the rows of a span move; ``None`` when not by the same."""
        segment = self.segments[self._at(first)]
        return segment.shift if segment.first <= first and last <= segment.last else None

    def spans(self, first: int, last: int, *, grows: bool = True) -> list[Span]:
        """Where the rows of a span lie now; rows inserted within it belong to it.

        Without ``grows``, those at the very beginning or end of the data rows do not.
        """
        pieces = [
            (max(first, s.first) + s.shift, min(last, s.last) + s.shift)
            for s in self._meeting(first, last)
        ]
        if self.inserted and (first < self.at <= last or (grows and self._covers(first, last))):
            pieces.append(self.inserted)
        merged: list[Span] = []
        for piece in sorted(pieces):
            if merged and piece[0] <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], piece[1]))
            else:
                merged.append(piece)
        return merged

    def _meeting(self, first: int, last: int) -> Iterator[Segment]:
        for index in range(self._at(first), len(self.segments)):
            segment = self.segments[index]
            if segment.first > last:
                return
            if segment.last >= first:
                yield segment

    def _covers(self, first: int, last: int) -> bool:
        """Whether a span holds all data rows, and the new ones come right before or after it."""
        inside = first <= self.data[0] and last >= self.data[1]
        return inside and first <= self.at <= last + 1

    def touches(self, first: int, last: int) -> bool:
        """Whether a span is anything but left alone."""
        return self.spans(first, last) != [(first, last)]

"""The rows of one sheet (ECMA-376 part 1, 18.3.1.80 ``sheetData``): bytes by row number.

Rows that are not edited stay where they are in the sheet's bytes; edited and new ones are kept
apart until the sheet is written.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice

from motxl.a1 import MAX_ROW
from motxl.ooxml.cells.rowindex import places, usual_numbers
from motxl.ooxml.xml import scan

_NUMBER = re.compile(rb"""[\s]r\s*=\s*["']([0-9]{1,10})["']""")


@lru_cache(maxsize=16)
def _row_starts(prefix: bytes) -> re.Pattern[bytes]:
    name = rb"<" + re.escape(prefix) + rb"row(?![^\s/>])"
    return re.compile(name + rb'(?: r="([0-9]{1,10})"(?=[\s/>]))?(' + scan.ATTRIBUTES + rb")>")


class Rows:
    """Row elements in order, each with the blanks after it."""

    def __init__(self, working: bytes, masked: bytes, prefix: bytes, start: int, end: int) -> None:
        """``start`` and ``end`` delimit the content of ``sheetData``. Raises ``XmlError`` when rows
        are out of order or beyond the last row of a sheet."""
        self._working = working
        self._start, self._end = start, end
        self._opening = b"<" + prefix + b"row"
        self._edited: dict[int, bytes] = {}
        usual = usual_numbers(working, masked, prefix, start, end)
        self._numbers = array("l") if usual is None else usual
        if usual is None:
            self._look(masked, prefix)

    @cached_property
    def _offsets(self) -> array[int]:
        """Where the rows begin. Who reads a whole sheet needs no more than two of them."""
        return array("q", places(self._working, self._opening, self._start, self._end))

    def _look(self, masked: bytes, prefix: bytes) -> None:
        previous = 0
        self._offsets = array("q")
        for match in _row_starts(prefix).finditer(masked, self._start, self._end):
            told = match[1]  # as a rule it comes first
            if told is None:
                found = _NUMBER.search(match[2])
                told = found[1] if found else None
            number = int(told) if told else previous + 1
            if not previous < number <= MAX_ROW:
                raise scan.XmlError(f"row {number}")
            self._numbers.append(number)
            self._offsets.append(match.start())
            previous = number

    def _place(self, row: int) -> int | None:
        place = bisect_left(self._numbers, row)
        return place if place < len(self._numbers) and self._numbers[place] == row else None

    def _span(self, place: int) -> tuple[int, int]:
        last = place + 1 == len(self._offsets)
        return self._offsets[place], self._end if last else self._offsets[place + 1]

    def get(self, row: int) -> bytes | None:
        """The row's element as it stands now; ``None`` when the sheet has none."""
        edited = self._edited.get(row)
        if edited is not None:
            return edited or None
        place = self._place(row)
        if place is None:
            return None
        start, end = self._span(place)
        return self._working[start:end]

    def items(self) -> Iterator[tuple[int, bytes]]:
        """The rows that exist, in order, each with its number."""
        if self._edited:
            for row in self.numbers():
                yield row, self.get(row) or b""
            return
        working = self._working
        ends = chain(islice(self._offsets, 1, None), (self._end,))
        for number, start, end in zip(self._numbers, self._offsets, ends, strict=False):
            yield number, working[start:end]

    def put(self, row: int, element: bytes) -> None:
        """Replace, add or (when empty) take out a row."""
        self._edited[row] = element

    @property
    def edited(self) -> int:
        """How many rows were put."""
        return len(self._edited)

    def numbers(self, first: int = 1, last: int = MAX_ROW) -> list[int]:
        """The numbers of the rows that exist, in order."""
        places = slice(bisect_left(self._numbers, first), bisect_right(self._numbers, last))
        present = list(self._numbers[places])
        if self._edited:
            edited = {row for row in self._edited if first <= row <= last}
            present = sorted(set(present) - edited | {row for row in edited if self._edited[row]})
        return present

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the bytes as read of the rows from ``first`` to ``last``."""
        start = bisect_left(self._numbers, first)
        end = bisect_right(self._numbers, last)
        if start >= end:
            return self._end, self._end
        return self._offset(start), self._offset(end)

    def _offset(self, place: int) -> int:
        """Where a row begins, or all of them end."""
        if place == len(self._numbers):
            return self._end
        if "_offsets" not in self.__dict__:  # all begin with their number
            written = b'%b r="%d"' % (self._opening, self._numbers[place])
            at = self._working.find(written, self._start, self._end)
            if at >= 0:
                return at
        return self._offsets[place]

    def pieces(self) -> Iterator[bytes]:
        """The content of ``sheetData`` with the edits, in order."""
        if not self._edited:
            yield self._working[self._start : self._end]
            return
        position = self._start
        for row in sorted(self._edited):
            place = bisect_left(self._numbers, row)
            known = place < len(self._numbers) and self._numbers[place] == row
            start = self._offsets[place] if place < len(self._offsets) else self._end
            if start > position:
                yield self._working[position:start]
                position = start
            yield self._edited[row]
            if known:
                position = self._span(place)[1]
        yield self._working[position : self._end]

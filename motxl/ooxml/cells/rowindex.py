"""Where the rows of a sheet begin, told at once where all are written as Excel writes them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import islice
from operator import lt

from motxl.a1 import MAX_ROW

_NUMBERED = re.compile(rb' r="([0-9]{1,7})"[\s/>]')


def usual_rows(
    working: bytes, masked: bytes, prefix: bytes, start: int, end: int
) -> tuple[array[int], array[int]] | None:
    """The numbers and offsets of the rows between two offsets; ``None`` where not every one begins
    with its number, or where they are out of order."""
    if masked is not working or start == end:
        return None
    opening = b"<" + prefix + b"row"
    offsets = array("q", _places(working, opening, start, end))
    length, match = len(opening), _NUMBERED.match
    found = [match(working, at + length, end) for at in offsets]
    if not found or None in found:
        return None
    numbers = array("l", [int(one[1]) for one in found if one])
    ascending = all(map(lt, numbers, islice(numbers, 1, None)))
    if not ascending or numbers[0] < 1 or numbers[-1] > MAX_ROW:
        return None
    return numbers, offsets


def _places(working: bytes, opening: bytes, start: int, end: int) -> Iterator[int]:
    at = working.find(opening, start, end)
    while at >= 0:
        yield at
        at = working.find(opening, at + len(opening), end)

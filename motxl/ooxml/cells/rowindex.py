"""The numbers of the rows of a sheet, told at once where all are written as Excel writes them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import islice
from operator import lt

from motxl.a1 import MAX_ROW


def usual_numbers(
    working: bytes, masked: bytes, prefix: bytes, start: int, end: int
) -> array[int] | None:
    """The numbers of the rows between two offsets; ``None`` where not every one begins with its
    number, or where they are out of order."""
    if masked is not working:
        return None
    row = re.compile(rb'<%brow(?: r="([0-9]{1,7})"[\s/>])?' % re.escape(prefix))
    found = row.findall(working, start, end)
    if not found or not all(found):
        return None
    numbers = array("l", map(int, found))
    ascending = all(map(lt, numbers, islice(numbers, 1, None)))
    if not ascending or numbers[0] < 1 or numbers[-1] > MAX_ROW:
        return None
    return numbers


def places(working: bytes, opening: bytes, start: int, end: int) -> Iterator[int]:
    """Where something begins between two offsets."""
    at = working.find(opening, start, end)
    while at >= 0:
        yield at
        at = working.find(opening, at + len(opening), end)

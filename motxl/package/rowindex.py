"""Where the rows of a sheet begin, told at once where all are written as Excel writes them."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate, islice
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
    pieces = working[start:end].split(opening)
    del pieces[0]  # blanks, or nothing
    found = list(map(_NUMBERED.match, pieces))
    if not pieces or None in found:
        return None
    numbers = array("l", [int(one[1]) for one in found if one])
    ascending = all(map(lt, numbers, islice(numbers, 1, None)))
    if not ascending or numbers[0] < 1 or numbers[-1] > MAX_ROW:
        return None
    lengths = (len(opening) + len(piece) for piece in islice(pieces, len(pieces) - 1))
    first = working.find(opening, start, end)
    return numbers, array("q", accumulate(lengths, initial=first))

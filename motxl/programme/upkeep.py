"""What motxl keeps for itself in the workbook: Ordre, and the highest Réf. ever given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from motxl.a1 import to_a1
from motxl.programme.edits import SetValue
from motxl.programme.model import ORDRE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.sequences import longest_ascending
from motxl.programme.sorting import restored

REF = re.compile(r"(\d{4})-(\d{1,9})\Z")
_WIDTH = 3
_FINEST = 1e-6


def is_ref(text: str) -> bool:
    """Whether a text is a Réf. as motxl gives them: ``2025-037``."""
    return REF.match(text) is not None


def upkeep(programme: Programme) -> list[SetValue]:
    """The edits that bring both up to date; none when they are."""
    return [*_orders(programme), *_highest(programme)]


def year_and_number(ref: str) -> tuple[int, int] | None:
    """What a Réf. says: 2025 and 37 of ``2025-037``."""
    found = REF.match(ref)
    return (int(found[1]), int(found[2])) if found else None


def numbers_of(programme: Programme) -> list[int]:
    """The numbers of all Réf., in the order of the rows."""
    return [number for _year, number in _numbers(programme)]


def refs_of(programme: Programme, numbers: Sequence[int]) -> dict[int, str]:
    """The Réf. that have these numbers, each of the year of the row with the nearest one before
    it, or of the first."""
    known = sorted((number, year) for year, number in _numbers(programme))
    found = {}
    for number in numbers:
        at = max(0, bisect_left(known, (number, 0)) - 1)
        year = known[at][1] if known else programme.year
        found[number] = f"{year}-{number:0{_WIDTH}}"
    return found


def new_refs(programme: Programme, lacking: Collection[int]) -> dict[int, str]:
    """A Réf. for each row that lacks one of its own; by row.

    ``2025-139``: the programme's year and the next number, counted from the highest ever given.
    Nothing when neither the workbook nor another Réf. says the year.
    """
    numbers = _numbers(programme)
    years = Counter(year for year, _number in numbers)
    year = programme.year or (years.most_common(1)[0][0] if years else None)
    if year is None:
        return {}
    number = max([programme.highest_ref, *(number for _year, number in numbers)])
    rows = (entry.row for entry in programme.entries if entry.row in lacking)
    return {row: f"{year}-{at:0{_WIDTH}}" for at, row in enumerate(rows, number + 1)}


def _numbers(programme: Programme) -> list[tuple[int, int]]:
    found = (year_and_number(entry.ref) for entry in programme.entries)
    return [one for one in found if one]


def _highest(programme: Programme) -> Iterator[SetValue]:
    numbers = numbers_of(programme)
    if programme.highest_ref_cell and max(numbers, default=0) > programme.highest_ref:
        yield SetValue(*programme.highest_ref_cell, max(numbers))


def _orders(programme: Programme) -> Iterator[SetValue]:
    column = programme.columns.get(ORDRE)
    if column is None:
        return
    outline = Outline(programme)
    if outline.is_sorted_otherwise or _is_known_better(programme.entries, outline):
        return  # what Ordre keeps is all that is left of the programme's order
    for row, order in new_orders(programme.entries).items():
        yield SetValue(programme.sheet, to_a1(row, column), order)


def _is_known_better(entries: Sequence[Entry], outline: Outline) -> bool:
    """Whether codes go backwards less often in the order that Ordre keeps than as the rows stand:
    rows were moved, and their codes still say from where."""
    backwards = []
    for rows in (entries, restored(entries)):
        codes = [code for entry in rows if (code := outline.codes.get(entry.row)) is not None]
        backwards.append(sum(two < one for one, two in pairwise(codes)))
    return backwards[1] < backwards[0]


def new_orders(entries: Sequence[Entry]) -> dict[int, float]:
    """Ordre for rows that have none, or one that is not between their neighbours'; by row.

    As few rows as possible get another one: those outside a longest ascending sequence.
    """
    written = [_number(entry) for entry in entries]
    kept = set(longest_ascending(written))
    found: dict[int, float] = {}
    index = 0
    low = 0.0
    while index < len(entries):
        if index in kept:
            value = written[index]
            assert value is not None
            low = value
            index += 1
            continue
        start = index
        while index < len(entries) and index not in kept:
            index += 1
        following = written[index] if index < len(entries) else None
        count = index - start
        step = 1.0 if following is None else (following - low) / (count + 1)
        for place in range(count):
            order = low + step * (place + 1)
            found[entries[start + place].row] = int(order) if order.is_integer() else order
    if _is_too_fine(entries, written, found):
        orders = {entry.row: float(n) for n, entry in enumerate(entries, 1)}
        pairs = zip(entries, written, strict=True)
        return {e.row: orders[e.row] for e, value in pairs if value != orders[e.row]}
    return found


def _is_too_fine(
    entries: Sequence[Entry], written: Sequence[float | None], found: dict[int, float]
) -> bool:
    """Whether numbers were halved so often that two of them are the same, or nearly."""
    values = [found.get(entry.row, value) for entry, value in zip(entries, written, strict=True)]
    numbers = [value for value in values if value is not None]
    return any(b - a < _FINEST for a, b in pairwise(numbers))


def _number(entry: Entry) -> float | None:
    value = entry.value(ORDRE)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)

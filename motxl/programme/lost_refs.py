"""Réf. that were given and that no row has any more, and rows that may have had one of them.

Numbers are given one after the other and never again, up to the highest that the workbook keeps.
A row without a Réf. of its own is new, or its own was deleted or pasted over: an Ordre that no
other row has, and a number that is missing between the rows around, say so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from motxl.programme.model import ORDRE, Entry, Programme
from motxl.programme.sequences import longest_ascending
from motxl.programme.upkeep import numbers_of, refs_of, year_and_number

# With more missing than these it is a part of a programme.
_FEW, _SHARE = 10, 4


class Loss(NamedTuple):
    """What a row without a Réf. of its own may have lost."""

    ref: str | None
    """The one that it can only have had; ``None`` where there are several or none"""
    gone: tuple[str, ...]
    """Those that it may have had, by its place"""


class LostRefs(NamedTuple):
    """Réf. that no row has, one after the other."""

    refs: tuple[str, ...]
    before: Entry
    """The row that comes next, or the last one"""


def missing(programme: Programme) -> list[int]:
    """The numbers that were given and that no row has, ascending."""
    used = set(numbers_of(programme))
    highest = max(programme.highest_ref, max(used, default=0))
    if not used or highest - len(used) > max(_FEW, len(programme.entries)):
        return []  # it is a part of a programme: nothing is known from what is missing
    return sorted(set(range(1, highest + 1)) - used)


def losses(programme: Programme, lacking: Collection[int]) -> dict[int, Loss]:
    """For each of the rows ``lacking`` one of their own, by row, what may have been theirs. A row
    is left out that is new for sure: no number is missing, it was typed (it has no Ordre), or it
    was copied (its Ordre is another row's, too) to where none is missing."""
    numbers = missing(programme)
    if not numbers or not lacking:
        return {}
    entries = programme.entries
    bounds = _bounds(entries, lacking, numbers[-1])
    orders = Counter(entry.value(ORDRE) for entry in entries)
    ref_of = refs_of(programme, numbers)
    found: dict[int, Loss] = {}
    at = 0
    while at < len(entries):
        if entries[at].row not in lacking:
            at += 1
            continue
        end = at
        while end < len(entries) and entries[end].row in lacking and bounds[end] == bounds[at]:
            end += 1
        low, high = bounds[at]
        here = numbers[bisect_right(numbers, low) : bisect_left(numbers, high)]
        refs = tuple(ref_of[number] for number in here)
        for nth, entry in enumerate(entries[at:end]):
            order = entry.value(ORDRE)
            if order is None and programme.has(ORDRE):
                continue
            is_own = order is not None and orders[order] == 1
            if is_own and len(refs) == end - at:
                found[entry.row] = Loss(refs[nth], refs)
            elif is_own or refs:
                found[entry.row] = Loss(None, refs)
        at = end
    return found


def gone(programme: Programme) -> list[LostRefs]:
    """The Réf. that no row has, where no row lacks one that may have had it."""
    numbers, entries = missing(programme), programme.entries
    if not numbers or len(set(numbers_of(programme))) < len(entries):
        return []
    if len(numbers) > max(_FEW, len(entries) // _SHARE):
        return []
    ref_of = refs_of(programme, numbers)
    lows = [low for low, _high in _bounds(entries, (), numbers[-1])]
    found: list[LostRefs] = []
    for number in numbers:
        entry = entries[min(bisect_left(lows, number), len(entries) - 1)]
        ref = ref_of[number]
        if found and found[-1].before is entry and number - 1 in ref_of:
            found[-1] = LostRefs((*found[-1].refs, ref), entry)
        else:
            found.append(LostRefs((ref,), entry))
    return found


def _bounds(entries: Sequence[Entry], lacking: Collection[int], last: int) -> list[tuple[int, int]]:
    """For each row the numbers above and below it that are in order; its own, where that is."""
    numbers = [
        found[1] if entry.row not in lacking and (found := year_and_number(entry.ref)) else None
        for entry in entries
    ]
    kept = set(longest_ascending(numbers))
    lows: list[int] = []
    low = 0
    for at, number in enumerate(numbers):
        low = number if at in kept and number is not None else low
        lows.append(low)
    highs: list[int] = []
    high = last + 1
    for at in range(len(numbers) - 1, -1, -1):
        highs.append(high)
        number = numbers[at]
        high = number if at in kept and number is not None else high
    return list(zip(lows, reversed(highs), strict=True))

"""The fewest rows that have to be moved so that one order becomes another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved_of(places: Sequence[int]) -> set[int]:
    """Of rows in their new order, given by their old ``places`` (each once), those that moved: what
    is not in the longest run of rows whose order stayed. Returns indices of ``places``; the same
    for the same order, and none if nothing moved."""
    ends: list[int] = []
    """The lowest old place in which a run of a length ends, by the length less one"""
    last: list[int] = []
    before = [-1] * len(places)
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        if length == len(ends):
            ends.append(place)
            last.append(index)
        else:
            ends[length], last[length] = place, index
        before[index] = last[length - 1] if length else -1
    kept = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return set(range(len(places))) - kept

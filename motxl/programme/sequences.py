"""Order in sequences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T", bound=Any)


def longest_ascending(values: Sequence[T | None]) -> list[int]:
    """Indices of a longest strictly ascending subsequence (patience sorting).

    ``None`` is left out; of equal values, the first one counts.
    """
    tails: list[T] = []
    tail_at: list[int] = []
    before: dict[int, int | None] = {}
    for index, value in enumerate(values):
        if value is None:
            continue
        place = bisect_left(tails, value)
        if place < len(tails) and tails[place] == value:
            continue
        before[index] = tail_at[place - 1] if place else None
        if place == len(tails):
            tails.append(value)
            tail_at.append(index)
        else:
            tails[place], tail_at[place] = value, index
    chosen: list[int] = []
    at = tail_at[-1] if tail_at else None
    while at is not None:
        chosen.append(at)
        at = before[at]
    return chosen[::-1]

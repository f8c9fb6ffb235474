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


def in_every_longest_ascending(values: Sequence[T | None]) -> list[int]:
    """Indices of what every longest strictly ascending subsequence holds. ``None`` is left out."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    ending: list[int] = []  # the longest that ends with each
    tails: list[T] = []
    for _index, value in known:
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        ending.append(place)
    place_of: list[list[int]] = [[] for _ in tails]
    needed = len(tails) - 1
    highest: dict[int, T] = {}  # of those at each length that go on to the end
    for at in range(len(known) - 1, -1, -1):
        length, value = ending[at], known[at][1]
        if length == needed or (length + 1 in highest and value < highest[length + 1]):
            place_of[length].append(known[at][0])
            if length not in highest or value > highest[length]:
                highest[length] = value
    return sorted(indices[0] for indices in place_of if len(indices) == 1)


def heaviest_ascending(values: Sequence[T], weights: Sequence[int]) -> list[int]:
    """Indices of an ascending subsequence (equal ones may follow) of the greatest total weight.

    Of several the one that ends last. Takes n log n steps (a tree of prefix maxima).
    """
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    end = (0, -1)
    for index, value in enumerate(values):
        rank = ranks[value]
        weight, previous = _best_up_to(best, rank)
        before.append(previous)
        mine = (weight + weights[index], index)
        if mine[0] >= end[0]:
            end = mine
        while rank < len(best):
            if mine[0] >= best[rank][0]:
                best[rank] = mine
            rank += rank & -rank
    chosen: list[int] = []
    at = end[1]
    while at >= 0:
        chosen.append(at)
        at = before[at]
    return chosen[::-1]


def _best_up_to(best: Sequence[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank:
        if best[rank][0] >= found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found

"""Which codes converted cells were meant to hold, told by how they follow one another.

A column typed or pasted without the text format is converted from one end to the other, so that a
cell's neighbours are in doubt too: they are read together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from motxl.programme.codes import Code

Follows = Callable[[Code, Code], bool]


def meant(
    readings: Sequence[Sequence[Code]],
    previous: Code | None,
    following: Code | None,
    follows: Follows,
) -> list[list[Code]]:
    """For each cell of a stretch, the readings that fit best with those of all the others.

    ``readings`` are the codes that each cell may have been; ``previous`` and ``following`` are
    known and stand around the stretch. A cell with one result holds that code; one with several is
    in doubt, one with none fits nowhere.
    """
    before = _misfits(readings, previous, follows)
    after = _misfits([*reversed(readings)], following, lambda one, other: follows(other, one))[::-1]
    kept: list[list[Code]] = []
    for options, forwards, backwards in zip(readings, before, after, strict=True):
        total = [one + other for one, other in zip(forwards, backwards, strict=True)]
        kept.append([code for code, cost in zip(options, total, strict=True) if cost == min(total)])
    neighbours = [[previous] if previous else [], *kept, [following] if following else []]
    return [
        codes if _belong(neighbours[at], codes, neighbours[at + 2], follows, readings[at]) else []
        for at, codes in enumerate(kept)
    ]


def _belong(
    earlier: Sequence[Code],
    codes: Sequence[Code],
    later: Sequence[Code],
    follows: Follows,
    readings: Sequence[Code],
) -> bool:
    """Whether codes go with both neighbours; with one, where a cell can be read in one way only:
    a code may be missing beside it."""
    before, after = _fit(earlier, codes, follows), _fit(codes, later, follows)
    return (before and after) or (len(readings) == 1 and (before or after))


def _misfits(
    readings: Sequence[Sequence[Code]], edge: Code | None, follows: Follows
) -> list[list[int]]:
    """For each reading of each cell, how many times a code does not follow, at the least, on the
    way to it from the edge."""
    costs: list[list[int]] = []
    earlier: Sequence[Code] = [edge] if edge else []
    so_far = [0] * len(earlier)
    for options in readings:
        so_far = [
            min(
                (
                    cost + (not follows(one, code))
                    for one, cost in zip(earlier, so_far, strict=True)
                ),
                default=0,
            )
            for code in options
        ]
        costs.append(so_far)
        earlier = options
    return costs


def _fit(earlier: Sequence[Code], later: Sequence[Code], follows: Follows) -> bool:
    """Whether nothing stands on one side, or some code there goes with one of these."""
    if not earlier or not later:
        return True
    return any(follows(one, other) for one in earlier for other in later)

"""Order in sequences, against trying everything."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.sequences import heaviest_ascending, longest_ascending

VALUES = st.lists(st.integers(0, 6), max_size=9)


def subsequences(values: list[int]) -> list[tuple[int, ...]]:
    places = range(len(values))
    return [chosen for n in range(len(values) + 1) for chosen in combinations(places, n)]


@given(VALUES)
def test_longest(values: list[int]) -> None:
    found = longest_ascending(values)
    assert all(values[a] < values[b] and a < b for a, b in pairwise(found))
    ascending = [
        chosen
        for chosen in subsequences(values)
        if all(values[a] < values[b] for a, b in pairwise(chosen))
    ]
    assert len(found) == max(map(len, ascending))


@given(VALUES, st.data())
def test_heaviest(values: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 5), min_size=len(values), max_size=len(values)))
    found = heaviest_ascending(values, weights)
    assert all(values[a] <= values[b] and a < b for a, b in pairwise(found))
    best = max(
        sum(weights[place] for place in chosen)
        for chosen in subsequences(values)
        if all(values[a] <= values[b] for a, b in pairwise(chosen))
    )
    assert sum(weights[place] for place in found) == best

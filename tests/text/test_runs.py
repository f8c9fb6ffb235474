"""Cutting runs: the text never changes, and nothing outside the span does."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.text.runs import Run, change, merge, text_of

RUNS = st.lists(st.builds(Run, st.text(max_size=5), st.sampled_from("abc")), max_size=6).map(tuple)


def by_character(runs: tuple[Run[str], ...]) -> list[str]:
    return [run.properties for run in runs for _ in run.text]


@given(RUNS, st.data())
def test_only_the_span_changes(runs: tuple[Run[str], ...], data: st.DataObject) -> None:
    length = len(text_of(runs))
    end = data.draw(st.integers(0, length))
    start = data.draw(st.integers(0, end))
    changed = change(runs, start, end, str.upper)
    assert text_of(changed) == text_of(runs)
    before, after = by_character(runs), by_character(changed)
    assert after[:start] + after[end:] == before[:start] + before[end:]
    assert after[start:end] == [p.upper() for p in before[start:end]]


@given(RUNS)
def test_merging_keeps_every_character_and_its_properties(runs: tuple[Run[str], ...]) -> None:
    merged = merge(runs)
    assert text_of(merged) == text_of(runs)
    assert by_character(merged) == by_character(runs)
    assert all(a.properties != b.properties for a, b in itertools.pairwise(merged))
    assert merge(merged) == merged


def test_a_span_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        change((Run("abc", "a"),), 1, 4, str.upper)

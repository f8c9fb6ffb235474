"""Several texts put into a cell at once are what they are one by one, from right to left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from motxl.ooxml.looks.rich import RawRun, replaced
from motxl.text.runs import Run, text_of

RUNS = st.lists(st.text("ab ", max_size=4), min_size=1, max_size=6).map(
    lambda texts: [Run(text, b"<rPr%d/>" % number) for number, text in enumerate(texts)]
)


@st.composite
def texts_in(draw: st.DrawFn) -> tuple[list[RawRun], list[tuple[int, int, str]]]:
    runs: list[RawRun] = list(draw(RUNS))
    length = len(text_of(runs))
    places = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    found = [
        (start, end, draw(st.text("XY", max_size=2)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    return runs, [one for n, one in enumerate(found) if one[0] not in {two[0] for two in found[:n]}]


@given(texts_in())
def test_at_once_and_one_by_one(given: tuple[list[RawRun], list[tuple[int, int, str]]]) -> None:
    runs, texts = given
    one_by_one = runs
    for text in reversed(texts):
        one_by_one = replaced(one_by_one, [text])
    at_once = replaced(runs, texts)
    assert [one for one in at_once if one.text] == [one for one in one_by_one if one.text]


def test_an_insertion_is_of_the_run_before() -> None:
    runs: list[RawRun] = [Run("ab", b"<a/>"), Run("cd", b"<b/>")]
    assert replaced(runs, [(2, 2, "X")]) == [Run("abX", b"<a/>"), Run("cd", b"<b/>")]
    assert replaced(runs, [(0, 0, "X"), (1, 3, "Y")]) == [Run("XaY", b"<a/>"), Run("d", b"<b/>")]
    assert replaced([], [(0, 0, "X")]) == [Run("X", None)]

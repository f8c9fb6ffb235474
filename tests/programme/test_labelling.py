"""The cheapest walk is found without looking at what costs too much to matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from motxl.programme.codes import Code, format_code
from motxl.programme.labelling import ANY, NO_HEADING, RowEvidence, _read, _walks, label

_WIDTH = 16

codes = st.lists(st.integers(0, 4), min_size=1, max_size=3).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> RowEvidence:
    code: Code | None = draw(st.none() | codes)
    text = format_code(code) if code else draw(st.sampled_from(("", "x", "1,1", "l.2")))
    readings = tuple(draw(st.lists(codes, max_size=2))) if code is None else ()
    flags = (draw(st.booleans()) and draw(st.booleans()) for _ in range(3))
    axis = draw(st.none() | st.integers(1, 4))
    return RowEvidence(
        text, code, readings, draw(st.sampled_from((ANY, NO_HEADING, 1, 2, 3))), *flags, axis
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=14), st.none() | codes, st.lists(rows(), max_size=4))
def test_no_label_depends_on_what_was_not_looked_at(
    some: list[RowEvidence], before: Code | None, after: list[RowEvidence]
) -> None:
    every = _read(some, *_walks([*some, *after], before, _WIDTH, float("inf")))
    for found, expected in zip(label(some, before, after), every, strict=True):
        assert found._replace(margin=0) == expected._replace(margin=0)
        assert found.margin == expected.margin or min(found.margin, expected.margin) >= 1

"""The cheapest walk is found without looking at what costs too much to matter, and not looked for
where it can only be what is written."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from motxl.programme.codes import Code, format_code
from motxl.programme.labelling import (
    ANY,
    NO_HEADING,
    RowEvidence,
    _read,
    _walks,
    label,
    stand_as_written,
)
from motxl.programme.scheme import MOT

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


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=14), st.none() | codes, st.lists(rows(), max_size=4))
def test_no_label_depends_on_what_was_not_looked_at(
    some: list[RowEvidence], before: Code | None, after: list[RowEvidence]
) -> None:
    every = _read(some, *_walks([*some, *after], before, MOT, _WIDTH, float("inf")))
    for found, expected in zip(label(some, before, after), every, strict=True):
        assert found._replace(margin=0) == expected._replace(margin=0)
        assert found.margin == expected.margin or min(found.margin, expected.margin) >= 1


@st.composite
def nearly_right(draw: st.DrawFn) -> list[RowEvidence]:
    """Rows of which most say what they should, with a heading, a Type or a code that does not."""
    found: list[RowEvidence] = []
    state: Code = (1,)
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(("action", "sibling", "below", "far")))
        if kind == "sibling":
            state = (*state[:-1], state[-1] + draw(st.sampled_from((1, 1, 2))))
        elif kind == "below" and len(state) < 3:
            state = (*state, draw(st.sampled_from((0, 1, 1, 2))))
        elif kind == "far":
            state = draw(codes)
        typed = NO_HEADING if kind == "action" else len(state)
        level = draw(st.sampled_from((typed, typed, ANY)))
        axis = draw(st.sampled_from((None, None, state[0])))
        found.append(
            RowEvidence(
                format_code(state), state, (), level, after_gap=draw(st.booleans()), axis=axis
            )
        )
    return found


# Most that is drawn does not stand as written: a case that does takes as long as ten other tests.
@settings(
    max_examples=int(os.environ.get("MOTXL_LABELLINGS", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(nearly_right(), st.none() | codes, st.lists(rows(), max_size=1))
@pytest.mark.slow
def test_rows_that_stand_as_written_carry_what_is_written(
    some: list[RowEvidence], before: Code | None, more: list[RowEvidence]
) -> None:
    every = [*some, *more]
    assume(stand_as_written(every, before))
    state = before
    for row, found in zip(every, label(every, before, ()), strict=True):
        assert (found.code, found.is_heading) == (row.code, row.code != state)
        assert not found.stands_elsewhere
        state = row.code


def test_a_row_that_may_be_another_one_does_not_stand_as_written() -> None:
    heading, action = (
        RowEvidence("1.1", (1, 1), level=2),
        RowEvidence("1.1", (1, 1), level=NO_HEADING),
    )
    assert stand_as_written([heading, action], (1,))
    for wrong in (
        RowEvidence("", None),
        action._replace(text="1.2", code=(1, 2)),
        heading._replace(level=3),
        action._replace(moved=True),
        heading._replace(text="3.1", code=(3, 1)),
    ):
        assert not stand_as_written([heading, action, wrong], (1,)), wrong

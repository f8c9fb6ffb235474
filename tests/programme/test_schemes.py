"""Whatever a programme counts in: what is right is silent, each slip is told once, and renumber
gives the scheme back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from motxl.programme.outline import Outline
from motxl.programme.renumbering import renumber
from motxl.programme.scheme import Scheme
from tests.programme.of_schemes import (
    Line,
    found_in,
    lines,
    of_lines,
    schemes,
    siblings,
    with_codes,
)

pytestmark = pytest.mark.slow
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Scheme, list[Line]]:
    scheme = draw(schemes())
    assume(scheme.confusable() is None)
    return scheme, draw(lines(scheme))


def _renumbered(scheme: Scheme, changed: list[Line], *, typed: bool) -> list[str]:
    """What the cells of the codes hold after all is numbered anew."""
    programme = of_lines(scheme, changed, typed=typed)
    found = renumber(programme)
    assert not found.obstacles
    new = {one.entry.row: one.written for one in found.changed}
    return [new.get(entry.row, entry.code_text) for entry in programme.entries]


@many
@given(programmes(), st.booleans())
def test_a_right_programme_is_read_as_it_was_written(
    drawn: tuple[Scheme, list[Line]], typed: bool
) -> None:
    scheme, right = drawn
    programme = of_lines(scheme, right, typed=typed)
    assert [Outline(programme).codes[entry.row] for entry in programme.entries] == [
        line.code for line in right
    ]
    assert [entry.code is None for entry in programme.entries] == [not one.written for one in right]
    assert found_in(programme) == []
    assert _renumbered(scheme, right, typed=typed) == [line.written for line in right]


@many
@given(programmes(), st.booleans(), st.data())
def test_a_gap_is_told_once(
    drawn: tuple[Scheme, list[Line]], typed: bool, data: st.DataObject
) -> None:
    scheme, right = drawn
    pairs = siblings(right)
    assume(pairs)
    at, following = data.draw(st.sampled_from(pairs))
    first = right[at].code[-1] == 1 and (
        len(right[at].code) == 1 or scheme.headings[len(right[at].code) - 1].counting != "parent"
    )
    assume(not first)  # it may begin with any
    left = right[:at] + right[following:]
    found = found_in(of_lines(scheme, left, typed=typed))
    assert [(one.rule, one.row) for one in found] == [("NUM005", at + 2)]
    assert len(_renumbered(scheme, left, typed=typed)) == len(left)


@many
@given(programmes(), st.data())
def test_a_code_given_twice_is_told_once(
    drawn: tuple[Scheme, list[Line]], data: st.DataObject
) -> None:
    scheme, right = drawn
    pairs = siblings(right)
    assume(pairs)
    at, following = data.draw(st.sampled_from(pairs))
    changed = with_codes(right, scheme, {following: right[at].code})
    found = found_in(of_lines(scheme, changed, typed=True))
    assert len({one.row for one in found}) == 1, found
    assert _renumbered(scheme, changed, typed=True) == [line.written for line in right]


@many
@given(programmes(), st.data())
def test_two_codes_exchanged_are_told_once(
    drawn: tuple[Scheme, list[Line]], data: st.DataObject
) -> None:
    scheme, right = drawn
    pairs = siblings(right)
    assume(pairs)
    # The first two of a count may as well be wrong as one of them: axes begin with any number.
    pairs = [pair for pair in pairs if right[pair[0]].code[-1] > 1]
    assume(pairs)
    at, following = data.draw(st.sampled_from(pairs))
    codes = {at: right[following].code, following: right[at].code}
    changed = with_codes(right, scheme, codes)
    found = found_in(of_lines(scheme, changed, typed=True))
    assert len(found) == 1, found
    own = {at + 2, following + 2}
    own |= {n + 2 for n, line in enumerate(right) if line.code in codes.values()}
    assert {one.row for one in found} <= own
    assert _renumbered(scheme, changed, typed=True) == [line.written for line in right]

"""Codes that were converted, some or all of them, are found again or left in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motxl.programme.codes import Code, format_code
from motxl.programme.meant import meant
from motxl.programme.model import AXE, LABEL, CellValue, Entry, Programme
from motxl.programme.outline import Outline, successors

Convert = Callable[[Code], CellValue]


def in_french(code: Code) -> CellValue:
    if len(code) == 1:
        return code[0]
    day, month, year = (*code, 26)[:3]
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return format_code(code)


def in_english(code: Code) -> CellValue:
    return format_code(code) if len(code) == 3 else float(format_code(code))


@st.composite
def programmes(draw: st.DrawFn) -> list[Code]:
    """A well-numbered programme: headings and, under the lowest of them, actions."""
    codes: list[Code] = []
    for axis in range(1, draw(st.integers(1, 3)) + 1):
        codes.append((axis,))
        for objective in range(1, draw(st.integers(1, 13)) + 1):
            subs = draw(st.integers(0, 3))
            actions = draw(st.integers(0, 3))
            codes += [(axis, objective)] * (1 + (actions if not subs else 0))
            for sub in range(1, subs + 1):
                codes += [(axis, objective, sub)] * (1 + actions)
    return codes


def outline_of(values: list[CellValue]) -> Outline:
    columns = {AXE: 1, LABEL: 2}
    entries = [Entry(row, columns, [value, "Texte"]) for row, value in enumerate(values, 2)]
    return Outline(Programme("Programme", columns, entries))


@pytest.mark.parametrize("convert", [in_french, in_english])
@given(codes=programmes())
@settings(deadline=None)
def test_a_whole_column_is_found_again(convert: Convert, codes: list[Code]) -> None:
    outline = outline_of([convert(code) for code in codes])
    assert [outline.codes.get(entry.row) for entry in outline.entries] == codes


@pytest.mark.parametrize("convert", [in_french, in_english])
@given(codes=programmes(), data=st.data())
@settings(deadline=None)
def test_what_is_proposed_alone_is_right(
    convert: Convert, codes: list[Code], data: st.DataObject
) -> None:
    typed = data.draw(st.sets(st.integers(0, len(codes) - 1)))
    values = [convert(code) if at in typed else format_code(code) for at, code in enumerate(codes)]
    outline = outline_of(values)
    for at in typed:
        if not isinstance(values[at], str):
            assert codes[at] in outline.candidates(outline.entries[at])
            assert outline.codes.get(at + 2, codes[at]) == codes[at]


def test_what_fits_nowhere_is_no_proposal() -> None:
    def follows(one: Code, other: Code) -> bool:
        return other in successors(one)

    assert meant([[(7, 3), (3, 7)]], (1, 1), (1, 2), follows) == [[]]
    assert meant([[(1, 2), (2, 1)], [(1, 3), (3, 1)]], (1, 1), (1, 4), follows) == [
        [(1, 2)],
        [(1, 3)],
    ]
    assert meant([], (1, 1), (1, 2), follows) == []

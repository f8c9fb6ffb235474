"""What the rows around say of a code is right where it is sure, or it is left in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motxl.programme.cellvalue import CellValue
from motxl.programme.codes import Code, format_code
from motxl.programme.model import AXE, LABEL, ORDRE, TYPE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.scheme import MOT

LEVELS = MOT.names[:3]
ACTION = MOT.names[3]

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
@pytest.mark.slow
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
            reading = outline.evidence.of(outline.entries[at])
            assert not reading.is_certain or reading.code == codes[at]


@given(codes=programmes(), data=st.data())
@settings(deadline=None)
def test_a_right_programme_leaves_nothing_in_doubt(codes: list[Code], data: st.DataObject) -> None:
    outline = outline_of([format_code(code) for code in codes])
    # Where nearly all codes stand once, one that stands again may be a slip.
    assume(len(set(codes)) == len(codes) or not outline.evidence.standing_alone)
    assert outline.evidence.doubtful == {}


SLIPS: list[Callable[[str], str]] = [
    lambda code: code.replace(".", "", 1),
    lambda code: code.replace(".", ","),
    lambda code: code.replace(".", ".."),
    lambda code: code + "°",
    lambda code: code + code[-1],
    lambda code: code[::-1],
    lambda code: code[:-1] + "9",
    lambda code: code.rpartition(".")[0],
    lambda code: "",
    lambda code: "idem",
]


@given(
    codes=programmes(),
    data=st.data(),
    slips=st.lists(st.sampled_from(SLIPS), min_size=1, max_size=2),
)
@settings(deadline=None, max_examples=200)
def test_what_is_certain_is_right(
    codes: list[Code], data: st.DataObject, slips: list[Callable[[str], str]]
) -> None:
    """Whatever slips, where Type and Ordre are there: a third code is never sure."""
    levels = levels_of(codes)
    columns = {AXE: 1, LABEL: 2, TYPE: 3, ORDRE: 4}
    written = [format_code(code) for code in codes]
    for slip in slips:
        at = data.draw(st.integers(0, len(codes) - 1))
        written[at] = slip(written[at]) if written[at] else ""
    entries = [
        Entry(row, columns, [text, "Texte", level, row])
        for row, (text, level) in enumerate(zip(written, levels, strict=True), 2)
    ]
    outline = Outline(Programme("Programme", columns, entries))
    for entry, code in zip(entries, codes, strict=True):
        reading = outline.evidence.of(entry)
        if reading.is_certain and entry.row in outline.evidence.doubtful:
            assert reading.code == code


def levels_of(codes: list[Code]) -> list[str]:
    seen: set[Code] = set()
    levels = []
    for code in codes:
        levels.append(ACTION if code in seen else LEVELS[len(code) - 1])
        seen.add(code)
    return levels


def test_what_fits_nowhere_is_no_proposal() -> None:
    outline = outline_of(["1", "1.1", date(2003, 7, 25), "1.2"])
    (entry,) = [one for one in outline.entries if not isinstance(one.code_value, str)]
    reading = outline.evidence.of(entry)
    assert not reading.is_certain

"""A scheme reads what it writes, and the one that MOT has is the numbering of codes.py."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from motxl.programme.codes import format_code, parse_code, tidy_code
from motxl.programme.scheme import (
    MOT,
    NUMBERINGS,
    Numbering,
    Scheme,
    SchemeLevel,
    read_number,
    write_number,
)

NUMBERED: tuple[Numbering, ...] = NUMBERINGS[:-1]


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    levels = []
    for depth in range(draw(st.integers(1, 8))):
        separator = draw(st.sampled_from([".", "-", "/", " ", None]))
        levels.append(
            SchemeLevel(
                f"Niveau {depth}",
                draw(st.sampled_from(NUMBERED)),
                # Levels that do not repeat the code above are told apart by what stands before.
                f"{'KLMNOPQR'[depth]}{depth}#" if separator is None else "",
                separator if depth else ".",
            )
        )
    return Scheme(tuple(levels))


@given(st.sampled_from(NUMBERED), st.integers(1, 700))
@example("I", 338)
def test_a_number_is_read_as_it_is_written(numbering: Numbering, number: int) -> None:
    written = write_number(number, numbering)
    assert read_number(written, numbering) == number


@given(schemes(), st.data())
def test_a_code_is_read_as_it_is_written(scheme: Scheme, data: st.DataObject) -> None:
    depth = data.draw(st.integers(1, scheme.depth))
    code = tuple(data.draw(st.lists(st.integers(1, 99), min_size=depth, max_size=depth)))
    readings = scheme.readings(scheme.write(code))
    assert code in {scheme.place(one, code[:-1]) for one in readings}


@given(st.text("0123456789. \u00a0\u200b", max_size=12))
def test_without_a_table_of_levels_codes_are_read_as_before(text: str) -> None:
    assert MOT.read(text) == parse_code(text)
    assert MOT.tidy(text) == tidy_code(text)
    code = parse_code(text)
    assert code is None or MOT.write(code) == format_code(code)


def test_headings_that_a_code_does_not_repeat_are_those_above() -> None:
    scheme = Scheme(
        (
            SchemeLevel("Axe", prefix="Axe "),
            SchemeLevel("Fiche", prefix="Fiche ", separator=None, counting="programme"),
        )
    )
    column = ["Axe 1", "Fiche 1", "Fiche 2", "", "Axe 2", "Fiche 3"]
    assert scheme.read_column(column) == [(1,), (1, 1), (1, 2), None, (2,), (2, 3)]
    assert scheme.read("Fiche 1") is None
    assert scheme.write((2, 3)) == "Fiche 3"
    assert scheme.tidy("fiche  3 ") == "Fiche 3"


def test_prefixes_say_the_level() -> None:
    scheme = Scheme(tuple(SchemeLevel(name, prefix=name) for name in ("WP", "T", "D")))
    assert [scheme.read(text) for text in ("WP1", "T1.2", "D1.2.3", "T1", "M4")] == [
        *((1,), (1, 2), (1, 2, 3)),
        *(None, None),
    ]

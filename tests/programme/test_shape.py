"""What the column of codes is like, and whether its numbering is understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from motxl.programme.cellvalue import CellValue
from motxl.programme.codes import Code, format_code
from motxl.programme.model import AXE, LABEL, TYPE, Entry, Programme
from motxl.programme.shape import Numbering, rows_with_codes, shape_of
from motxl.validation.engine import validate

CODES: list[Code] = [
    *((1,), (1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 2), (1, 1, 2), (1, 2)),
    *((1, 2, 1), (1, 2, 1), (2,), (2, 1), (2, 1, 1), (2, 1, 1), (2, 1, 1), (2, 1, 1)),
]


def programme(*rows: tuple[CellValue, ...], table: str | None = None) -> Programme:
    """Rows of a code, a label and, where there is a third, a Type."""
    columns = dict(zip((AXE, LABEL, TYPE), range(1, max(map(len, rows)) + 1), strict=False))
    entries = [Entry(number, columns, row) for number, row in enumerate(rows, 2)]
    return Programme("Feuil1", columns, entries, table=table)


def titled(*codes: CellValue) -> Programme:
    return programme(*((code, f"Intitulé {n}") for n, code in enumerate(codes)))


def as_roman(code: Code) -> str:
    return ".".join((("I", "II")[code[0] - 1], *map(str, code[1:2]), *("abc"[n] for n in code[2:])))


SCHEMES: dict[str, Callable[[Code], str]] = {
    "letters": lambda code: ".".join(("AB"[code[0] - 1], *map(str, code[1:]))),
    "Roman numbers": as_roman,
    "work packages": lambda code: ("WP", "T", "D")[len(code) - 1] + format_code(code),
    "words": lambda code: f"{('Axe', 'Objectif', 'Action')[len(code) - 1]} {format_code(code)}",
    "hyphens": lambda code: "-".join(map(str, code)),
    "leading zeros": lambda code: ".".join(f"{number:02}" for number in code),
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_said_of_another_scheme_row_by_row_nor_written_into_it(scheme: str) -> None:
    found = titled(*map(SCHEMES[scheme], CODES))
    shape = shape_of(found)
    assert not shape.is_understood
    assert shape.example in map(SCHEMES[scheme], CODES)
    told = [(d.rule, d.fix) for d in validate(found) if d.rule.startswith("NUM")]
    if shape.numbering is Numbering.FIGURES:
        # Somebody may have replaced every dot: that is told, once.
        assert told == [("NUM001", None)]
    else:
        assert (shape.numbering, told) == (Numbering.OTHER, [])


def test_numbers_joined_by_dots_are_understood() -> None:
    assert shape_of(titled(*map(format_code, CODES))) == shape_of(titled("1"))


def test_a_few_slips_are_no_scheme() -> None:
    slipped = list(map(format_code, CODES))
    slipped[3:9] = ["1,1,1", "l.1.1", "1.1.1°", "A.1", "1-1-2", "1.1.x"]
    found = titled(*slipped)
    assert shape_of(found).is_understood
    assert sum(d.rule == "NUM001" for d in validate(found)) == 6


def test_where_type_stands_other_signs_between_the_numbers_are_slips() -> None:
    rows = [(SCHEMES["hyphens"](code), "A", "Action") for code in CODES]
    assert shape_of(programme(*rows)).is_understood


def test_codes_on_headings_only() -> None:
    seen: set[Code] = set()
    codes: list[str | None] = []
    for code in CODES:
        codes.append(None if code in seen else format_code(code))
        seen.add(code)
    found = titled(*codes)
    shape = shape_of(found)
    assert shape.is_understood
    assert shape.without_code == len(CODES) - len(seen)
    # Rows without a code stand under the heading above: nothing is missing there.
    assert validate(found) == []


def test_a_row_or_two_without_a_code_lack_it() -> None:
    codes: list[str | None] = list(map(format_code, CODES))
    codes[3] = codes[7] = None
    found = titled(*codes)
    assert not shape_of(found).on_headings_only
    assert [d.rule for d in validate(found)] == ["NUM003", "NUM003"]


def test_many_rows_without_a_code_lack_it_where_other_actions_have_theirs() -> None:
    codes: list[str | None] = [None if n % 4 == 3 else format_code(c) for n, c in enumerate(CODES)]
    assert not shape_of(titled(*codes)).on_headings_only


def test_codes_inside_the_labels() -> None:
    rows = [(None, f"{format_code(code)} Intitulé") for code in CODES]
    found = programme(*rows)
    assert shape_of(found).numbering is Numbering.IN_LABELS
    assert validate(found) == []


def test_levels_below_the_third() -> None:
    deep = [*CODES[:3], (1, 1, 1, 1), (1, 1, 1, 3), (1, 1, 3)]
    found = titled(*map(format_code, deep))
    assert shape_of(found).numbering is Numbering.DEEP
    (gap,) = validate(found)
    # What is above is checked all the same, and nothing is renumbered.
    assert (gap.rule, gap.fix) == ("NUM005", None)


def test_one_code_too_deep_is_a_slip() -> None:
    found = titled("1", "1.1", "1.1.1", "1.1.1.1", "1.1.2")
    assert [d.rule for d in validate(found)] == ["NUM010"]


@pytest.mark.parametrize(
    "rows",
    [
        [(10.0, 20.0), (20.0, 30.0), (30.0, 40.0)],
        [(1.0, "Lundi"), (2.0, "Mardi"), (3.0, "Mercredi")],
        [(None, "Lundi"), (None, "Mardi")],
    ],
)
def test_columns_of_something_else_are_left_alone(rows: list[tuple[CellValue, ...]]) -> None:
    found = programme(*rows)
    assert not shape_of(found).is_understood
    assert not [d for d in validate(found) if d.rule.startswith("NUM")]


def test_titles_of_columns_are_no_codes() -> None:
    found = titled("N°", "1", "1.1", "1.1.1")
    assert shape_of(found).titles == {2}
    assert validate(found) == []


def test_a_sheet_with_rows_of_a_programme_is_known() -> None:
    assert rows_with_codes([["1", "A"], ["1.1", "B"], ["1.1.1", "C"], ["1.1.2", "D"]]) == 3
    assert rows_with_codes([["1 A"], ["1.1 B"], ["1.1.1 C"], ["1.1.2 D"]]) == 3
    assert rows_with_codes([["", "1.1"], ["", "1.2"], ["", "1.3"]]) == 0
    assert rows_with_codes([["Le 1.1 est lu", "x"], ["Lundi"], ["Mardi"], ["1.1", "x"]]) == 0

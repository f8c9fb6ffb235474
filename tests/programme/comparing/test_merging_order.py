"""The order of rows that were arranged apart. A letter is a row, a capital a heading.

``MOTXL_ORDERS=100000 pytest -n 0 -m "" tests/programme/comparing/test_merging_order.py`` is the
long run, of some minutes.
"""

from __future__ import annotations

import os
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motxl.programme.comparing.mergingorder import merged_order


def merged(base: str, ours: str, theirs: str, choice: bool | None = None) -> tuple[str, str]:
    """The order, and the rows that were told. Capitals are headings: A and so on of the first
    level, the last letters of the second."""
    told: list[str] = []
    removed = set(base) - (set(ours) & set(theirs))
    ours, theirs = (_without(rows, removed) for rows in (ours, theirs))
    levels = {row: 1 if row < "N" else 2 for row in base + ours + theirs if row.isupper()}
    found = merged_order(base, ours, theirs, levels, lambda _row: choice, told.append)
    return "".join(found), "".join(told)


def _without(rows: str, gone: set[str]) -> str:
    return "".join(row for row in rows if row not in gone)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted", "both_moved"),
    [
        # Rows without headings: theirs stand as in THEIRS beside those that nobody moved.
        ("abcdef", "abcdef", "bcdefa", "bcdefa", ""),
        ("abcdef", "fabcde", "bcdefa", "fbcdea", ""),
        ("abcdef", "abcxdef", "abcydef", "abcxydef", ""),
        # Both moved one row: ours stands, and it is told.
        ("abcdef", "dabcef", "abcefd", "dabcef", "d"),
        ("abcdef", "defabc", "bacdef", "defbac", ""),
        # Of rows that went together, one is told.
        ("abcdefghi", "efabcdghi", "abcdghief", "efabcdghi", "e"),
        # One moved rows, and the other changed their order.
        ("abcdefgh", "bacdefgh", "cdefghab", "cdefghba", ""),
        # A section is moved with what the other side put into it.
        ("AabBcd", "AaxbBcd", "BcdAab", "BcdAaxb", ""),
        ("AabBcd", "BcdAab", "AaybBcd", "BcdAayb", ""),
        ("AabBcd", "AabxBcd", "BcdAab", "BcdAabx", ""),
        # A row that is put in below the last one of a section stays in it.
        ("AabBcd", "AabCxBcd", "AabyBcd", "AabyCxBcd", ""),
        # Even where the row above it was moved to another one.
        ("AabBcd", "AbBcad", "AaybBcd", "AybBcad", ""),
        # A heading that is put in takes the rows below it, the new ones of the other side too.
        ("Aabc", "Aabxc", "AaSbc", "AaSbxc", ""),
        ("Aabc", "AaSbc", "Aabxc", "AaSbxc", ""),
        ("Aabc", "AaSbc", "Aacb", "AaScb", ""),
    ],
)
def test_examples(base: str, ours: str, theirs: str, wanted: str, both_moved: str) -> None:
    assert merged(base, ours, theirs) == (wanted, both_moved)


BASE = "aBcdSefGhi"


@st.composite
def sides(draw: st.DrawFn) -> tuple[str, str, str]:
    base = BASE[: draw(st.integers(0, len(BASE)))]
    return base, draw(_edited(base, "xyZmnM")), draw(_edited(base, "uvWmnM"))


@st.composite
def _edited(draw: st.DrawFn, base: str, new: str) -> str:
    """Shuffled, or with few moves, of single rows and of blocks."""
    rows = list(base)
    if draw(st.integers(0, 3)) == 0:
        rows = list(draw(st.permutations(rows)))
    for _turn in range(draw(st.integers(0, 2)) if rows else 0):
        start = draw(st.integers(0, len(rows) - 1))
        block = rows[start : start + draw(st.integers(1, 3))]
        del rows[start : start + len(block)]
        at = draw(st.integers(0, len(rows)))
        rows[at:at] = block
    for row in draw(st.lists(st.sampled_from(new), unique=True, max_size=3)):
        rows.insert(draw(st.integers(0, len(rows))), row)
    gone = draw(st.sets(st.sampled_from(base), max_size=2)) if base else set()
    return "".join(row for row in rows if row not in gone)


LONG = settings(deadline=None, max_examples=int(os.environ.get("MOTXL_ORDERS", "300")))


@LONG
@given(sides())
def test_what_one_side_alone_arranged_is_the_order(apart: tuple[str, str, str]) -> None:
    base, rows, _theirs = apart
    assert merged(base, rows, base) == (_without(rows, set()), "")
    assert merged(base, base, rows) == (rows, "")
    assert merged(base, rows, rows) == (rows, "")


@LONG
@given(sides())
def test_merged_once_more_the_order_is_the_same(apart: tuple[str, str, str]) -> None:
    base, ours, theirs = apart
    first, asked = merged(base, ours, theirs)
    second, again = merged(base, first, theirs)
    assert second == first
    assert set(again) <= set(asked)
    assert set(first) == (set(ours) | set(theirs)) - (set(base) - (set(ours) & set(theirs)))


@st.composite
def moves_apart(draw: st.DrawFn) -> tuple[str, str, str, str, str]:
    """The base, both sides, and the row or the two rows that each moved: never the same, and past
    three rows at least that neither moved, so that nobody could think that others moved."""
    base = BASE.lower()
    first, second = sorted(draw(st.sets(st.integers(0, 4), min_size=2, max_size=2)))
    blocks = [base[2 * n : 2 * n + draw(st.integers(1, 2))] for n in (first, second)]
    kept = {*base} - {*blocks[0], *blocks[1]}
    sides = []
    for block in blocks:
        rest = base.replace(block, "")
        start = base.index(block)
        places = [n for n in range(len(rest) + 1)
                  if len(kept & {*rest[min(n, start) : max(n, start)]}) > 2]  # fmt: skip
        at = draw(st.sampled_from(places))
        sides.append(rest[:at] + block + rest[at:])
    if draw(st.booleans()):
        sides, blocks = sides[::-1], blocks[::-1]
    return base, sides[0], sides[1], blocks[0], blocks[1]


@LONG
@given(sides(), st.booleans())
def test_with_choices_nothing_is_told_and_no_row_is_lost(
    apart: tuple[str, str, str], choice: bool
) -> None:
    found, told = merged(*apart, choice)
    assert told == ""
    assert sorted(found) == sorted(merged(*apart)[0])


@LONG
@given(moves_apart())
def test_where_both_moved_other_rows_each_stands_as_its_side_has_it(
    apart: tuple[str, str, str, str, str],
) -> None:
    """Seen from the rows that neither moved."""
    base, ours, theirs, by_ours, by_theirs = apart
    found, told = merged(base, ours, theirs)
    assert told == ""
    for pair in combinations(found, 2):
        for side, of_other in ((ours, by_theirs), (theirs, by_ours)):
            is_of_other = bool({*of_other}.intersection(pair))
            if not is_of_other and (side is ours or {*by_theirs}.intersection(pair)):
                assert side.index(pair[0]) < side.index(pair[1]), pair

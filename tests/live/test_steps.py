"""Steps: what is worked out before an application is asked for anything."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.book.live.steps import is_same, moves, utf16


@given(st.permutations(range(10, 24)))
def test_moving_row_by_row_gives_the_order(order: list[int]) -> None:
    rows = list(range(10, 24))
    present = list(rows)
    for source, target in moves(rows, order):
        moved = present[source - rows[0]]
        before = present[target - rows[0]] if target - rows[0] < len(present) else None
        assert moved != before
        present.remove(moved)
        present.insert(len(present) if before is None else present.index(before), moved)
    assert present == order


@given(st.lists(st.integers(0, 29), unique=True, max_size=3), st.integers(0, 27))
def test_as_few_rows_move_as_can_be(taken: list[int], place: int) -> None:
    rows = list(range(30))
    rest = [row for row in rows if row not in taken]
    order = rest[:place] + taken + rest[place:]
    assert len(list(moves(rows, order))) <= len(taken)


@given(st.text(st.characters(codec="utf-16"), max_size=12), st.data())
def test_places_are_counted_in_utf_16_units(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    assert utf16(text, position) == len(text[:position].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("live", "read", "same"),
    [
        (None, "", True),
        ("", None, True),
        ("Deal 3", "Deal 3", True),
        ("une\r\ndeux", "une\ndeux", True),
        ("Deal 3", "Deal 4", False),
        (None, "Deal 3", False),
        (3.0, 3, True),
        (3.0, "3", False),
        (True, 1, False),
        (True, True, True),
        (datetime(2025, 1, 29), date(2025, 1, 29), True),
        (datetime(2025, 1, 29, 12), date(2025, 1, 29), False),
    ],
)
def test_a_value_is_compared_as_the_cell_shows_it(live: object, read: object, same: bool) -> None:
    assert is_same(live, read) is same  # type: ignore[arg-type]

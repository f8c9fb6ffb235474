"""Pivot tables leave each other room to grow when Excel refreshes them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout
from motxl.ooxml.pivots.places import Placed, arranged
from motxl.ooxml.pivots.shown import Grid
from motxl.ooxml.rows.obstacles import touches
from tests.ooxml.pivots.making import source

ROWS = [["a", "x", 1], ["b", "y", 2]]
LAYOUT = PivotLayout("p", ("Axe",), (DataField("Nombre", "Lignes"),), ("État",))
GRID = Grid(Crosstab(source(["Axe", "État", "Nombre"], ROWS), LAYOUT))  # 5 rows, 4 columns


def table(name: str, row: int, column: int, columns: int = 0) -> Placed:
    return Placed(name, "S", GRID.area(row, column), GRID, columns)


def areas(tables: list[Placed]) -> list[str]:
    return [str(one.area) for one in tables]


def test_a_new_table_leaves_the_columns_that_the_one_beside_it_may_need() -> None:
    beside = [table("a", 8, 1, 6), table("b", 8, 6)]
    assert areas(arranged(beside, ())) == ["A8:D12", "F33:I37"]
    roomy = [table("a", 8, 1, 5), table("b", 8, 6)]
    assert areas(arranged(roomy, ())) == ["A8:D12", "F8:I12"]


def test_a_table_stays_where_somebody_put_it_though_it_has_little_room() -> None:
    beside = [table("a", 8, 1, 6), table("b", 8, 6)]
    assert areas(arranged(beside, {"a", "b"})) == ["A8:D12", "F8:I12"]
    # The new one gives way, whichever comes first.
    assert areas(arranged(beside, {"b"})) == ["A33:D37", "F8:I12"]


def test_a_table_that_another_one_lies_over_goes_below_it() -> None:
    over = [table("a", 8, 1), table("b", 10, 2)]
    assert areas(arranged(over, {"a", "b"})) == ["A8:D12", "B33:E37"]


PLACES = st.tuples(st.integers(1, 60), st.integers(1, 20), st.integers(0, 15), st.booleans())


@given(st.lists(PLACES, max_size=6))
def test_none_lies_over_another_and_new_ones_reach_none(
    places: list[tuple[int, int, int, bool]],
) -> None:
    tables = [
        table(str(n), row, column, wide) for n, (row, column, wide, _new) in enumerate(places)
    ]
    new = {str(n) for n, place in enumerate(places) if place[3]}
    found = arranged(tables, {one.name for one in tables} - new)
    assert [one.name for one in found] == [one.name for one in tables]
    for one, other in combinations(found, 2):
        assert not touches(one.whole, other.whole)
        if {one.name, other.name} & new:
            assert not touches(one.reach, other.reach)

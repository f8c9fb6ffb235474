"""The sums of a pivot table are those that pandas finds."""

from __future__ import annotations

import pandas
from hypothesis import given
from hypothesis import strategies as st

from motxl.ooxml.pivots import Crosstab, DataField, PivotLayout
from motxl.ooxml.values import Value
from tests.ooxml.pivots.making import source

NAMES = ["Axe", "État", "Pays", "Nombre", "Jetons"]
VALUES = (DataField("Nombre", "Somme"), DataField("Jetons", "Total"))
ITEMS = st.sampled_from(["a", "b", "c", None])
# Halves and quarters add up to the same number in any order.
QUARTERS = st.integers(-40, 40).map(lambda number: number / 4)


@st.composite
def rows(draw: st.DrawFn) -> list[list[Value]]:
    whole, others = st.integers(-9, 9), st.one_of(st.none(), st.integers(-9, 9), QUARTERS)
    row = st.tuples(ITEMS, ITEMS, ITEMS, whole, others)
    return [list(one) for one in draw(st.lists(row, min_size=1, max_size=25))]


AXES = st.permutations(NAMES[:3]).flatmap(
    lambda names: st.tuples(
        st.integers(1, 3).map(lambda n: tuple(names[:n])),
        st.booleans().map(lambda some: tuple(names[2:]) if some else ()),
    )
)


@given(rows(), AXES, st.sets(st.sampled_from(["a", "b", "c"])))
def test_as_pandas_counts(
    values: list[list[Value]], axes: tuple[tuple[str, ...], tuple[str, ...]], hidden: set[str]
) -> None:
    row_fields = axes[0]
    column_fields = tuple(name for name in axes[1] if name not in row_fields)
    names = (*row_fields, *column_fields)
    layout = PivotLayout(
        "p", row_fields, VALUES, columns=column_fields, hidden=dict.fromkeys(names[:1], hidden)
    )
    made = Crosstab(source(NAMES, values), layout)

    frame = pandas.DataFrame(values, columns=NAMES)
    frame[NAMES[:3]] = frame[NAMES[:3]].fillna("")
    shown = frame[~frame[names[0]].isin(list(hidden))]
    frame = shown if len(shown) else frame
    numbers = frame[["Nombre", "Jetons"]].astype(float).fillna(0)
    for part, found in (
        (names, {(*row, *column): sums for (row, column), sums in made.cells.items()}),
        (row_fields, made.row_totals),
        (column_fields, made.column_totals),
    ):
        labelled = {
            tuple(made.item(name, place) for name, place in zip(part, places, strict=True)): sums
            for places, sums in found.items()
        }
        assert labelled == _sums(frame, numbers, list(part))
        assert list(found) == sorted(found)
    assert made.totals == tuple(numbers.sum())


def _sums(
    frame: pandas.DataFrame, numbers: pandas.DataFrame, part: list[str]
) -> dict[tuple[Value, ...], tuple[float, ...]]:
    if not part:
        return {(): tuple(numbers.sum())}
    grouped = numbers.groupby([frame[name] for name in part]).sum()
    places = [place if len(part) > 1 else (place,) for place in grouped.index]
    return {
        tuple(one or None for one in place): tuple(sums)
        for place, sums in zip(places, grouped.itertuples(index=False), strict=True)
    }


def test_whole_numbers_stay_whole_and_others_lose_nothing() -> None:
    layout = PivotLayout("p", ("Axe",), VALUES)
    made = Crosstab(source(NAMES, [["a", "", "", 1, 0.1]] * 10), layout)
    assert repr(made.totals) == "(10, 1.0)"


def test_what_would_hide_all_hides_nothing() -> None:
    layout = PivotLayout("p", ("Axe",), VALUES, hidden={"Axe": {"a"}})
    assert Crosstab(source(NAMES, [["a", "", "", 3, 1]]), layout).totals == (3, 1)

"""Values that only changed places among their keys are found, all of them, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.permuted import permuted

KEYS = st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=2, max_size=30, unique=True)


@given(keys=KEYS, data=st.data())
def test_a_permutation_of_distinct_values_is_found_whole(
    keys: list[str], data: st.DataObject
) -> None:
    former = {key: f"value {key}" for key in keys}
    now = dict(zip(keys, data.draw(st.permutations(list(former.values()))), strict=True))
    assert permuted(former, now) == {key for key in keys if now[key] != former[key]}


@given(keys=KEYS, data=st.data())
def test_so_is_a_column_with_few_values_that_was_sorted_alone(
    keys: list[str], data: st.DataObject
) -> None:
    values = [data.draw(st.sampled_from(["", "Tous", "Ciblée"])) for _key in keys]
    former = dict(zip(keys, values, strict=True))
    now = dict(zip(keys, sorted(values), strict=True))
    assert permuted(former, now) == {key for key in keys if now[key] != former[key]}


@given(keys=KEYS, data=st.data())
def test_a_value_that_is_new_is_an_edit(keys: list[str], data: st.DataObject) -> None:
    values = st.sampled_from(["", "a", "b", "c", "d"])
    former = {key: data.draw(values) for key in keys}
    now = {key: data.draw(values | st.just("new")) for key in keys}
    found = permuted(former, now)
    assert all(now[key] != "new" and now[key] != former[key] for key in found)
    assert len(found) != 1


@given(keys=KEYS, data=st.data())
def test_what_only_grew_says_nothing(keys: list[str], data: st.DataObject) -> None:
    """A member is added here and there: nothing comes back."""
    former = {key: data.draw(st.integers(0, 5)) for key in keys}
    now = {key: number + data.draw(st.integers(0, 2)) for key, number in former.items()}
    assert not permuted(*({key: str(n) for key, n in one.items()} for one in (former, now)))


@pytest.mark.parametrize(
    ("former", "now", "found"),
    [
        *(("ab", "ba", {0, 1}), ("abc", "cab", {0, 1, 2}), ("abc", "cba", {0, 2})),
        *((("a", ""), ("", "a"), {0, 1}), (("", ""), ("a", "b"), set())),
        *(("ab", "bb", set()), ("ab", "bc", set()), ("aab", "bba", set())),
        # Two exchanges that have nothing to do with one another, and an edit beside them.
        *(("abcd", "badc", {0, 1, 2, 3}), ("abcde", "badcx", {0, 1, 2, 3})),
        # Many rows of one column, edited to and fro.
        ("T" * 9 + "C" * 3, "C" * 9 + "T" * 3, set()),
    ],
)
def test_small_ones(former: str, now: str, found: set[int]) -> None:
    told = permuted(*({str(n): value for n, value in enumerate(one)} for one in (former, now)))
    assert told == {str(n) for n in found}


def test_sorted_alone_beside_a_true_edit() -> None:
    """One cell of a long round was edited as well: the others are found all the same."""
    former = {str(n): f"value {n}" for n in range(30)}
    now = {str(n): f"value {(n + 7) % 30}" for n in range(30)} | {"3": "new"}
    assert permuted(former, now) == former.keys() - {"3"}


@pytest.mark.slow
def test_a_long_way_is_walked() -> None:
    former = {str(n): f"value {n}" for n in range(100_000)}
    now = {str(n): f"value {(n * 7 + 1) % 100_000 if n % 5 else -n}" for n in range(100_000)}
    assert permuted(former, now, few_share=True)


@given(keys=KEYS, data=st.data())
def test_a_column_pasted_a_row_too_low_is_found_where_few_rows_share_a_value(
    keys: list[str], data: st.DataObject
) -> None:
    """The first cell is emptied, or new, and the last value is lost."""
    former = {key: f"value {key}" for key in keys}
    first = data.draw(st.sampled_from(["", "new"]))
    now = dict(zip(keys, [first, *former.values()], strict=False))
    found = former.keys() if len(keys) > 2 or not first else set()
    assert permuted(former, now, few_share=True) == found


@given(keys=KEYS, data=st.data())
def test_one_value_that_went_on_is_an_edit(keys: list[str], data: st.DataObject) -> None:
    former = {key: f"value {key}" for key in keys}
    giving, taking = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(keys))
    now = former | {giving: "new"} | {taking: former[giving]}
    assert not permuted(former, now, few_share=True)

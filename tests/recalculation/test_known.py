"""What ``known.py`` explains, and that a fault of the same form is still told."""

from __future__ import annotations

import pytest

from tests.recalculation.changes import Change
from tests.recalculation.comparing import Difference
from tests.recalculation.known import known

ABOVE, BELOW = "before the first row", "after the last row"


def _named(difference: Difference, change: Change) -> str:
    explained = known(difference, change)
    return explained.name if explained else "unexplained"


def _name_of(due: str, found: str, edge: str, sheet: str = "Plan.1", own: str = "Synthèse") -> str:
    """What explains it, where two rows come to an edge of a table of rows 3 to 7."""
    change = Change("insert", sheet, "tblPlan", 3, 7, (3 if edge == ABOVE else 8,), 2)
    return _named(Difference("formula", f"{own}!A7", due, found, (1.0, 1.0, 1.0)), change)


@pytest.mark.parametrize(
    ("sheet", "before"),
    [
        ("Plan", "$Plan."),
        ("Plan.1", "$'Plan.1'."),
        ("Données 2", "$'Données 2'."),
        ("L'été", "$'L''été'."),
        ("2025", "$'2025'."),
    ],
)
@pytest.mark.parametrize("again", [True, False])
def test_a_range_over_all_rows_of_a_table_grows_whatever_its_sheet_is_called(
    sheet: str, before: str, again: bool
) -> None:
    """Also inside a function, and where both ends of the range name the sheet."""
    text = f"=ATAN2(CHOOSE(2;AVERAGE({before}B%d:{before if again else ''}B%d);$Autre.$B1);2)"
    assert _name_of(text % (5, 9), text % (3, 9), ABOVE, sheet) == "a table grows"
    assert _name_of(text % (3, 7), text % (3, 9), BELOW, sheet) == "a table grows"
    text = text.replace(before, "")
    assert _name_of(text % (5, 9), text % (3, 9), ABOVE, sheet, own=sheet) == "a table grows"


@pytest.mark.parametrize(
    ("due", "found", "edge"),
    [
        # Of part of the table
        ("=SUM($'Plan.1'.B5:$'Plan.1'.B8)", "=SUM($'Plan.1'.B3:$'Plan.1'.B8)", ABOVE),
        ("=SUM($'Plan.1'.B6:$'Plan.1'.B9)", "=SUM($'Plan.1'.B4:$'Plan.1'.B9)", ABOVE),
        ("=SUM($'Plan.1'.B4:$'Plan.1'.B7)", "=SUM($'Plan.1'.B4:$'Plan.1'.B9)", BELOW),
        # By too much, or at one of two places only
        ("=SUM($'Plan.1'.B5:$'Plan.1'.B9)", "=SUM($'Plan.1'.B2:$'Plan.1'.B9)", ABOVE),
        ("=SUM($'Plan.1'.B5:$'Plan.1'.B9)", "=SUM($'Plan.1'.B3:$'Plan.1'.B7)", ABOVE),
        ("=$'Plan.1'.B5+SUM($'Plan.1'.B5:B9)", "=$'Plan.1'.B3+SUM($'Plan.1'.B3:B9)", ABOVE),
        # Another column, another sheet, a text
        ("=SUM($'Plan.1'.B5:$'Plan.1'.B9)", "=SUM($'Plan.1'.B3:$'Plan.1'.C9)", ABOVE),
        ("=SUM($'Plan.1'.B5:$'Plan.1'.B9)", "=SUM($'Plan.2'.B3:$'Plan.1'.B9)", ABOVE),
        ("=SUM($Autre.B3:$Autre.B7)", "=SUM($Autre.B3:$Autre.B9)", BELOW),
        ("=SUM($'Autre.1'.B5:B9)", "=SUM($'Autre.1'.B3:B9)", ABOVE),
        ("=SUM(B3:B7)", "=SUM(B3:B9)", BELOW),
        ("=LEN($'Plan.1'.B5&\"B3:B7\")", "=LEN($'Plan.1'.B5&\"B3:B9\")", BELOW),
    ],
)
def test_a_fault_that_looks_like_the_growth_of_a_table_is_told(
    due: str, found: str, edge: str
) -> None:
    assert _name_of(due, found, edge) == "unexplained"


def _in_a_group(before: str, due: str, found: str, change: Change) -> str:
    return _named(Difference("formula", "Plan!J5", due, found, (9.0, 9.0, 9.0), before), change)


TWO_MORE = Change("insert", "Plan", "tblPlan", 5, 10, (8,), 2)
TWO_LESS = Change("delete", "Plan", None, 5, 10, (7, 8))


@pytest.mark.parametrize(
    ("before", "due", "found", "change"),
    [
        ("=SUM($B$5:B$10)-$B5", "=SUM($B$5:B$14)-$B5", "=SUM($B$5:B$12)-$B5", TWO_MORE),
        ("=$Plan.B9*$Autre.B9", "=$Plan.B11*$Autre.B7", "=$Plan.B11*$Autre.B9", TWO_MORE),
        ("=SUM(B5:B8)+B10", "=SUM(B5:B6)+B6", "=SUM(B5:B6)+B8", TWO_LESS),
    ],
)
def test_a_formula_that_says_what_it_said_is_right_whatever_libreoffice_does(
    before: str, due: str, found: str, change: Change
) -> None:
    assert _in_a_group(before, due, found, change) == "one of a group"


@pytest.mark.parametrize(
    ("before", "due", "found", "change"),
    [
        # Ours has not followed, or by too much, or on another sheet, or within a text.
        ("=SUM($B$5:B$10)-$B5", "=SUM($B$5:B$12)-$B5", "=SUM($B$5:B$10)-$B5", TWO_MORE),
        ("=SUM($B$5:B$10)-$B5", "=SUM($B$5:B$12)-$B5", "=SUM($B$5:B$14)-$B5", TWO_MORE),
        ("=$Plan.B9*$Autre.B9", "=$Plan.B11*$Autre.B9", "=$Plan.B11*$Autre.B11", TWO_MORE),
        ('=B9&"B9"', '=B11&"B9"', '=B11&"B11"', TWO_MORE),
        ("=LOG10(B9)", "=LOG10(B11)", "=LOG12(B11)", TWO_MORE),
        ("=SUM(B5:B8)+B10", "=SUM(B5:B6)+B8", "=SUM(B5:B8)+B8", TWO_LESS),
        ("=SUM(B5:B8)+B10", "=SUM(B5:B6)+B8", "=SUM(B5:B6)+B10", TWO_LESS),
    ],
)
def test_a_formula_of_a_group_that_is_wrong_is_told_though_its_value_is_the_same(
    before: str, due: str, found: str, change: Change
) -> None:
    assert _in_a_group(before, due, found, change) == "unexplained"


def test_rules_without_new_rows_are_known_and_those_with_too_many_are_told() -> None:
    change = Change("insert", "2025", None, 4, 8, (9,), 3)
    without, with_new = "2025.C4:C8: 1 2 20", "2025.C4:C11: 1 2 20"

    def of(due: str, found: str) -> str:
        return _named(Difference("rules of 2025", "", due, found), change)

    assert of(with_new, without) == "the look of the row above"
    assert of(without, with_new) == "unexplained"

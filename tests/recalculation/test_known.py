"""What ``known.py`` explains, and that a fault of the same form is still told."""

from __future__ import annotations

import pytest

from tests.recalculation.changes import Change
from tests.recalculation.comparing import Difference
from tests.recalculation.known import known

ABOVE, BELOW = "before the first row", "after the last row"


def _name_of(due: str, found: str, edge: str, sheet: str = "Plan.1", own: str = "Synthèse") -> str:
    """What explains it, where two rows come to an edge of a table of rows 3 to 7."""
    change = Change("insert", sheet, "tblPlan", 3, 7, (3 if edge == ABOVE else 8,), 2)
    explained = known(Difference("formula", f"{own}!A7", due, found, (1.0, 1.0, 1.0)), change)
    return explained.name if explained else "unexplained"


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

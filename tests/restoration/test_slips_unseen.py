"""The other half of the slips, held to the same claims."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.quick import one_in
from tests.restoration import test_slips
from tests.restoration.furnished import furnished
from tests.restoration.slips import PARTS, SEEN, Slip
from tests.restoration.slips_unseen import UNSEEN
from tests.restoration.slips_unseen.plausible import PLAUSIBLE


def test_no_slip_is_in_both_halves() -> None:
    assert {slip.part for slip in UNSEEN} == set(PARTS)
    names = Counter(slip.name for slip in (*SEEN, *UNSEEN))
    assert [name for name, n in names.items() if n > 1] == []


def test_what_is_called_plausible_is_a_slip_and_none_that_was_meant() -> None:
    assert set(PLAUSIBLE) <= {slip.name for slip in UNSEEN if not slip.meant}


@pytest.fixture(scope="module")
def before() -> dict[tuple[str, str], object]:
    return test_slips.cells(furnished())


@pytest.mark.parametrize(
    "slip", one_in(15, UNSEEN, kind=lambda slip: slip.part), ids=lambda slip: slip.name
)
def test_a_slip_finds_a_place_and_changes_what_it_says(
    slip: Slip, before: dict[tuple[str, str], object]
) -> None:
    test_slips.test_a_slip_finds_a_place_and_changes_what_it_says(slip, before)


def test_in_a_book_of_two_columns_what_is_not_there_is_no_place() -> None:
    data = test_slips.two_columns()
    parts = Counter(slip.part for slip in UNSEEN if test_slips.made(slip, data, 1)[0] is not None)
    assert parts["table"] == 0
    assert parts["action code"] > 40
    assert parts["heading code"] > 40
    assert parts["rows"] > 10

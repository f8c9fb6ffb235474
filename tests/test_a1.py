"""A1 references are read as Excel writes them, or refused."""

from __future__ import annotations

import pytest

from motxl.a1 import CellRange, from_a1


@pytest.mark.parametrize("reference", ["A1:", ":A1", "A1:B2:C3", "", "A1:5", "A:B"])
def test_half_a_range_is_none(reference: str) -> None:
    with pytest.raises(ValueError, match="no reference to a cell"):
        CellRange.parse(reference)


@pytest.mark.parametrize("reference", ["XFE1", "A1048577", "ZZZ9"])
def test_a_cell_beyond_the_sheet_is_refused_as_such(reference: str) -> None:
    with pytest.raises(ValueError, match=f"beyond the last cell of a sheet: {reference}"):
        from_a1(reference)


def test_corners_may_stand_in_any_order() -> None:
    assert str(CellRange.parse("C5:A1")) == "A1:C5"
    assert str(CellRange.parse("$B$2")) == "B2"

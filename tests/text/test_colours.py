"""Which colour counts as which: by hue, saturated, nearest within thirty degrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.text.colours import BLUE, ORANGE, apply_tint, hue_distance, nearest

NAMED = {"orange": ORANGE, "blue": BLUE}
RGB = st.integers(0, 0xFFFFFF).map(lambda n: f"{n:06X}")


@pytest.mark.parametrize(
    ("rgb", "reads_as"),
    [
        (ORANGE, "orange"),
        ("C55A11", "orange"),  # Office's darker orange
        ("FFC000", "orange"),  # Office's gold
        ("F4B183", "orange"),  # Office's lighter orange
        (BLUE, "blue"),
        ("4472C4", "blue"),  # Office's accent 1
        ("00B0F0", "blue"),  # Office's light blue
        ("000000", None),
        ("FFFFFF", None),
        ("7F7F7F", None),
        ("44546A", None),  # Office's blue-grey reads as dark text
        ("00B050", None),  # green
        ("7030A0", None),  # purple
        ("FF0000", None),  # red, 24 degrees from the orange
        ("C00000", None),  # Office's dark red
        ("FF4500", "orange"),  # a reddish orange
        (None, None),
    ],
)
def test_what_staff_see(rgb: str | None, reads_as: str | None) -> None:
    assert nearest(rgb, NAMED) == reads_as


def test_red_is_ours_where_ours_is_a_red() -> None:
    assert nearest("FF0000", {"orange": "E00020", "blue": BLUE}) == "orange"


@given(RGB)
def test_the_exact_colours_are_themselves_whatever_they_are(rgb: str) -> None:
    assert nearest(rgb, {"orange": rgb, "blue": BLUE}) == "orange"


@given(st.floats(0, 360), st.floats(0, 360))
def test_hues_are_at_most_half_a_turn_apart(one: float, other: float) -> None:
    assert 0 <= hue_distance(one, other) <= 180
    assert hue_distance(one, other) == pytest.approx(hue_distance(other, one))


@given(RGB, st.floats(-1, 1))
def test_a_tint_gives_a_colour(rgb: str, tint: float) -> None:
    tinted = apply_tint(rgb, tint)
    assert len(tinted) == 6
    int(tinted, 16)


def test_tints_as_excel_shows_them() -> None:
    # Office 2013's accent 1, "lighter 40 %" and "darker 25 %" in Excel's own palette.
    assert apply_tint("4472C4", 0.3999755851924192) in {"8EA9DB", "8FAADC", "8EAADB"}
    assert apply_tint("4472C4", -0.249977111117893) in {"305496", "2F5597", "2F5496"}
    assert apply_tint("4472C4", 0) == "4472C4"

"""Codes are text; what Excel makes of them can be read back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.programme.codes import format_code, misread_codes, parent_of, parse_code, tidy_code

CODES = st.lists(st.integers(0, 99), min_size=1, max_size=3).map(tuple)


@given(CODES)
def test_a_code_reads_back(code: tuple[int, ...]) -> None:
    assert parse_code(format_code(code)) == code
    assert parent_of(code) == (code[:-1] or None)


@given(CODES, st.text(alphabet=" \u00a0\u202f\t\n", max_size=3), st.sampled_from(["", ".", ". "]))
def test_stray_spaces_and_dots_are_tidied(code: tuple[int, ...], spaces: str, end: str) -> None:
    assert tidy_code(spaces + format_code(code) + end + spaces) == format_code(code)


@pytest.mark.parametrize(
    "text", ["", "a", "1.", ".1", "1..1", "01", "1,1", "1-1", "1.1.x", " 1", "١"]
)
def test_what_is_no_code(text: str) -> None:
    assert parse_code(text) is None


@given(st.text())
def test_reading_any_text_gives_a_code_or_none(text: str) -> None:
    code = parse_code(text)
    assert code is None or format_code(code) == text


@given(st.integers(1, 28), st.integers(1, 12), st.integers(0, 99))
def test_french_excel_makes_a_date_of_three_numbers(day: int, month: int, year: int) -> None:
    typed = (day, month, year)
    stored = date(2000 + year if year < 30 else 1900 + year, month, day)
    assert typed in misread_codes(stored)


@given(st.integers(1, 28), st.integers(1, 12), st.integers(0, 19))
def test_a_year_long_past_is_a_third_number(day: int, month: int, third: int) -> None:
    stored = date(2000 + third, month, day)
    assert misread_codes(stored)[0] == (day, month, third)
    assert all(len(code) == 3 for code in misread_codes(stored))


@given(st.integers(1, 28), st.integers(1, 12))
def test_french_excel_makes_a_date_of_this_year_of_two_numbers(day: int, month: int) -> None:
    assert (day, month) in misread_codes(date(2026, month, day))


@given(st.integers(0, 99), st.integers(1, 99))
def test_english_excel_makes_a_number_of_two_numbers(one: int, other: int) -> None:
    assert (one, other) in misread_codes(float(f"{one}.{other}"))


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.booleans())
def test_a_date_that_lost_its_format_is_a_serial_number(stored: date, date1904: bool) -> None:
    epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    serial = (stored - epoch) // timedelta(days=1)
    if 10_000 <= serial < 60_000:
        assert misread_codes(serial, date1904=date1904) == misread_codes(stored)


@given(st.none() | st.booleans() | st.text() | st.floats() | st.integers() | st.dates())
def test_nothing_makes_it_stumble(value: object) -> None:
    for code in misread_codes(value):
        assert parse_code(format_code(code)) == code

"""What a cell of the programme's workbook may hold, as the jobs see it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime

CellValue = str | int | float | bool | date | None

Record = Mapping[str, CellValue]
"""A row of a table, by the names of its columns"""


def as_text(value: CellValue) -> str:
    """A cell as text: whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def as_int(value: CellValue) -> int | None:
    try:
        return int(float(value)) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None


def as_year(value: CellValue) -> int | None:
    """A year in which a spreadsheet has days; ``None`` for anything else."""
    year = as_int(value)
    return year if year is not None and 1900 <= year <= 9999 else None


def as_number(value: CellValue) -> float | None:
    """A number, also one typed as text with a decimal comma; ``None`` for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value.replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def is_number_as_text(value: CellValue) -> bool:
    """Whether a cell holds text that is read as a number: Excel does not count it as one."""
    return isinstance(value, str) and as_number(value) is not None


def as_date(value: CellValue) -> date | None:
    """A date cell, or ISO text, or the French 29/01/2025."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    parts = text.split("/")[::-1] if "/" in text else text.split("-")
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None

"""What a cell of the programme's workbook may hold, as the jobs see it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time

CellValue = str | int | float | bool | date | time | None
"""A ``datetime`` where a day has an hour, a ``time`` where there is no day"""

Record = Mapping[str, CellValue]
"""A row of a table, by the names of its columns"""


class Elapsed(float):
    """Days that went by, which a cell shows as hours: ``[h]:mm``. No number of anything else."""

    __slots__ = ()

    def __str__(self) -> str:
        """Hours and minutes: ``30:00``."""
        minutes = round(abs(self) * 1440)
        return f"{'-' if self < 0 else ''}{minutes // 60}:{minutes % 60:02}"


def as_text(value: CellValue) -> str:
    """A cell as text: whole numbers without decimals, time that went by in hours and minutes."""
    if value is None:
        return ""
    if isinstance(value, Elapsed):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def as_int(value: CellValue) -> int | None:
    if isinstance(value, Elapsed):
        return None
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
    if isinstance(value, bool | Elapsed) or not isinstance(value, str | int | float):
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

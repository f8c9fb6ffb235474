"""Dates as serial numbers (ECMA-376 part 1, 18.17.4.1)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
# Excel counts 29 February 1900, which never was: earlier days are one less.
_LEAP_MISTAKE = 61


# 18.8.30: the formats that need no definition, and those of East Asian versions.
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
BUILT_IN_ELAPSED = 46
# What a format code quotes, escapes, pads or puts in brackets (colours, locales, not [h]).
_LITERAL = r'(?i)"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\[\]]*\]'


def is_date_format(code: str) -> bool:
    """Whether a format code shows numbers as dates or times."""
    first = re.sub(_LITERAL, "", code).split(";")[0]
    return re.search("(?i)[dmyhs]", first) is not None and first.lower() != "general"


def is_elapsed_format(code: str) -> bool:
    """Whether one of them shows time that went by, such as ``[h]:mm``."""
    return re.search(r"(?i)\[(?:h+|m+|s+)\]", re.sub(_LITERAL, "", code)) is not None


def to_serial(value: date | time, *, date1904: bool) -> int | float:
    """Days since the workbook's epoch, the time as a fraction; for a time alone, the fraction.
    Raises ``ValueError`` for a moment before the epoch, and for one that names a time zone."""
    if isinstance(value, time):
        if value.tzinfo is not None:
            raise ValueError("a time with a time zone")
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return seconds / 86_400
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.tzinfo is not None:
        raise ValueError("a date with a time zone")
    span = moment - (_EPOCH_1904 if date1904 else _EPOCH_1900)
    days = span.days
    if not date1904 and days < _LEAP_MISTAKE:
        days -= 1
    if days < 0:
        raise ValueError("a date before the workbook's epoch")
    seconds = span.seconds + span.microseconds / 1e6
    return days + seconds / 86_400 if seconds else days


def from_serial(serial: float, *, date1904: bool) -> datetime:
    """The moment that a serial number stands for. Raises ``OverflowError`` beyond the year 9999."""
    if date1904:
        return _EPOCH_1904 + timedelta(days=serial)
    if serial < _LEAP_MISTAKE - 1:
        serial += 1
    return _EPOCH_1900 + timedelta(days=serial)

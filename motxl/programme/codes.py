"""Codes of the numbering: ``2``, ``2.1``, ``2.1.3``; text, never a number."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from motxl.programme.cellvalue import Elapsed
from motxl.text.normalise import INVISIBLE

Code = tuple[int, ...]
"""``2.1.3`` is ``(2, 1, 3)``; the number of parts is the level, 1 for an axis."""

# Leading zeros would make two spellings of one code; five digits are no longer a code.
# Nor are more than sixteen parts: what looks at each level would take the square of their number.
_CODE = re.compile(r"(?:0|[1-9][0-9]{0,3})(?:\.(?:0|[1-9][0-9]{0,3})){0,15}\Z")
# A larger number in a code's place is a date's serial number: 1927 to 2064 in the 1900 system.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 60_000
# Excel takes the years 0 to 29 for 2000 to 2029 and 30 to 99 for 1930 to 1999.
_TWO_DIGIT_YEARS = (1930, 2029)
# Nobody typed a code of two numbers into these workbooks before; nineteen fit under one heading.
_FIRST_CURRENT_YEAR = 2020
# Nobody sees these. A visible space may stand for a dot, and is stray only beside one.
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_BESIDE_A_DOT = re.compile(r"\s*\.\s*")


@lru_cache(maxsize=65536)
def parse_code(text: str) -> Code | None:
    """The code that ``text`` is, exactly as it should be written; ``None`` when it is none.

    A code may be deeper than the programme's: ``1.1.1.1`` is one, and rule NUM010 says so.
    """
    return parse_new_code(text)


def parse_new_code(text: str) -> Code | None:
    """As ``parse_code``, of texts that are hardly there twice: nothing is kept of them."""
    if _CODE.match(text) is None:
        return None
    return tuple(map(int, text.split(".")))


NEAR = 3
"""What a hand leaves out between two rows; further on it is another kind of number"""
NEARLY = 0.6
"""How near a code is that leaves out so few"""


def format_code(code: Code) -> str:
    return ".".join(map(str, code))


def tidy_code(text: str) -> str:
    """``text`` without stray spaces (no-break ones too), at its ends or beside a dot, and dots at
    its ends."""
    return _BESIDE_A_DOT.sub(".", text.translate(_UNSEEN).strip()).strip(".")


def parent_of(code: Code) -> Code | None:
    return code[:-1] or None


def misread_codes(value: object, *, date1904: bool = False) -> tuple[Code, ...]:
    """The codes that someone may have typed where a cell now holds ``value``, a number or a date.

    French Excel reads ``1.1.3`` as 1 January 2003 and ``1.10`` as 1 October of the current year,
    which is not that of a third number; LibreOffice in French reads ``1.1.3`` so, too. English
    Excel reads ``1.10`` as the number 1.1. A date whose number format was lost is a serial number,
    counted in the workbook's date system. Most likely reading first.
    """
    if isinstance(value, bool | Elapsed) or not isinstance(value, int | float | date):
        return ()
    if isinstance(value, date):
        return _from_date(value)
    if value >= _FIRST_SERIAL:
        epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
        return _from_date(epoch + timedelta(days=int(value))) if value < _LAST_SERIAL else ()
    return _from_number(float(value))


def _from_date(value: date) -> tuple[Code, ...]:
    day, month, year = value.day, value.month, value.year % 100
    three: list[Code] = [(day, month, year), (month, day, year)]  # French order, English order
    two: list[Code] = [(day, month), (month, day)]
    if 2000 <= value.year < _FIRST_CURRENT_YEAR:
        readings = three
    elif _TWO_DIGIT_YEARS[0] <= value.year <= _TWO_DIGIT_YEARS[1]:
        readings = two + three
    else:
        readings = two
    return tuple(dict.fromkeys(readings))


def _from_number(value: float) -> tuple[Code, ...]:
    code = parse_code(f"{value:.10g}")
    if code is None:
        return ()
    if len(code) == 2 and code[1] <= 9:
        return (code, (code[0], code[1] * 10))  # 1.1, or 1.10 whose zero is lost
    return (code,)


def nearness(previous: Code, code: Code) -> float:
    """1 where a code is the next one, nearly that where a few are left out, 0 where it is none."""
    if code[:-1] == previous[:-1] and code[-1] == previous[-1] + 1:
        return 1.0  # as nearly all
    same = 0
    while same < min(len(previous), len(code)) and previous[same] == code[same]:
        same += 1
    if same == len(code):
        return 0.0  # a heading above
    ahead = code[same] - (previous[same] if same < len(previous) else 0)
    below = code[same + 1 :]
    if same == len(previous) and code[same] == 0:
        ahead = 1
    if ahead < 1 or ahead > NEAR or any(number > NEAR for number in below):
        return 0.0
    return 1.0 if ahead == 1 and all(number <= 1 for number in below) else NEARLY

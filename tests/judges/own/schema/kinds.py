"""The kinds of values that attributes hold, each a function that says why a value is none of them.

The schema calls most of them strings (``ST_CellRef``, ``ST_Ref``, ``ST_Sqref``, ECMA-376 part 1,
18.18.7, 18.18.62, 18.18.76); the prose says what the strings are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW, area, position

Kind = Callable[[str], str]
"""Why a value is not of the kind, or ``""``."""

_GUID = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", re.IGNORECASE)
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_BOOLEANS = {"0", "1", "true", "false", "on", "off"}


def cell(value: str) -> str:
    at = position(value)
    if "$" in value or at is None:
        return "is not one cell"
    return "" if at[0] <= LAST_ROW and at[1] <= LAST_COLUMN else "is outside of a sheet"


def span(value: str) -> str:
    """A rectangle, its upper left corner first."""
    found = None if "$" in value else area(value)
    if found is None:
        return "is not a range"
    if found.top > found.bottom or found.left > found.right:
        return "is a range back to front"
    if found.bottom > LAST_ROW or found.right > LAST_COLUMN:
        return "is outside of a sheet"
    return ""


def spans(value: str) -> str:
    """A list of ranges, with spaces between."""
    if not value.split():
        return "names no cell"
    return next((f"{why} ({one})" for one in value.split() if (why := span(one))), "")


def whole(first: int, last: int = 2**32 - 1) -> Kind:
    def check(value: str) -> str:
        text = value.strip()
        if not text.removeprefix("-").isdecimal():
            return "is not a whole number"
        return "" if first <= int(text) <= last else f"is not between {first} and {last}"

    return check


def decimal(first: float, last: float) -> Kind:
    def check(value: str) -> str:
        if not _DECIMAL.fullmatch(value.strip()):
            return "is not a number"
        return "" if first <= float(value) <= last else f"is not between {first} and {last}"

    return check


def one_of(words: str) -> Kind:
    """One of these words, which are told with spaces between."""
    known = frozenset(words.split())
    return lambda value: "" if value in known else "is none of the words that Excel knows"


def at_most(length: int) -> Kind:
    def check(value: str) -> str:
        size = len(value.encode("utf-16-le", "surrogatepass")) // 2
        return "" if size <= length else f"has {size} characters, Excel takes {length}"

    return check


def named(length: int) -> Kind:
    """A text that is there, of no more characters than this."""
    return lambda value: at_most(length)(value) if value else "is empty"


def boolean(value: str) -> str:
    return "" if value in _BOOLEANS else "is neither true nor false"


def guid(value: str) -> str:
    return "" if _GUID.fullmatch(value) else "is not a GUID in braces"


def colour(value: str) -> str:
    """Alpha, red, green, blue (``ST_UnsignedIntHex``, 18.18.86)."""
    return "" if re.fullmatch(r"[0-9A-Fa-f]{8}", value) else "is not a colour of eight digits"


def hexadecimal(digits: int) -> Kind:
    def check(value: str) -> str:
        fits = re.fullmatch(r"[0-9A-Fa-f]*", value) and len(value) == digits
        return "" if fits else f"is not of {digits} hexadecimal digits"

    return check


def number(value: str) -> str:
    return "" if _DECIMAL.fullmatch(value.strip()) else "is not a number"


def moment(value: str) -> str:
    return "" if _DATE.fullmatch(value) else "is not a date as ISO 8601 writes it"


def row_spans(value: str) -> str:
    """``1:5 7:9``: first and last column (18.3.1.73)."""
    for one in value.split():
        first, _, last = one.partition(":")
        if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last)):
            return f"holds {one}, which is no span of columns"
        if int(last) > LAST_COLUMN:
            return f"holds {one}, which is beyond the last column"
    return ""


def either(*kinds: Kind) -> Kind:
    """Of one of these kinds at least; the complaint is that of the first."""
    return lambda value: "" if any(not kind(value) for kind in kinds) else kinds[0](value)


INDEX = whole(0)
BYTE = whole(0, 255)

"""Which names Excel takes for ranges and tables (Excel help, "Names in formulas")."""

from __future__ import annotations

import re

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW, position

_NAME = re.compile(r"[^\W\d][\w.?\\]*|\\[\w.?\\]*")
_R1C1 = re.compile(r"R\d*(C\d*)?|C\d*|(R\d+|C\d+).*", re.IGNORECASE)
_PADDED = re.compile(r"([A-Za-z]{1,3})0+([1-9]\d*)")  # A01 is A1


def complaint(name: str) -> str:
    """Why Excel refuses a name, or ``""``."""
    if not name:
        return "is empty"
    if len(name) > 255:
        return "is longer than 255 characters"
    if not _NAME.fullmatch(name):
        return "holds characters that no name may hold"
    # What begins like R2 or C3 is a row or a column, whatever follows (rust_xlsxwriter 189).
    at = position(_PADDED.sub(r"\1\2", name))
    if (at and at[0] <= LAST_ROW and at[1] <= LAST_COLUMN) or _R1C1.fullmatch(name):
        return "reads as a cell"
    return ""

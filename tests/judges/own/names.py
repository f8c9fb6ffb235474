"""Which names Excel takes for ranges and tables (Excel help, "Names in formulas")."""

from __future__ import annotations

import re

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW, position

_NAME = re.compile(r"[^\W\d][\w.?\\]*|\\[\w.?\\]*")
_R1C1 = re.compile(r"R\d*(C\d*)?|C\d*", re.IGNORECASE)


def complaint(name: str) -> str:
    """Why Excel refuses a name, or ``""``."""
    if not name:
        return "is empty"
    if len(name) > 255:
        return "is longer than 255 characters"
    if not _NAME.fullmatch(name):
        return "holds characters that no name may hold"
    at = position(name)
    if (at and at[0] <= LAST_ROW and at[1] <= LAST_COLUMN) or _R1C1.fullmatch(name):
        return "reads as a cell"
    return ""

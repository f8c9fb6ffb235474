"""What of two workbooks is not compared cell by cell."""

from __future__ import annotations

from typing import Literal, NamedTuple

OtherKind = Literal["differs", "new", "old", "unread"]


class OtherCells(NamedTuple):
    """A sheet with cells outside the programme and the tables, which are not compared one by one,
    and are not the same in both workbooks."""

    sheet: str
    why: OtherKind
    """``new`` or ``old`` where only that workbook has the sheet"""

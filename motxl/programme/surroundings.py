"""What stands around a programme in its workbook, and was not read as its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class OtherSheet(NamedTuple):
    """A sheet that holds rows with codes, too, or rows under the same titles as the programme's, or
    that could not be looked at."""

    name: str
    hidden: bool = False
    looked_at: bool = True
    is_alike: bool = False
    """Whether nothing but its titles says that it is another part, or another version"""


class Unheard(NamedTuple):
    """A cell that shows an error, or a formula without a result."""

    sheet: str
    row: int
    column: int
    name: str
    """Its column, by the table's"""


class DeadLink(NamedTuple):
    """A link to a sheet that is not there."""

    sheet: str
    cell: str
    """Where it stands, in A1"""
    name: str
    """The sheet to which it leads"""
    now: str
    """What that sheet seems to be called now; empty where nothing tells"""


class Surroundings(NamedTuple):
    """Facts about a workbook that say how much of it was checked. Rows are 1-based."""

    tables: Mapping[str, frozenset[str]] = {}
    """The columns of each table of ours that the workbook has, by the table's name"""
    sheets: tuple[OtherSheet, ...] = ()
    """Other sheets with rows of a programme, in their order"""
    outside: tuple[int, ...] = ()
    """Rows of the programme's sheet with a code and a label, above or below those that were read"""
    valueless: tuple[tuple[str, str], ...] = ()
    """Cells (sheet, A1) of the programme and of our tables that show an error, or a formula whose
    result is not stored: what they would say is not known"""
    edited: str | None = None
    """The cell that somebody is typing in, with its sheet: what stands there now is not known"""

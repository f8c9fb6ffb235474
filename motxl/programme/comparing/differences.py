"""What differs between two programmes, as values: one for each row that came, went or moved, and
one for each cell that holds something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from motxl.a1 import to_a1
from motxl.programme.cellvalue import CellValue, Record, as_text
from motxl.programme.model import ColouredRun, Entry
from motxl.text.comparing import Piece
from motxl.text.words import pieces_of

DifferenceKind = Literal[
    "added", "removed", "moved", "renumbered", "reworded", "typography", "colour", "value"
]
KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
"""In the order in which they are told"""


@dataclass(frozen=True)
class RowSide:
    """A row in one of two workbooks that are compared. Rows and columns are 1-based."""

    sheet: str
    row: int
    columns: Mapping[str, int]
    """Where its cells stand, by the names of the columns"""
    record: Entry | Record
    ref: str = ""
    code: str = ""
    text: str = ""
    """Its label; in another table than the programme's, what it is known by"""
    axis: str = ""
    """The code of the heading of the first level above it, or its own"""

    def value(self, column: str) -> CellValue:
        """What it holds in a column; ``None`` where that is blank, or not there."""
        if isinstance(self.record, Entry):
            return self.record.value(column)
        value = self.record.get(column)
        return None if value == "" else value

    def cell(self, column: str | None) -> str | None:
        """Its cell in a column, in A1; ``None`` where there is no such column."""
        number = self.columns.get(column) if column is not None else None
        return None if number is None else to_a1(self.row, number)

    @property
    def name(self) -> str:
        """What tells it in a short line: its Réf., its code, or its text."""
        return self.ref or self.code or self.text


class ColourShift(NamedTuple):
    """Characters ``start`` to ``end`` (0-based, end exclusive) of the new text that have another
    colour than before: ``RRGGBB``, or ``None`` for that of other text."""

    start: int
    end: int
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Difference:
    """One thing that changed."""

    kind: DifferenceKind
    old_row: RowSide | None
    """``None`` for a row that was added"""
    new_row: RowSide | None
    """``None`` for a row that was removed"""
    column: str | None = None
    """``None`` where it is of the whole row"""
    table: str = ""
    """The table, by its name; empty for the programme's own"""
    old_value: CellValue = None
    new_value: CellValue = None
    shifts: tuple[ColourShift, ...] = ()
    """Of a label whose colours changed, whatever else did"""
    runs: tuple[ColouredRun, ...] = ()
    """Of a label, its new text with its colours; nothing where these are those of other text"""
    old_above: RowSide | None = None
    """Of a row that moved or went, the row above it before; ``None`` where it was the first"""
    new_above: RowSide | None = None
    """Of a row that moved or came, the row above it now; ``None`` where it is the first"""

    @property
    def row(self) -> RowSide:
        """The row as it is, or if there is none as it was."""
        row = self.new_row or self.old_row
        assert row is not None  # nothing changed in no row
        return row

    @property
    def old(self) -> str | None:
        """What was there, as text; of a row that moved, the name of that above it."""
        if self.kind == "moved":
            return self.old_above.name if self.old_above else None
        if self.kind == "colour":
            return "; ".join(one.old or "" for one in self.shifts)
        return text_of(self.old_value)

    @property
    def new(self) -> str | None:
        """What is there now, as text; of a row that moved, the name of that above it."""
        if self.kind == "moved":
            return self.new_above.name if self.new_above else None
        if self.kind == "colour":
            return "; ".join(one.new or "" for one in self.shifts)
        return text_of(self.new_value)

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        """Both texts word by word; a value that is no text is one piece."""
        if isinstance(self.old_value, str) and isinstance(self.new_value, str):
            return pieces_of(self.old_value, self.new_value)
        return [Piece(self.old or "", self.new or "")]

    @property
    def old_cell(self) -> str | None:
        return self.old_row.cell(self.column) if self.old_row else None

    @property
    def new_cell(self) -> str | None:
        return self.new_row.cell(self.column) if self.new_row else None


def text_of(value: CellValue) -> str | None:
    """A cell as text: dates in ISO 8601, whole numbers without decimals, texts as they are."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return as_text(value)


def is_same(one: CellValue, other: CellValue) -> bool:
    """Whether two cells hold the same; TRUE is not 1, and a text no number."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)

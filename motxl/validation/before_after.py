"""A correction as people compare it: each cell before and after, whoever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from motxl.a1 import from_a1
from motxl.i18n import _, called
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import CellEdit, ReplaceText, RowEdit, SetColour, SetValue
from motxl.programme.model import LABEL, Programme
from motxl.text.comparing import Piece, Replacement, compared
from motxl.validation.differences import difference, many
from motxl.validation.outcome import Fixed

# A correction that changes many places is told in one line.
_MOST_LINES = 3


class ShownCell(NamedTuple):
    """A cell that a correction changes, before and after."""

    sheet: str
    cell: str
    column: str
    """The title of its column; empty where it is none of the programme's"""
    pieces: Sequence[Piece]
    is_value: bool
    """Whether the whole value is another one, and not some characters of a text"""

    @property
    def place(self) -> tuple[str, str]:
        return self.sheet, self.cell


class ShownCorrection(NamedTuple):
    """What one correction changes."""

    lines: Sequence[str]
    """Rows that move or go, and colours, a line each; or one line for many changes"""
    cells: Sequence[ShownCell]


def shown_correction(one: Fixed) -> ShownCorrection:
    """What a correction that was made, or is proposed, changes."""
    fix = one.diagnostic.fix
    assert fix is not None  # it was made, or is proposed
    if len(fix.edits) > _MOST_LINES:
        return ShownCorrection([many(fix.edits)], [])
    texts: dict[tuple[str, str], list[CellEdit]] = {}
    lines: list[str] = []
    for edit in fix.edits:
        if isinstance(edit, RowEdit | SetColour):
            lines.append(difference(one.before, edit, one.diagnostic.cell))
        else:
            texts.setdefault((edit.sheet, edit.cell), []).append(edit)
    return ShownCorrection(lines, [_cell(one, *place, texts[place]) for place in texts])


def _cell(one: Fixed, sheet: str, cell: str, edits: Sequence[CellEdit]) -> ShownCell:
    column = _column(one.before, sheet, cell)
    is_value = isinstance(edits[-1], SetValue)
    return ShownCell(sheet, cell, column, _pieces(one, sheet, cell, edits), is_value)


def _column(programme: Programme, sheet: str, cell: str) -> str:
    if sheet != programme.sheet:
        return ""
    names = {number: name for name, number in programme.columns.items()}
    return called(names.get(from_a1(cell)[1], ""))


def _pieces(one: Fixed, sheet: str, cell: str, edits: Sequence[CellEdit]) -> list[Piece]:
    value = one.values[sheet, cell]
    last = edits[-1]
    if isinstance(last, SetValue):
        value, meant = _as_written(value), _as_written(last.value)
        old, new = _as_text(value), _as_text(meant)
        if old == new:  # a number that becomes a text, and reads the same
            return [Piece(_as_text(value, kind=True), _as_text(meant, kind=True))]
        kind = not isinstance(value, str | None)
        return compared(
            _as_text(value, kind=kind), [Replacement(0, len(_as_text(value, kind=kind)), new)]
        )
    replacements = [
        Replacement(edit.start, edit.end, edit.text)
        for edit in edits
        if isinstance(edit, ReplaceText)
    ]
    text = value if isinstance(value, str) else _as_text(value)
    return compared(text, replacements, _references(one.before, sheet, cell))


def _as_written(value: CellValue) -> CellValue:
    """A value as the workbook writes it."""
    return called(value) if isinstance(value, str) else value


def _references(programme: Programme, sheet: str, cell: str) -> list[tuple[int, int]]:
    """Where references stand in a label; none in another cell."""
    row, column = from_a1(cell)
    entry = programme.entry_of_row.get(row)
    if entry is None or sheet != programme.sheet or column != programme.columns.get(LABEL):
        return []
    return [(one.start, one.end) for one in entry.references(programme.themes)]


def _as_text(value: CellValue, *, kind: bool = False) -> str:
    """A value as the cell shows it; ``kind`` says, too, what it is where that is no text."""
    if value is None:
        return ""
    if isinstance(value, str):
        text, name = value, _("a text")
    elif isinstance(value, datetime):
        text, name = f"{value:%d/%m/%Y %H:%M}", _("a date")
    elif isinstance(value, date):
        text, name = f"{value:%d/%m/%Y}", _("a date")
    else:
        text, name = f"{value:.15g}", _("a number")
    return f"{text} ({name})" if kind else text

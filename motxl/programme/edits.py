"""Edits: what a job wants changed, as values. A Book applies them, to a file or in Excel."""

from __future__ import annotations

from datetime import date, time
from typing import Any, NamedTuple


class ReplaceText(NamedTuple):
    """Other characters in place of ``start`` to ``end``; the formatting of the rest stays."""

    sheet: str
    cell: str
    start: int
    end: int
    text: str


class SetColour(NamedTuple):
    """Colour the characters ``start`` to ``end``; ``None`` gives back the cell font's colour."""

    sheet: str
    cell: str
    start: int
    end: int
    colour: str | None


class SetValue(NamedTuple):
    """Another value in a cell, whose format stays; ``None`` empties it."""

    sheet: str
    cell: str
    value: str | int | float | date | time | None
    number_format: str | None = None
    """The cell's number format from now on (``@`` is text); ``None`` leaves it"""


class DeleteRow(NamedTuple):
    """Take the row of ``cell`` out of the programme."""

    sheet: str
    cell: str


class MoveRow(NamedTuple):
    """Put the row of ``cell`` before the row of ``before``; after the last one for ``None``."""

    sheet: str
    cell: str
    before: str | None


class ExtendTable(NamedTuple):
    """Take the rows below the table in, down to the row of ``cell``."""

    sheet: str
    cell: str


CellEdit = ReplaceText | SetColour | SetValue
RowEdit = DeleteRow | MoveRow | ExtendTable
Edit = CellEdit | RowEdit
"""Cells and offsets of all the edits of one fix are those from before the first of them."""

_OPERATIONS = {
    ReplaceText: "replace-text",
    SetColour: "set-colour",
    SetValue: "set-value",
    DeleteRow: "delete-row",
    MoveRow: "move-row",
    ExtendTable: "extend-table",
}


def as_json(edit: Edit) -> dict[str, Any]:
    """The edit as ``validate --format json`` shows it."""
    fields = edit._asdict()
    if isinstance(edit, SetValue):
        if edit.number_format is None:
            del fields["number_format"]
        if isinstance(edit.value, date | time):
            fields["value"] = edit.value.isoformat()
    return {"op": _OPERATIONS[type(edit)], **fields}

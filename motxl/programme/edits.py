"""Edits: what a job wants changed, as values. A surface applies them, to a file or to Excel."""

from __future__ import annotations

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
    value: str | int | float | None


Edit = ReplaceText | SetColour | SetValue

_OPERATIONS = {ReplaceText: "replace-text", SetColour: "set-colour", SetValue: "set-value"}


def as_json(edit: Edit) -> dict[str, Any]:
    """The edit as ``validate --format json`` shows it."""
    return {"op": _OPERATIONS[type(edit)], **edit._asdict()}

"""Edits as people read them, one per line, before anything is written."""

from __future__ import annotations

from datetime import date

from motxl.a1 import from_a1
from motxl.i18n import _
from motxl.programme.edits import DeleteRow, Edit, ExtendTable, MoveRow, ReplaceText, SetColour
from motxl.programme.model import Programme


def difference(programme: Programme, edit: Edit) -> str:
    """``B12  “cf. Cross-border deal thème 4” → orange``"""
    row, column = from_a1(edit.cell)
    place = f"{edit.cell:<6} "
    entry = next((e for e in programme.entries if e.row == row), None)
    if isinstance(edit, SetColour):
        palette = programme.palette
        words = {
            palette.orange: _("orange"),
            palette.blue: _("blue"),
            None: _("colour of the cell"),
        }
        text = entry.label[edit.start : edit.end] if entry else ""
        return place + _("“{text}” → {colour}").format(
            text=text, colour=words.get(edit.colour, edit.colour)
        )
    if isinstance(edit, ReplaceText):
        text = entry.label[edit.start : edit.end] if entry else ""
        return place + _("“{old}” → “{new}”").format(old=text, new=edit.text)
    if isinstance(edit, DeleteRow):
        return place + _("row deleted")
    if isinstance(edit, MoveRow):
        if edit.before is None:
            return place + _("row moved to the end")
        return place + _("row moved before {cell}").format(cell=edit.before)
    if isinstance(edit, ExtendTable):
        return place + _("table extended down to this row")
    names = {number: name for name, number in programme.columns.items()}
    name = names.get(column, "") if edit.sheet == programme.sheet else edit.sheet
    return place + _("{column}: {value}").format(
        column=name, value=_("(empty)") if edit.value is None else _shown(edit.value)
    )


def _shown(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

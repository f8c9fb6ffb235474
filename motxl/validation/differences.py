"""Edits as people read them, one per line, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from motxl.a1 import from_a1
from motxl.i18n import _, ngettext
from motxl.programme.edits import (
    DeleteRow,
    Edit,
    ExtendTable,
    MoveRow,
    ReplaceText,
    RowEdit,
    SetColour,
)
from motxl.programme.model import Programme
from motxl.validation.words import colour_word


def many(edits: Sequence[Edit]) -> str:
    """A line about edits that are too many to be read one by one."""
    rows = sum(isinstance(edit, RowEdit) for edit in edits)
    cells = len({(edit.sheet, edit.cell) for edit in edits}) - rows
    parts = []
    if rows:
        deleted = any(isinstance(edit, DeleteRow) for edit in edits)
        text = (
            ngettext("{n} row deleted", "{n} rows deleted", rows)
            if deleted
            else ngettext("{n} row put in its place", "{n} rows put in their places", rows)
        )
        parts.append(text.format(n=rows))
    if cells:
        parts.append(ngettext("{n} cell changed", "{n} cells changed", cells).format(n=cells))
    return ", ".join(parts)


def difference(programme: Programme, edit: Edit, at: str | None = None) -> str:
    """``B12  “cf. Cross-border deal thème 4” → orange``; the cell is left out where it is ``at``"""
    row, column = from_a1(edit.cell)
    place = "" if edit.cell == at else f"{edit.cell:<6} "
    entry = programme.entry_of_row.get(row)
    if isinstance(edit, SetColour):
        palette = programme.palette
        families = programme.themes.families
        words: dict[str | None, str] = {None: _("colour of the cell")}
        words |= {palette.exact(name): colour_word(name, families) for name in palette.names}
        text = entry.label[edit.start : edit.end] if entry else ""
        return place + _("“{text}” → {colour}").format(
            text=text, colour=words.get(edit.colour, edit.colour)
        )
    if isinstance(edit, ReplaceText):
        text = entry.label[edit.start : edit.end] if entry else ""
        return place + _("“{old}” → “{new}”").format(old=text, new=edit.text)
    if isinstance(edit, DeleteRow):
        if named := _row_named(programme, edit.cell):
            return place + _("row deleted: {row}").format(row=named)
        return place + _("row deleted")
    if isinstance(edit, MoveRow):
        named = _row_named(programme, edit.cell)
        if edit.before is None:
            return place + _("row moved to the end: {row}").format(row=named)
        return place + _("row moved before {cell}: {row}, before {other}").format(
            cell=edit.before, row=named, other=_row_named(programme, edit.before)
        )
    if isinstance(edit, ExtendTable):
        return place + _("table extended down to this row")
    names = {number: name for name, number in programme.columns.items()}
    name = names.get(column, "") if edit.sheet == programme.sheet else edit.sheet
    return place + _("{column}: {value}").format(
        column=name, value=_("(empty)") if edit.value is None else _shown(edit.value)
    )


_MOST_OF_A_LABEL = 40


def _row_named(programme: Programme, cell: str) -> str:
    """``1.2.1 “Animer le réseau…”``; empty where the row is none of the programme's."""
    entry = programme.entry_of_row.get(from_a1(cell)[0])
    if entry is None:
        return ""
    label = " ".join(entry.label.split())
    if len(label) > _MOST_OF_A_LABEL:
        label = label[: _MOST_OF_A_LABEL - 1].rstrip() + "…"
    return " ".join(filter(None, (entry.code_text.strip(), _("“{text}”").format(text=label))))


def _shown(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

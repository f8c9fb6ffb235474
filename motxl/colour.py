"""Colouring, as a job: ``colour(programme) -> [Edit]``.

References get exactly their colour, text that is none gives our colours back, and the columns that
staff filter by (Thèmes Deal, Thèmes transversaux, Jetons) say what the label refers to.
"""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.programme.colouring import KIND_OF_COLUMN, ShownRuns, beside, due_in, format_of, strays
from motxl.programme.edits import Edit, SetColour, SetValue
from motxl.programme.model import LABEL, Entry, Programme


def colour(programme: Programme) -> list[Edit]:
    """The edits that bring the colours up to date; none when they are already exact."""
    edits: list[Edit] = []
    referring = {entry.row for entry in programme.with_references}
    has_beside = any(map(programme.has, KIND_OF_COLUMN))
    for entry in programme.entries:
        if entry.row in referring or entry.label_format is not None:
            edits += _text_colours(programme, entry)
        for column, due in beside(programme, entry) if has_beside else ():
            cell = to_a1(entry.row, programme.columns[column])
            edits.append(SetValue(programme.sheet, cell, due))
    if edits:
        edits += _colours_so_far(programme)
    return edits


def _colours_so_far(programme: Programme) -> Iterator[Edit]:
    """Colours that motxl sets are written down, so that it knows them for its own later on."""
    palette = programme.palette
    if programme.palette_cell and not {palette.orange, palette.blue} <= palette.former:
        so_far = sorted(palette.former | {palette.orange, palette.blue})
        yield SetValue(*programme.palette_cell, "; ".join(so_far))


def _text_colours(programme: Programme, entry: Entry) -> Iterator[Edit]:
    palette, themes = programme.palette, programme.themes
    cell = to_a1(entry.row, programme.columns[LABEL])
    for stray in strays(entry, programme):
        if stray.is_ours:
            yield SetColour(programme.sheet, cell, stray.start, stray.end, None)
    due_here = due_in(entry, themes)
    shown = ShownRuns(format_of(entry).runs) if due_here else None
    for span in due_here:
        if shown is not None and not shown.exactly(span, palette):
            due = palette.exact(span.colour)
            yield SetColour(programme.sheet, cell, span.start, span.end, due)

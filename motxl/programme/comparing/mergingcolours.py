"""The colours that labels have after a merge, as edits of cells."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.programme.comparing.colours import BLACK, colours_beside_own, own_colour
from motxl.programme.comparing.merging import Merged
from motxl.programme.edits import SetColour
from motxl.programme.model import LABEL, Programme


def colour_edits(programme: Programme, merged: Merged) -> Iterator[SetColour]:
    """What makes the labels of the result look as they are to."""
    column = programme.columns[LABEL]
    for entry, row in zip(programme.entries, merged.rows, strict=True):
        shown, length = entry.label_format, len(entry.label)
        if row.theirs is None or (shown and shown.formula):
            continue
        now = colours_beside_own(shown, length, merged.palette)
        wanted = [run.properties for run in row.runs for _character in run.text]
        if len(wanted) != length:
            wanted = [None] * length
        plain = BLACK if own_colour(shown, merged.palette) else None
        start = 0
        for n in range(1, length + 1):
            if n < length and (now[n], wanted[n]) == (now[start], wanted[start]):
                continue
            if now[start] != wanted[start]:
                cell = to_a1(entry.row, column)
                yield SetColour(programme.sheet, cell, start, n, wanted[start] or plain)
            start = n

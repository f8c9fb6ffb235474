"""The colours that labels have after a merge, as edits of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.a1 import to_a1
from motxl.programme.comparing.merging import Merged
from motxl.programme.edits import SetColour
from motxl.programme.model import LABEL, ColouredRun, Entry, Programme


def colour_edits(programme: Programme, merged: Merged) -> Iterator[SetColour]:
    """What makes the labels of the result look as they are to."""
    column = programme.columns[LABEL]
    for entry, row in zip(programme.entries, merged.rows, strict=True):
        if row.theirs is None or (entry.label_format and entry.label_format.formula):
            continue
        now, wanted = _of_characters(_runs(entry), entry), _of_characters(row.runs, entry)
        start = 0
        for n in range(1, len(entry.label) + 1):
            if n < len(entry.label) and (now[n], wanted[n]) == (now[start], wanted[start]):
                continue
            if now[start] != wanted[start]:
                yield SetColour(programme.sheet, to_a1(entry.row, column), start, n, wanted[start])
            start = n


def _runs(entry: Entry) -> Sequence[ColouredRun]:
    return entry.label_format.runs if entry.label_format else ()


def _of_characters(runs: Sequence[ColouredRun], entry: Entry) -> list[str | None]:
    found = [run.properties for run in runs for _character in run.text]
    return found if len(found) == len(entry.label) else [None] * len(entry.label)

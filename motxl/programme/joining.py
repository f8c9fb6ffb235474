"""Several sheets as one programme."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cached_property

from motxl.a1 import to_a1
from motxl.programme.model import Entry, Programme, Structure
from motxl.programme.spread import Spread, spread_row


def place_of(programme: Programme, entry: Entry, column: str) -> tuple[str, str]:
    """The sheet and the cell, in A1, of an entry in a column."""
    number = programme.columns[column]
    if programme.spread is None:
        return programme.sheet, to_a1(entry.row, number)
    place = programme.spread.at(entry.row, number)
    return place.sheet, place.cell


def joined(parts: tuple[Programme, ...]) -> Programme:
    """The parts of a programme, one for each sheet, as one, with the columns that all
    have. Their structure stays theirs."""
    first = parts[0]
    spread = Spread(tuple(part.sheet for part in parts))
    made = _made(
        first,
        [_moved(entry, number) for number, part in enumerate(parts) for entry in part.entries],
        spread,
        parts,
    )
    made.columns = {
        name: number
        for name, number in first.columns.items()
        if all(part.columns.get(name) == number for part in parts)
    }
    return made


def with_levels(programme: Programme, spread: Spread) -> Programme:
    """A programme whose entries have rows of a spread already."""
    return _made(programme, programme.entries, spread, ())


def _moved(entry: Entry, sheet: int) -> Entry:
    moved = copy(entry)
    moved.row = spread_row(sheet, entry.row)
    return moved


def _made(
    first: Programme, entries: Iterable[Entry], spread: Spread, parts: tuple[Programme, ...]
) -> Programme:
    made = copy(first)
    # What was worked out of the first part alone is not of the whole.
    for name, attribute in vars(Programme).items():
        if isinstance(attribute, cached_property):
            vars(made).pop(name, None)
    made.entries = list(entries)
    made.spread = spread
    made.parts = parts
    made.structure = Structure()
    made.other_texts = tuple(text for part in parts for text in part.other_texts)
    return made

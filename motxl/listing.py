"""The references of a programme as a list, for people and for scripts."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.programme.colouring import ShownRuns, format_of
from motxl.programme.model import LABEL, Programme
from motxl.programme.references import Reference
from motxl.text.colours import nearest


class ListedReference(NamedTuple):
    """A reference to one theme or service. Offsets count characters, 0-based, end exclusive."""

    sheet: str
    cell: str
    ref: str | None
    kind: str
    key: str | None
    start: int
    end: int
    text: str
    colour: str | None
    """``orange``, ``blue``, another ``RRGGBB``, or ``None`` for the colour of plain text"""


def list_references(programme: Programme) -> list[ListedReference]:
    """In the order of the document; one that names several themes, once for each of them."""
    return [
        ListedReference(
            programme.sheet,
            to_a1(entry.row, programme.columns[LABEL]),
            entry.ref or None,
            reference.kind,
            key,
            reference.start,
            reference.end,
            reference.text,
            colour,
        )
        for entry, found in groupby(programme.references(), key=itemgetter(0))
        for shown in [ShownRuns(format_of(entry).runs)]
        for _entry, reference in found
        for colour in [_colour(programme, shown, reference)]
        for key in programme.keys_of(entry, reference)
    ]


def _colour(programme: Programme, shown: ShownRuns, reference: Reference) -> str | None:
    """The colour of the reference's first coloured characters: it has one where all is well."""
    for _, _, colour in shown.pieces(reference.start, reference.end):
        return nearest(colour, programme.palette.named) or colour
    return None

"""The references of a programme as a list, for people and for scripts."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from motxl.programme.colouring import ShownRuns, format_of
from motxl.programme.joining import place_of
from motxl.programme.model import LABEL, Programme
from motxl.programme.references import Reference
from motxl.text.colours import nearest

if TYPE_CHECKING:
    from pandas import DataFrame


class ListedReference(NamedTuple):
    """A reference to one theme or service. Offsets count characters, 0-based, end exclusive."""

    sheet: str
    cell: str
    ref: str | None
    kind: str
    """``deal``, ``transversal`` or ``jeton``; else the name of the family in Paramètres"""
    key: str | None
    start: int
    end: int
    text: str
    colour: str | None
    """``orange``, ``blue``, another ``RRGGBB``, or ``None`` for the colour of plain text"""


class References(list[ListedReference]):
    """In the order of the document; one that names several themes, once for each of them."""

    def __repr__(self) -> str:
        counts = Counter(one.kind for one in self)
        return f"References({', '.join(f'{kind}: {n}' for kind, n in counts.items())})"

    def to_frame(self) -> DataFrame:
        """A line per reference, with what ``ListedReference`` has."""
        import pandas

        return pandas.DataFrame(self, columns=list(ListedReference._fields))


def references(programme: Programme) -> References:
    """The references of a programme to themes and services, with their present colours."""
    return References(
        ListedReference(
            *place_of(programme, entry, LABEL),
            entry.ref or None,
            reference.family or reference.kind,
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
    )


def _colour(programme: Programme, shown: ShownRuns, reference: Reference) -> str | None:
    """The colour of the reference's first coloured characters: it has one where all is well."""
    for _, _, colour in shown.pieces(reference.start, reference.end):
        return nearest(colour, programme.palette.named) or colour
    return None

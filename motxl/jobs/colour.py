"""References get their colour in a workbook, and the columns beside say what they refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError
from motxl.files.note import Note
from motxl.i18n import ngettext
from motxl.programme import colouring
from motxl.programme.edits import Edit, SetColour
from motxl.programme.model import Programme

if TYPE_CHECKING:
    from motxl.book.protocol import Book


class Recoloured(NamedTuple):
    """What was, or would be, done to a workbook's colours."""

    programme: Programme
    """As it was read, before anything changed"""
    edits: Sequence[Edit]
    """All that differs from what is due"""
    skipped: Sequence[Edit] = ()
    """Those of the edits that were not made: the cells hold formulas"""
    saved: bool = False
    left_alone: Sequence[str] = ()
    """What could not be written, a sentence each"""

    def __repr__(self) -> str:
        pieces, cells = self.counts
        saved = ", saved" if self.saved else ""
        return f"Recoloured({pieces} pieces of text, {cells} other cells{saved})"

    @property
    def counts(self) -> tuple[int, int]:
        """How many pieces of text get another colour, and how many other cells another value."""
        made = Counter(isinstance(one, SetColour) for one in self.edits if one not in self.skipped)
        return made[True], made[False]

    @property
    def change(self) -> str:
        """In words, as ``motxl undo --list`` says it."""
        pieces, cells = self.counts
        parts = []
        if pieces:
            text = ngettext("{n} piece of text coloured", "{n} pieces of text coloured", pieces)
            parts.append(text.format(n=pieces))
        if cells:
            text = (
                ngettext("{n} other cell written", "{n} other cells written", cells)
                if pieces
                else ngettext("{n} cell written", "{n} cells written", cells)
            )
            parts.append(text.format(n=cells))
        return ", ".join(parts)


def colour(
    book: Book, *, write: bool = True, force: bool = False, note: Note | None = None
) -> Recoloured:
    """Bring the colours of a workbook up to date and save it; with ``write`` false, say only what
    would change. ``note`` is what ``motxl undo --list`` says of it, else how much was coloured.
    Raises ``MotxlError`` when it cannot be written, and where Paramètres names colours in which
    nobody could read references."""
    programme = book.programme
    if unfit := programme.palette.unfit:
        raise MotxlError("\n".join(f"{one.place} · {one.message} {one.proposal}" for one in unfit))
    done = Recoloured(programme, colouring.colour(programme))
    if not write:
        return done
    done = done._replace(skipped=book.apply(done.edits))
    saved = book.save(force=force, note=note or Note("colour", done.change))
    return done._replace(saved=saved, left_alone=book.left_alone)

"""Texts that name a code, when codes change: what follows, before and after, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from motxl.a1 import to_a1
from motxl.controls import on_one_line
from motxl.i18n import N_, _
from motxl.programme.model import Programme
from motxl.programme.renumbering import LeftText, TextChange
from motxl.programme.texts import Naming
from motxl.text.comparing import Piece, Replacement, compared


def texts_compared(
    programme: Programme, changes: Sequence[TextChange]
) -> Iterator[tuple[str, list[Piece]]]:
    """For each text that follows its cell, and all that changes in it."""
    for naming, several in groupby(changes, lambda one: one.naming):
        pieces = compared(
            naming.text.text,
            [Replacement(*one.mention[:2], one.written) for one in several],
        )
        yield cell_of(programme, naming), pieces


def cell_of(programme: Programme, naming: Naming) -> str:
    """The cell of a text, with its sheet where that is another one."""
    text = naming.text
    cell = to_a1(text.row, text.column)
    return cell if text.sheet == programme.sheet else f"{on_one_line(text.sheet)}!{cell}"


_LEFT = {
    "formula": N_(
        "{cell}: the text that mentions {code} is computed by a formula, and was left as it is."
    ),
    "escapes": N_(
        "{cell}: {code} stands among special characters, and was left as it is. Correct it by hand."
    ),
    "duplicate": N_(
        "{cell} mentions {code}, a code that several headings had; the code was left as it "
        "is. Correct it by hand."
    ),
    "doubtful": N_(
        "{cell} mentions {code}, perhaps as a code of another document; the code was left as it is."
    ),
    "unknown": N_("{cell} mentions {code}, a code that no row has."),
}


def left_in_words(programme: Programme, left: Sequence[LeftText]) -> Iterator[str]:
    """A sentence for each place in a text that was left, and why."""
    for one in left:
        cell, code = cell_of(programme, one.naming), programme.scheme.write(one.mention.code)
        yield _(_LEFT[one.reason]).format(cell=cell, code=code)

"""The differences as the rows of the sheet Modifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from motxl.comparison.shown import moved_blocks, row_in_full, value_pieces
from motxl.comparison.words import short
from motxl.comparison.written import as_written
from motxl.i18n import N_, called
from motxl.programme.comparing import ComparedProgrammes, Difference, DifferenceKind, RowSide
from motxl.programme.model import LABEL, ColouredRun, Entry
from motxl.template.modifications import (
    Mark,
    MarkedPiece,
    ModificationRow,
    filled_modifications,
)
from motxl.template.texts import Say, texts_in
from motxl.template.words import language_with
from motxl.text.comparing import Piece

if TYPE_CHECKING:
    from motxl.ooxml.wording import Wording


def modifications(
    comparison: ComparedProgrammes, names: tuple[str, str], words: Wording | None = None
) -> bytes:
    """A workbook with the sheet Modifications; ``names`` are what the old and the new workbook are
    called, ``words`` those of the new one, which are the sheet's too."""
    say = texts_in(language_with(words))
    coloured = comparison.old.palette.ours | comparison.new.palette.ours
    blocks = moved_blocks(one for one in comparison.differences if one.kind == "moved")
    last = {id(block[0]): block[-1] for block in blocks}
    rows = [
        _row(one, say, coloured, last.get(id(one)))
        for one in comparison.differences
        if one.kind != "moved" or id(one) in last
    ]
    return filled_modifications(rows, names, words, organisation=comparison.new.organisation)


_KINDS: Mapping[DifferenceKind, str] = {
    "added": N_("Row added"),
    "removed": N_("Row removed"),
    "moved": N_("Row moved"),
    "renumbered": N_("Code changed"),
    "reworded": N_("Label reworded"),
    "typography": N_("Typography"),
    "colour": N_("Other colours"),
    "value": N_("Value"),
}
"""What staff filter by, in the column Modification"""


def _row(
    one: Difference, say: Say, coloured: frozenset[str], last: Difference | None
) -> ModificationRow:
    """``last`` is the last one of the rows that moved together, of which this is the first."""
    moved_to = last.row if last is not None and last is not one else None
    (one,) = as_written([one])
    row = one.row
    before, now = _texts(one, say, coloured)
    if moved_to is not None:
        text = say("with what stands below it, down to “{row}”").format(row=_named(moved_to))
        now = [*now, MarkedPiece(f"\n{text}")]
    is_label = one.column in {None, LABEL} and one.kind != "moved" and not one.table
    column = called(one.column or "")
    return ModificationRow(
        code=called(row.sheet) if one.table else row.code,
        ref=row.ref,
        kind=say(_KINDS[one.kind]),
        column=column,
        label="" if is_label else short(row.text, 120),
        before=before,
        now=now,
    )


def _texts(
    one: Difference, say: Say, coloured: frozenset[str]
) -> tuple[Sequence[MarkedPiece], Sequence[MarkedPiece]]:
    if one.kind == "moved":
        return _place(one.old_above, say), _place(one.new_above, say)
    pieces: Sequence[Piece]
    if one.column is None:
        text = row_in_full(one)
        pieces = [Piece("", text) if one.kind == "added" else Piece(text, "")]
    elif one.kind == "colour":
        text = str(one.new_value)
        # Told beside it are the words that changed, if any did.
        return (
            _marked([Piece(str(one.old_value), "")], _runs(one.old_row), coloured, "", old=True),
            _marked([Piece("", text)], one.runs, coloured, "", old=False),
        )
    else:
        pieces = value_pieces(one)
    is_label = not one.table and one.column in {None, LABEL}
    runs = (_runs(one.old_row), _runs(one.new_row)) if is_label else ((), ())
    return (
        _marked(pieces, runs[0], coloured, "deleted", old=True),
        _marked(pieces, runs[1], coloured, "inserted", old=False),
    )


def _place(above: RowSide | None, say: Say) -> list[MarkedPiece]:
    if above is None:
        return [MarkedPiece(say("first row"))]
    return [MarkedPiece(say("below “{row}”").format(row=_named(above)))]


def _named(row: RowSide) -> str:
    return " ".join(filter(None, (row.code, short(row.text))))


def _runs(side: RowSide | None) -> Sequence[ColouredRun]:
    entry = side.record if side is not None else None
    shown = entry.label_format if isinstance(entry, Entry) else None
    return shown.runs if shown is not None else ()


def _marked(
    pieces: Sequence[Piece],
    runs: Sequence[ColouredRun],
    coloured: frozenset[str],
    mark: Mark,
    *,
    old: bool,
) -> list[MarkedPiece]:
    """One side of the pieces, cut where the colour of a reference begins or ends."""
    colours = [run.properties for run in runs for _character in run.text]
    found: list[MarkedPiece] = []
    position = 0
    for piece in pieces:
        for character in piece.old if old else piece.new:
            colour = colours[position] if position < len(colours) else None
            shown = colour if colour in coloured else None
            of_piece: Mark = mark if piece.changed else ""
            last = found[-1] if found else None
            if last is not None and last[1:] == (of_piece, shown):
                found[-1] = last._replace(text=last.text + character)
            else:
                found.append(MarkedPiece(character, of_piece, shown))
            position += 1
    return found

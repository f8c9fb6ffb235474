"""The colours of a label before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from motxl.programme.comparing.differences import ColourShift
from motxl.programme.model import Entry, LabelFormat
from motxl.text.colours import is_saturated
from motxl.text.words import pieces_of

BLACK = "000000"


def colour_shifts(old: Entry, new: Entry, ours: Collection[str]) -> tuple[ColourShift, ...]:
    """The characters that both labels have and that show in another colour now.

    Black and greys that are none of ``ours``, the colours of references, count as no colour: it is
    not known of plain labels in which of them they are.
    """
    before = _colours(old.label_format, len(old.label), ours)
    after = _colours(new.label_format, len(new.label), ours)
    if before == after and old.label == new.label:
        return ()
    found: list[ColourShift] = []
    for i, j in _kept(old.label, new.label):
        if before[i] == after[j] or new.label[j].isspace():
            continue
        shift = ColourShift(j, j + 1, before[i], after[j])
        last = found[-1] if found else None
        # The blanks between two words are not looked at, and do not part them.
        if last and last[2:] == shift[2:] and not new.label[last.end : j].strip():
            found[-1] = last._replace(end=j + 1)
        else:
            found.append(shift)
    return tuple(found)


def colours_beside_own(
    format_: LabelFormat | None, length: int, ours: Collection[str]
) -> list[str | None]:
    """The colour of each character of a label; ``None`` for that of plain text.

    This is the colour of the cell, if it is black or a grey that is none of ``ours``: it is not
    known of plain labels in which of them they are. Where the cell has another one, it is black.
    """
    if format_ is None:
        return [None] * length
    plain = BLACK if own_colour(format_, ours) else format_.cell_colour
    runs = ((run.text, run.properties) for run in format_.runs)
    found = [None if colour == plain else colour for text, colour in runs for _character in text]
    return found[:length] + [None] * (length - len(found))


def own_colour(format_: LabelFormat | None, ours: Collection[str]) -> str | None:
    """The colour of a label's cell, unless it is black or a grey that is none of ``ours``."""
    colour = format_.cell_colour if format_ else None
    return colour if _tells(colour, ours) else None


def _colours(format_: LabelFormat | None, length: int, ours: Collection[str]) -> list[str | None]:
    """The colour of each character."""
    found: list[str | None] = []
    for run in format_.runs if format_ else ():
        found += [run.properties if _tells(run.properties, ours) else None] * len(run.text)
    return found[:length] + [None] * (length - len(found))


def _tells(colour: str | None, ours: Collection[str]) -> bool:
    return colour is not None and (colour in ours or is_saturated(colour))


def _kept(old: str, new: str) -> Iterator[tuple[int, int]]:
    """The offsets in both texts of the characters that stayed."""
    i = j = 0
    for piece in pieces_of(old, new):
        if not piece.changed:
            yield from zip(range(i, i + len(piece.old)), range(j, j + len(piece.new)), strict=True)
        i, j = i + len(piece.old), j + len(piece.new)

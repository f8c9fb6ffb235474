"""Colours of a source that references do not have in the new workbook, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from motxl.i18n import N_, _, ngettext
from motxl.programme.colouring import ShownRuns, due_in, format_of
from motxl.programme.families import DEAL, JETON, TRANSVERSAL, ColourName
from motxl.programme.fills import Why
from motxl.programme.model import Programme
from motxl.text.colours import is_saturated, nearest
from motxl.text.normalise import normalise


class UntakenColour(NamedTuple):
    """A colour that a legend, or last year's workbook, has for a family, and that its references do
    not get."""

    family: str
    colour: str
    """``RRGGBB``"""
    why: Why | Literal["shared", "nowhere"]
    """Why it cannot be theirs: of a fill, or because the cell says that of another family already,
    or no cell of the workbook says any"""
    place: str = ""
    """The cell whose fill says it"""


class LostColours(NamedTuple):
    """What a source shows in colours that the new workbook does not have."""

    untaken: Sequence[UntakenColour] = ()
    references: int = 0
    """How many had another colour in the source"""


def recoloured(programme: Programme) -> int:
    """How many references, before they are coloured, show a colour that reads as another than
    theirs."""
    count = 0
    for entry in programme.with_references:
        due = due_in(entry, programme.themes)
        shown = ShownRuns(format_of(entry).runs if due else ())
        for span in due:
            colours = {colour for *_place, colour in shown.pieces(span.start, span.end)}
            count += any(_is_other(colour, span.colour, programme) for colour in colours)
    return count


def _is_other(colour: str | None, due: ColourName, programme: Programme) -> bool:
    if colour is None or not is_saturated(colour):
        return False  # black and grey are no colours of references
    return nearest(colour, programme.palette.named) != due


_WHY = {
    "pale": N_("it is too pale to be read on white"),
    "black": N_("it is black like all other text"),
    "same": N_("references of another family have it"),
    "shared": N_("its cell says the colour of another family"),
    "nowhere": N_("the workbook has no cell for it"),
}


def told_of_colours(lost: LostColours, worded: Mapping[str, str]) -> Iterator[str]:
    """Sentences: colours that the legend shows and that were not taken, colours that it names in
    words alone (``worded``, by family), and references that had another colour in the source."""
    for one in lost.untaken:
        text = _(
            "The colour {colour}, in which the source or last year's workbook shows {family}, is "
            "not taken: {why}. To choose the colour of these references, fill the cell {place} "
            "with the paint bucket, then run “motxl colour”."
        )
        place = one.place or _("of this family in the sheet Paramètres")
        yield text.format(colour=one.colour, family=one.family, why=_(_WHY[one.why]), place=place)
    for family, words in worded.items():
        if not _is_usual(family, words):
            text = _(
                "The legend says “{words}” of {family}; motxl takes no colour from words. To "
                "choose the colour of these references, fill their cell in the sheet Paramètres "
                "with the paint bucket, then run “motxl colour”."
            )
            yield text.format(words=words, family=family)
    if lost.references:
        text = ngettext(
            "{n} reference had another colour in the source, and has that of its family now.",
            "{n} references had other colours in the source, and have those of their families now.",
            lost.references,
        )
        yield text.format(n=lost.references)


_USUAL = {DEAL: ("orange",), TRANSVERSAL: ("orange",), JETON: ("bleu", "blue", "blau")}
"""Words for the colours that references have where nobody chose others"""


def _is_usual(family: str, words: str) -> bool:
    return any(word in normalise(words) for word in _USUAL.get(family, ()))

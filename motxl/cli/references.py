"""``motxl references``: the references of a programme, in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    format_option,
    json_of,
    lang_option,
    say_not_read,
    sheet_options,
)
from motxl.controls import on_one_line
from motxl.i18n import N_, _
from motxl.programme.families import DEAL, JETON, TRANSVERSAL

if TYPE_CHECKING:
    from motxl.jobs.references import References
    from motxl.programme.families import Families

_CAPTIONS = {
    DEAL: N_("Cross-border Deal"),
    TRANSVERSAL: N_("Cross-cutting theme"),
    JETON: N_("Jeton"),
}
"""The families of the shipped workbook, by their names there"""

_MAX_TEXT_SHOWN = 300
"""Characters of a reference: one may name thousands of themes"""

_CELL_WIDTH = 6


@click.command(
    "references",
    short_help=_("List the references to themes and jetons."),
    epilog=epilog(
        "motxl references programme-2025.xlsx",
        "motxl references programme-2025.xlsx --format json",
    ),
    help=_(
        "List the references in BOOK, each with its cell, kind, theme, text and current "
        "colour.\n"
        "\n"
        "In JSON, start and end count characters of the cell's text from 0, and end is not "
        "included; a\n"
        "reference that names several themes is listed once for each theme."
    ),
)
@book_argument()
@sheet_options
@format_option
@lang_option
def command(book: Path, sheet: str | None, columns: str | None, output_format: str) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.references import references

    opened = open_book(book, sheet=sheet, columns=columns)
    say_not_read(opened)
    found = references(opened.programme)
    if output_format == "json":
        document = {"version": 1, "references": [one._asdict() for one in found]}
        click.echo(json_of(document))
        return
    captions = _captions(opened.programme.themes.families)
    shows_colours = opened.programme.shows_colours
    for line in _listed(found, captions, shows_colours=shows_colours):
        click.echo(line)
    click.echo()
    click.echo(_total(found, captions))


def _listed(
    found: References, captions: Mapping[str, str], *, shows_colours: bool
) -> Iterator[str]:
    """Two lines for each reference: its cell, family, colour and key; its text."""
    # Where only values are read, nothing is known of colours, and nothing said.
    none = _("no colour") if shows_colours else ""
    colours = {"orange": _("orange"), "blue": _("blue"), None: none}
    caption_width = max(map(len, captions.values()), default=0)
    colour_width = max(map(len, colours.values()))
    for reference in found:
        colour = colours.get(reference.colour, reference.colour)
        head = (
            f"{reference.cell:<{_CELL_WIDTH}} {captions[reference.kind]:<{caption_width}} "
            f"{colour:<{colour_width}} {reference.key or '?'}"
        )
        yield on_one_line(head)
        text = on_one_line(reference.text)
        shortened = f"{text[:_MAX_TEXT_SHOWN]}{'…' if len(text) > _MAX_TEXT_SHOWN else ''}"
        yield f"{'':<{_CELL_WIDTH}} {shortened}"


def _total(found: References, captions: Mapping[str, str]) -> str:
    """How many references of each family there are."""
    if not captions:
        return _("This workbook has no families of references.")
    totals = dict.fromkeys(captions.values(), 0)
    for reference in found:
        totals[captions[reference.kind]] += 1
    counted = (_("{what}: {n}").format(what=what, n=n) for what, n in totals.items())
    return ", ".join(counted) + "."


def _captions(families: Families) -> dict[str, str]:
    """What the family of a reference is called, by the reference's ``kind``; in the order of the
    families. One that is written in several ways may have two kinds."""
    of_grammars = {"deal": families.deal, "transversal": families.transversal}
    of_grammars["jeton"] = families.jeton
    captions: dict[str, str] = {}
    for family in families.all:
        usual = _CAPTIONS.get(family.name)
        caption = _(usual) if usual else family.name
        kinds = [kind for kind, one in of_grammars.items() if one is family]
        if any(writing.grammar is None for writing in family.writings):
            kinds.append(family.name)
        captions.update(dict.fromkeys(kinds, caption))
    return captions

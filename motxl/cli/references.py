"""``motxl references``: the references of a programme, in the order of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    format_option,
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

_KINDS = {
    "deal": N_("Cross-border Deal"),
    "transversal": N_("Cross-cutting theme"),
    "jeton": N_("Jeton"),
}


_MOST = 300
"""Characters of a reference that are shown: one may name thousands of themes"""


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
        import json

        document = {"version": 1, "references": [one._asdict() for one in found]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    kinds = _kinds(opened.programme.themes.families)
    for line in _lines(found, kinds, shows_colours=opened.programme.shows_colours):
        click.echo(line)


def _lines(found: References, kinds: Mapping[str, str], *, shows_colours: bool) -> Iterator[str]:
    # Where only values are read, nothing is known of colours, and nothing said.
    none = _("no colour") if shows_colours else ""
    colours = {"orange": _("orange"), "blue": _("blue"), None: none}
    for reference in found:
        head = (
            f"{reference.cell:<6} {kinds[reference.kind]:<18} "
            f"{colours.get(reference.colour, reference.colour):<8} {reference.key or '?'}"
        )
        yield on_one_line(head)
        text = on_one_line(reference.text)
        yield f"       {text[:_MOST]}{'…' if len(text) > _MOST else ''}"
    counts = Counter(reference.kind for reference in found)
    yield ""
    counted = (_("{what}: {n}").format(what=what, n=counts[kind]) for kind, what in kinds.items())
    # A workbook may have no families of references at all.
    yield ", ".join(counted) + "." if kinds else _("This workbook has no families of references.")


def _kinds(families: Families) -> dict[str, str]:
    """What references of each family are called, in the order of the families."""
    usual = {"deal": families.deal, "transversal": families.transversal, "jeton": families.jeton}
    names = (DEAL, TRANSVERSAL, JETON)
    found: dict[str, str] = {}
    for family in families.all:
        for (kind, one), name in zip(usual.items(), names, strict=True):
            if one is family:
                found[kind] = _(_KINDS[kind]) if family.name == name else family.name
        if any(way.grammar is None for way in family.writings):
            found[family.name] = family.name
    return found

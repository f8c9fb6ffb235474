"""``motxl new``: next year's workbook, from this year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    asked_about_jetons,
    epilog,
    force_option,
    format_option,
    jetons_in_words,
    json_of,
    lang_option,
    wrapped,
)
from motxl.errors import MotxlError
from motxl.i18n import _, called, ngettext
from motxl.programme.state_words import FINISHED, meaning_of
from motxl.template.layout import Parametre

if TYPE_CHECKING:
    from motxl.book.editing.nextyear import ToldCell
    from motxl.jobs.new import NewProgramme, NextYear, NotMadeError

_MOST = 8
"""Cells of a kind that are listed; of the others their number is said"""
_LONGEST = 70


@click.command(
    "new",
    short_help=_("Make next year's workbook from this year's."),
    epilog=epilog(
        "motxl new --from programme-2025.xlsx --year 2026 --close-jetons --dry-run",
        "motxl new --from programme-2025.xlsx --year 2026 --carry-jetons --keep Reporté,Permanent",
    ),
    help=_(
        "Make the workbook of YEAR from BOOK, which is not changed.\n"
        "\n"
        "Members, contacts, territories, themes, levels, your own sheets and columns, and all "
        "styles are taken\n"
        "over. Headings and unfinished actions get a new Réf., with the old one beside it. "
        "The follow-up is not\n"
        "taken over: states, Bilan, Commentaire, requests for jetons, versions, findings, "
        "events and dates of\n"
        "the old year, and comments on the rows of the programme."
    ),
)
@click.option(
    "--from", "source", metavar=_("BOOK"), required=True, type=click.Path(path_type=Path),
    help=_("The workbook of the year that ends."),
)  # fmt: skip
@click.option(
    "--year", metavar=_("YEAR"), required=True, type=int,
    help=_("The year of the new workbook."),
)  # fmt: skip
@click.option(
    "-o", "--output", metavar=_("FILE"), type=click.Path(path_type=Path),
    help=_("The workbook to make; by default beside BOOK, with the new year in its name."),
)  # fmt: skip
@click.option(
    "--keep", metavar=_("STATES"), default="",
    help=_(
        "States of the actions to take over, separated by commas; by default, all states "
        "except Réalisé, Abandonné and those that Paramètres calls “état terminé”."
    ),
)  # fmt: skip
@click.option(
    "--carry-jetons/--close-jetons", "carry", default=None,
    help=_("Carry over what is left of each member's jetons, or close the accounts and leave "
           "the column Jetons attribués empty."),
)  # fmt: skip
@click.option(
    "--clear", metavar=_("COLUMN"), multiple=True,
    help=_("Empty this column, which must be one of your own; the option may be repeated."),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=_("Show what would be made, and write nothing."))
@force_option(_("Replace the workbook if it already exists."))
@format_option
@lang_option
def command(
    source: Path, year: int, output: Path | None, keep: str, carry: bool | None,
    clear: tuple[str, ...], dry_run: bool, force: bool, output_format: str,
) -> None:  # fmt: skip
    from motxl.jobs.new import NextYear

    states = tuple(filter(None, map(str.strip, keep.split(","))))
    wanted = NextYear(year, states, None, clear)
    book = output or _beside(source, year)
    made = _made(source, book, wanted, carry, force=force, dry_run=dry_run)
    if output_format == "json":
        click.echo(json_of(made.as_data()))
        return
    for line in _lines(made, chosen=bool(states)):
        click.echo(line, err=True)


def _beside(source: Path, year: int) -> Path:
    """The name of the old workbook with the new year in place of the one before, or at its end."""
    before = str(year - 1)
    stem = source.stem
    name = stem.replace(before, str(year)) if before in stem else f"{stem}-{year}"
    return source.with_name(name + source.suffix)


def _made(
    source: Path, output: Path, wanted: NextYear, carry: bool | None, *, force: bool, dry_run: bool
) -> NewProgramme:
    """The new workbook; what becomes of jetons is asked where somebody can answer."""
    from dataclasses import replace

    from motxl.jobs.new import NotMadeError, new_programme

    try:
        return asked_about_jetons(
            lambda jetons: new_programme(
                source, output, replace(wanted, jetons=jetons), overwrite=force, dry_run=dry_run
            ),
            carry,
            NotMadeError,
        )
    except NotMadeError as error:
        raise MotxlError(_with_remedy(error, output)) from None


def _with_remedy(error: NotMadeError, output: Path) -> str:
    if error.reason == "there":
        text = _("{path} already exists: use --force to replace it, or choose another name.")
        return text.format(path=output)
    return _("{sentence} Add --carry-jetons or --close-jetons.").format(sentence=error)


def _lines(made: NewProgramme, *, chosen: bool) -> Iterator[str]:
    """What is told, in the order in which somebody would ask; ``chosen`` says whether somebody
    chose the states that go on."""
    yield (
        _("{path} was made.").format(path=made.path)
        if made.saved
        else _("{path}: nothing was written.").format(path=made.path)
    )
    yield wrapped(_("Taken over: {what}.").format(what=", ".join(_along(made))), "", "  ")
    if any(made.went_on):
        text = _(
            "Actions that are taken over, by their state until now, which is emptied: {states}. To "
            "take others over, add --keep and their states."
        )
        yield wrapped(text.format(states=_by_state(made.went_on)), "", "  ")
        if not chosen:
            yield from _perhaps_finished(made)
    if made.left:
        text = _("Actions that are not taken over, by state: {states}.")
        yield wrapped(text.format(states=_by_state(made.left)), "", "  ")
    if made.cleared:
        emptied = (
            " · ".join(map(called, filter(None, (one.sheet, one.column)))) + f" ({one.cells})"
            for one in made.cleared
        )
        yield wrapped(
            _("Emptied, with the number of cells or rows: {columns}.").format(
                columns=", ".join(emptied)
            ),
            "",
            "  ",
        )
    if made.jetons is not None:
        yield jetons_in_words(made.jetons)
    for heading, cells in (
        (_("Dates and events that are not taken over:"), made.dates),
        (
            _("Services that no longer have a Réf., because their row is not taken over:"),
            made.unlinked,
        ),
        (
            _("Comments that are not taken over, with their cells in the old workbook:"),
            made.comments,
        ),
        (_("Cells and sheets that still mention {year}, for you to change:"), made.years),
        (_("Cells outside the tables of motxl that still contain what was emptied:"), made.remains),
    ):
        yield from _listed(heading.format(year=made.former_year), cells)
    if made.parts:
        yield _("Other parts of the file that still contain what was emptied: {parts}.").format(
            parts=", ".join(made.parts)
        )


def _by_state(counts: Mapping[str, int]) -> str:
    unsaid = _("no state")
    return ", ".join(f"{called(state) or unsaid} ({n})" for state, n in counts.items())


def _perhaps_finished(made: NewProgramme) -> Iterator[str]:
    """That actions go on whose state may say that they are finished, though nobody chose them."""
    words = [
        _("“{text}”").format(text=called(one))
        for one in made.went_on
        if meaning_of(one) in FINISHED
    ]
    if words:
        text = ngettext(
            "{words} does not count as finished in this workbook. If it is, write it beside a "
            "key “{key}” in the sheet Paramètres, and run this again.",
            "{words} do not count as finished in this workbook. If they are, write each of them "
            "beside a key “{key}” in the sheet Paramètres, and run this again.",
            len(words),
        )
        key = called(Parametre.ETAT_TERMINE)
        yield wrapped(text.format(words=", ".join(words), key=key), "", "  ")


def _along(made: NewProgramme) -> Iterator[str]:
    yield ngettext("{n} heading", "{n} headings", made.headings).format(n=made.headings)
    yield ngettext("{n} action", "{n} actions", made.actions).format(n=made.actions)
    for sheet, n in made.carried.items():
        if n:
            yield f"{called(sheet)} ({n})"
    if made.events:
        yield ngettext("{n} event of {year}", "{n} events of {year}", made.events).format(
            n=made.events, year=made.year
        )
    for table, column in made.own_columns:
        yield _(
            "your column {own} of the table {table} (to empty it, add --clear and its name)"
        ).format(own=column, table=table)
    for sheet in made.own_sheets:
        yield _("your sheet {own}").format(own=sheet)


def _listed(heading: str, cells: Sequence[ToldCell]) -> Iterator[str]:
    if not cells:
        return
    yield heading
    for one in cells[:_MOST]:
        text = " ".join(one.text.split())
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        yield "  " + " · ".join(filter(None, (f"{called(one.sheet)}!{one.cell}".rstrip("!"), text)))
    if more := len(cells) - _MOST if len(cells) > _MOST else 0:
        yield "  " + ngettext("and {n} more", "and {n} more", more).format(n=more)

"""``motxl calendar``: the confirmed events as a calendar that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    say_not_read,
    sheet_options,
    wrapped,
)
from motxl.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from motxl.jobs.calendar import CalendarMade


@click.command(
    "calendar",
    short_help=_("Write the confirmed events to a calendar file."),
    epilog=epilog("motxl calendar programme-2025.xlsx -o programme-2025.ics"),
    help=_(
        "Write the confirmed events of BOOK to a calendar file, which Outlook, Google "
        "Calendar and other programs\n"
        "can read.\n"
        "\n"
        "The file contains each event that has oui under Confirmé and a first day in the "
        "sheet Événements: an\n"
        "event of which only the month or the quarter is known is left out. If FILE is "
        "already the calendar of\n"
        "BOOK, it is brought up to date: calendars that have read it show what has changed, "
        "and show as cancelled\n"
        "what is gone. Keep FILE where it is, because motxl keeps no other record of what was "
        "given out.\n"
        "\n"
        "To make a calendar for each member, run: motxl extract BOOK -o FOLDER --calendar"
    ),
)
@book_argument()
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The calendar file, with the suffix .ics."),
)
@sheet_options
@format_option
@force_option(_("Replace FILE even if it is not the calendar of BOOK; its previous state is kept."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    output: Path,
    sheet: str | None,
    columns: str | None,
    output_format: str,
    force: bool,
) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.calendar import make_calendar

    if output.suffix.casefold() != ".ics":
        text = _("The name of a calendar file ends with .ics: write {path}.ics.")
        raise click.UsageError(text.format(path=output))
    opened = open_book(book, sheet=sheet, columns=columns)
    say_not_read(opened)
    made = make_calendar(opened, output, force=force)
    if output_format == "json":
        click.echo(json_of(made.as_data()))
    else:
        for line in _lines(made):
            click.echo(line)
    for sentence in _told(made):
        click.echo(sentence, err=True)
    ctx.exit(1 if made.is_doubtful else 0)


_FATES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "cancelled": N_("cancelled"),
    "held": N_("in doubt, left as it was"),
}


def _lines(made: CalendarMade) -> Iterator[str]:
    """A line for each event of which there is something to say."""
    for told in made.events:
        if told.fate in _FATES:
            one = told.given.appointment
            days = " – ".join(f"{day:%d/%m/%Y}" for day in dict.fromkeys((one.start, one.end)))
            yield wrapped(f"{one.ref}  {days}  {one.title} · {_(_FATES[told.fate])}", "", "    ")


_WHY = {
    "vague": N_("only its month, quarter or year is known"),
    "undated": N_("it has no date"),
    "confirmation": N_("the column Confirmé contains neither oui nor non"),
    "precision": N_("the value in the column Précision is not in the list"),
    "date": N_("the column Début or the column Fin does not contain a date"),
    "backwards": N_("it ends before it begins"),
    "row": N_("no row of the programme, or more than one, has the Réf. of the event"),
}


def _told(made: CalendarMade) -> Iterator[str]:
    """What a person should know, a sentence each."""
    for one in made.aside:
        if one.why in _WHY:
            text = _("The event in row {row} of Événements is left out: {title} ({why}).")
            yield wrapped(text.format(row=one.row, title=one.title, why=_(_WHY[one.why])), "", "  ")
    for event in made.at_hours:
        text = _("“{title}” has a time of day, but takes the whole day in the calendar.")
        yield wrapped(text.format(title=event.title), "", "  ")
    unconfirmed = sum(one.why == "unconfirmed" for one in made.aside)
    if unconfirmed:
        text = ngettext(
            "{n} event is not confirmed: it is not in the calendar.",
            "{n} events are not confirmed: they are not in the calendar.",
            unconfirmed,
        )
        yield text.format(n=unconfirmed)
    if not made.events:
        yield _("No confirmed event has an exact day: {path} was not written.").format(
            path=made.path
        )
        return
    n = sum(not one.given.is_cancelled for one in made.events)
    text = ngettext("{path} contains {n} event.", "{path} contains {n} events.", n)
    yield text.format(n=n, path=made.path)
    if not made.saved:
        yield _("The calendar was up to date: nothing was written.")

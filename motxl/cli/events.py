"""``motxl events``: dated events proposed from the texts of a programme."""

from __future__ import annotations

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
    say_how_to_go_back,
    say_not_read,
    sheet_options,
    wrapped,
)
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.events import ProposedEvents


@click.command(
    "events",
    short_help=_("Propose dated events from the texts."),
    epilog=epilog("motxl events programme-2025.xlsx --check", "motxl events programme-2025.xlsx"),
    help=_(
        "Propose events from the dates that the texts of BOOK mention (“6 et 7 mars”, "
        "“01/2025”).\n"
        "\n"
        "The events are added to the sheet Événements, with the column Confirmé empty: read, "
        "correct and\n"
        "confirm them there. An event that was proposed once is never proposed again, "
        "whatever became of it.\n"
        "The previous state is kept: motxl undo BOOK restores it."
    ),
)
@book_argument()
@sheet_options
@click.option(
    "--check",
    is_flag=True,
    help=_("Write nothing; exit code 1 if there are new events to propose."),
)
@format_option
@force_option(_("Go on even if the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    sheet: str | None,
    columns: str | None,
    check: bool,
    output_format: str,
    force: bool,
) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.events import carry_out, plan

    opened = open_book(book, sheet=sheet, columns=columns, editing=not check)
    say_not_read(opened)
    planned = plan(opened)
    _show(planned, output_format)
    if not check:
        carry_out(opened, planned, force=force)
    _say(book, len(planned.proposals), check=check)
    ctx.exit(1 if check and planned.proposals else 0)


def _show(found: ProposedEvents, output_format: str) -> None:
    if output_format == "json":
        document = {"version": 1, "events": found.as_data()}
        click.echo(json_of(document))
        return
    for one in found.proposals:
        place = f" · {one.place}" if one.place else ""
        click.echo(style(on_one_line(f"{one.ref}  {one.text}"), bold=True))
        click.echo(wrapped(one.title + place, "  ", "  "))


def _say(book: Path, n: int, *, check: bool) -> None:
    if not n:
        click.echo(_("No event to propose: {path} was not written.").format(path=book), err=True)
    elif check:
        text = ngettext("There is {n} event to propose.", "There are {n} events to propose.", n)
        click.echo(text.format(n=n), err=True)
    else:
        text = ngettext(
            "{n} event was added to the sheet Événements: confirm it there.",
            "{n} events were added to the sheet Événements: confirm them there.",
            n,
        )
        click.echo(text.format(n=n), err=True)
        say_how_to_go_back(book)

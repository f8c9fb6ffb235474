"""``motxl events``: dated events proposed from the texts of a programme."""

from __future__ import annotations

from pathlib import Path

import click

from motxl.cli.common import (
    book_argument,
    epilog,
    force_option,
    format_option,
    lang_option,
    say_how_to_go_back,
    say_not_read,
    sheet_options,
    wrapped,
)
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext
from motxl.output import style


@click.command(
    "events",
    short_help=_("Propose dated events from the texts."),
    epilog=epilog("motxl events programme-2025.xlsx --check", "motxl events programme-2025.xlsx"),
    help=_(
        """Propose events from the dates that the texts of BOOK name (“6 et 7 mars”, “01/2025”).

They are added to the sheet Événements, Confirmé empty: read them, correct them, confirm them. What
was proposed once is never proposed again, whatever became of it. The state before is kept:
motxl undo BOOK gives it back."""
    ),
)
@book_argument()
@sheet_options
@click.option("--check", is_flag=True, help=_("Write nothing; exit code 1 if any is new."))
@format_option
@force_option(_("Also when the workbook seems to be open elsewhere, or is signed."))
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
    from motxl.programme.events import propose_events

    opened = open_book(book, sheet=sheet, columns=columns, editing=not check)
    say_not_read(opened)
    found = propose_events(opened.programme, opened.event_marks())
    if output_format == "json":
        import json

        events = [
            {
                "ref": one.ref,
                "start": one.start.isoformat(),
                "end": one.end.isoformat() if one.end else None,
                "precision": one.precision,
                "title": one.title,
                "place": one.place or None,
                "text": one.text,
            }
            for one in found
        ]
        click.echo(json.dumps({"version": 1, "events": events}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            place = f" · {one.place}" if one.place else ""
            head = f"{one.ref}  {one.text}"
            click.echo(style(on_one_line(head), bold=True))
            click.echo(wrapped(one.title + place, "  ", "  "))
    if not check and found:
        opened.add_events(found)
        from motxl.files.note import Note

        text = ngettext("{n} event proposed", "{n} events proposed", len(found))
        opened.save(force=force, note=Note("events", text.format(n=len(found))))
    n = len(found)
    if not found:
        click.echo(_("No event to propose: {path} was not written.").format(path=book), err=True)
    elif check:
        text = ngettext("{n} event to propose.", "{n} events to propose.", n)
        click.echo(text.format(n=n), err=True)
    else:
        text = ngettext(
            "{n} event added to the sheet Événements: confirm it there.",
            "{n} events added to the sheet Événements: confirm them there.",
            n,
        )
        click.echo(text.format(n=n), err=True)
        say_how_to_go_back(book)
    ctx.exit(1 if check and found else 0)

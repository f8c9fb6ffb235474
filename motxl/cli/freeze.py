"""``motxl freeze``: a version with its fingerprint, and a copy for reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    as_usage,
    book_argument,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    say_how_to_go_back,
    say_not_read,
    wrapped,
)
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.jobs.freeze import Frozen


@click.command(
    "freeze",
    short_help=_("Freeze a version, with a copy for reading."),
    epilog=epilog(
        "motxl freeze programme-2025.xlsx --state adopté --date 12/03/2025",
        "motxl freeze programme-2025.xlsx --state soumis -o programme-soumis.xlsx",
    ),
    help=_(
        "Freeze BOOK as a version: make a copy for reading, and add a row with the "
        "fingerprint of the text to\n"
        "the sheet Versions.\n"
        "\n"
        "The copy is called BOOK - STATE - DATE, stands beside BOOK, and is marked read-only; "
        "if LibreOffice is\n"
        "installed, a PDF of the programme is made too. After the state adopté, “motxl "
        "validate” reports what\n"
        "differs from the adopted text (VER801), and corrections and “motxl renumber” leave "
        "the codes, the labels\n"
        "and the Types alone, unless --force is given. Freezing another state, such as "
        "soumis, allows\n"
        "changes again. The previous state of BOOK is kept, and motxl undo BOOK restores it; "
        "the copy stays."
    ),
)
@book_argument()
@click.option(
    "--state",
    metavar=_("STATE"),
    required=True,
    help=_(
        "State of the version, followed if need be by who decided, for example soumis or "
        "“adopté en AG”."
    ),
)
@click.option(
    "--date", "day", metavar=_("DATE"), help=_("Date of the version; by default, today's.")
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write the copy to FILE, under another name or in another folder."),
)
@click.option("--no-pdf", is_flag=True, help=_("Make no PDF."))
@format_option
@force_option(_("Go on even if the workbook seems to be open elsewhere, or is signed."))
@lang_option
def command(
    book: Path,
    state: str,
    day: str | None,
    output: Path | None,
    no_pdf: bool,
    output_format: str,
    force: bool,
) -> None:
    from motxl.book.file.filebook import open_book
    from motxl.jobs.freeze import FreezeOptions, freeze

    options = FreezeOptions(state, _day(day), output, not no_pdf, force)
    opened = open_book(book, sheet=None, columns=None, editing=True)
    say_not_read(opened)
    with as_usage():
        done = freeze(opened, book, options)
    if output_format == "json":
        _as_json(done)
    else:
        click.echo(done.copy)
        if done.pdf is not None:
            click.echo(done.pdf)
    _say(done, pdf=options.pdf)


def _day(text: str | None) -> date | None:
    """The date that was typed. Raises ``UsageError`` for anything else."""
    if text is None:
        return None
    from motxl.programme.dates import date_readings

    found = date_readings(text)
    if len(found) != 1:
        raise click.UsageError(
            _("“{text}” is not a date: write it as 12/03/2025 or 2025-03-12.").format(text=text)
        )
    return found[0]


def _as_json(done: Frozen) -> None:
    data = {
        "version": 1,
        "path": str(done.workbook),
        "copy": str(done.copy),
        "pdf": str(done.pdf) if done.pdf else None,
        "state": done.state,
        "instance": done.instance or None,
        "date": done.day.isoformat(),
        "fingerprint": done.fingerprint,
        "kept": done.is_kept,
    }
    click.echo(json_of(data))


def _say(done: Frozen, *, pdf: bool) -> None:
    def tell(text: str) -> None:
        click.echo(wrapped(text, "", "  "), err=True)

    if pdf and done.pdf is None:
        tell(
            _(
                "No PDF was made: LibreOffice is not installed or failed, or a file of that "
                "name already exists."
            )
        )
    if done.is_kept:
        tell(_("The text is adopted: corrections leave codes, labels and Types alone from now on."))
    elif done.before is not None:
        text = _("The text that was adopted on {when} may be changed again.")
        tell(text.format(when=done.before))
    say_how_to_go_back(done.workbook)

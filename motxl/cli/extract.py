"""``motxl extract``: one extract per member, with nothing of anyone else in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motxl.cli import extracted
from motxl.cli.common import (
    as_usage,
    book_argument,
    epilog,
    force_option,
    format_option,
    lang_option,
    say_not_read,
    sheet_options,
    wrapped,
)
from motxl.cli.concerns import show
from motxl.cli.live import Live, live_option, told
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.jobs.extract import Extracted, Prepared

_FOLDER = "extraits-{stem}"
"""Beside the workbook, where a button asks for extracts and nobody says where they go"""


@click.command(
    "extract",
    short_help=_("Make one extract per member, with what concerns it."),
    epilog=epilog(
        "motxl extract programme-2025.xlsx -o extraits",
        "motxl extract programme-2025.xlsx ADH-03 ADH-07 -o extraits --pdf",
        "motxl extract programme-2026.xlsx -o extraits-mars --since extraits-janvier",
        "motxl extract programme-2025.xlsx -o extraits --common headings",
        "motxl extract programme-2025.xlsx ADH-03 --explain",
        "motxl extract programme-2025.xlsx --theme Montagne -o themes",
        "motxl extract programme-2025.xlsx --live",
    ),
    help=_(
        """Make an extract of BOOK for each active member, or for each MEMBER (key, name or alias).

An extract holds what concerns the member directly, each row with its reason, and what is for
everyone; it is in the member's language. Nothing of another member is in it: each file is
inspected before it counts as made. The template extrait.xltx in a folder modeles beside BOOK comes
first; yours may look as you like.

What FOLDER holds already and is up to date is left as it is: an interrupted run goes on where it
stopped. manifest.json says what was made for whom; motxl mail reads it. Exit code 1 when an
extract could not be made, or when something of BOOK leaves in doubt who gets what.

With --live they are made of BOOK as it stands in its application, saved or not; without -o they go
into a folder beside it."""
    ),
)
@book_argument()
@click.argument("members", metavar=_("[MEMBER]…"), nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Where the extracts go; made if it is not there."),
)
@click.option("--pdf", is_flag=True, help=_("Also make each extract as a PDF, with LibreOffice."))
@click.option(
    "--since",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=_("Mark what is new, changed and removed since the extracts in FOLDER."),
)
@click.option(
    "--common",
    metavar="all|headings|none",
    help=_(
        "How much of the actions for everyone goes along (toutes, titres seulement, aucune). "
        "Without it, what “lignes communes” in Paramètres says."
    ),
)
@click.option(
    "--contacts",
    metavar=_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Take the addresses from this workbook or CSV file, not from BOOK."),
)
@click.option(
    "--confirm-values",
    "confirmed",
    metavar=_("COLUMN"),
    multiple=True,
    help=_("The values of this column are right, though they look exchanged; may be repeated."),
)
@click.option("--explain", is_flag=True, help=_("List only what concerns them, and why."))
@click.option("--theme", metavar=_("NAME"), help=_("The rows of a theme, for its referent."))
@click.option("--pilote", metavar=_("NAME"), help=_("The rows of a colleague, from Pilote."))
@sheet_options
@live_option
@format_option
@force_option(_("Replace files in FOLDER that were changed since, or are not from motxl."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    book: Path,
    folder: Path | None,
    explain: bool,
    sheet: str | None,
    columns: str | None,
    live: bool,
    output_format: str,
    **asked: Any,
) -> None:
    from motxl.jobs import extract as job

    lively = Live() if live else None
    with told(lively):
        place = book
        if lively is not None:
            from motxl.book.live.places import local_path

            place = local_path(book)
            folder = folder or place.with_name(_FOLDER.format(stem=place.stem))
        _refuse_combinations(folder, asked, explain=explain)
        with as_usage():
            asked["confirmed"] = job.columns_called(asked["confirmed"])
            asked["common"] = job.part_asked(asked["common"])
        options = job.ExtractOptions(**asked, place=(sheet, columns))
        opened = _opener(lively)(book, sheet=sheet, columns=columns)
        say_not_read(opened)
        if explain or folder is None:
            show(job.explain(opened, place, folder, options), output_format)
            return
        prepared = job.prepare(opened, place, folder, options)
        said = _say_before(prepared)
        found = _make(prepared, said, output_format)
        if lively is not None:
            from motxl.jobs.afterwards import made_in

            lively.say(made_in(found))
    ctx.exit(0 if found.is_complete and not found.is_doubtful else 1)


def _opener(lively: Live | None) -> Callable[..., Book]:
    if lively is not None:
        return lively.open
    from motxl.book.file.filebook import open_book

    return open_book


def _say_before(prepared: Prepared) -> list[str]:
    """What somebody should know before anything is made, on stderr; of it, what is in doubt."""
    from motxl.jobs.beforehand import doubts_before, said_before

    for one in said_before(prepared):
        first = "  " if one.below else ""
        more = "  " if one.below or one.hanging else ""
        click.echo(wrapped(one.text, first, first + more), err=True)
    return doubts_before(prepared)


def _make(prepared: Prepared, said: Sequence[str], output_format: str) -> Extracted:
    from motxl.cli.progress import counting
    from motxl.jobs.extract import make

    with (
        counting(_("Extracts: {number} of {total}…")) as extracts,
        counting(_("PDF: {number} of {total}…")) as pdfs,
    ):
        found = make(prepared, extracts, pdfs)
    if output_format == "json":
        extracted.as_json(found, said)
    else:
        for line in extracted.lines(found.extracts):
            click.echo(line)
    extracted.say(prepared.workbook, prepared.readers, found)
    return found


def _refuse_combinations(folder: Path | None, asked: Mapping[str, Any], *, explain: bool) -> None:
    others = asked["theme"] is not None, asked["pilote"] is not None
    if sum((bool(asked["members"]), *others)) > 1:
        raise click.UsageError(_("Name members, or --theme, or --pilote: one of them."))
    if folder is None and not explain:
        raise click.UsageError(_("Say where the extracts go: -o FOLDER."))
    if asked["common"] is not None and any(others):
        raise click.UsageError(_("--common is about the extracts of members only."))
    since = asked["since"]
    if since is not None and any(others):
        raise click.UsageError(_("--since compares the extracts of members only."))
    if since is not None and folder is not None and since.resolve() == folder.resolve():
        raise click.UsageError(
            _("--since and -o name the same folder: put the new extracts in another one.")
        )

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
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.jobs.extract import Extracted, Prepared

_FOLDER = "extraits-{stem}"
"""Beside the workbook, where a button asks for extracts and nobody says where they go"""


@click.command(
    "extract",
    short_help=_("Make one extract per member, with what concerns that member."),
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
        "Make an extract of BOOK for each active member, or for each MEMBER (key, name or "
        "alias).\n"
        "\n"
        "An extract contains what concerns the member directly, each row with its reason, and "
        "what is for\n"
        "everyone; it is in the member's language. It contains nothing that belongs to "
        "another member: each\n"
        "file is inspected before it counts as made. If the folder modeles beside BOOK "
        "contains a template\n"
        "extrait.xltx, this template is used instead of motxl's own; yours may look as you "
        "like.\n"
        "\n"
        "Extracts in FOLDER that are up to date are left as they are: an interrupted run "
        "continues where it\n"
        "stopped. manifest.json lists what was made for whom; motxl mail reads it. The exit "
        "code is 1 when an\n"
        "extract could not be made, or when something in BOOK leaves it in doubt who gets "
        "what.\n"
        "\n"
        "With --live, the extracts are made from BOOK as it stands in its application, saved "
        "or not; without\n"
        "-o, they go into a folder beside BOOK."
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
    help=_("Folder for the extracts; it is created if it does not exist."),
)
@click.option("--pdf", is_flag=True, help=_("Also make each extract as a PDF, with LibreOffice."))
@click.option(
    "--calendar",
    is_flag=True,
    help=_("Also make a calendar file (.ics) of the confirmed events in each extract."),
)
@click.option(
    "--since",
    metavar=_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=_("Mark what is new, changed or removed since the extracts in FOLDER."),
)
@click.option(
    "--common",
    metavar="all|headings|none",
    help=_(
        "Actions for everyone in each extract: all (toutes), headings (titres seulement) or "
        "none (aucune). Without this option, “lignes communes” in Paramètres decides."
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
    help=_(
        "Treat the values of this column as right, though they look exchanged; the option "
        "may be repeated."
    ),
)
@click.option("--explain", is_flag=True, help=_("List only what concerns each recipient, and why."))
@click.option(
    "--theme",
    metavar=_("NAME"),
    help=_("Make an extract of the rows of a theme, for its referent."),
)
@click.option(
    "--pilote",
    metavar=_("NAME"),
    help=_("Make an extract of a colleague's rows, according to the column Pilote."),
)
@sheet_options
@live_option
@format_option
@force_option(
    _("Replace files in FOLDER that were changed after they were made, or do not come from motxl.")
)
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
        opened = _opener(lively)(book, sheet=sheet, columns=columns)
        with as_usage():  # now, as columns may be called as the workbook does
            asked["confirmed"] = job.columns_called(asked["confirmed"])
            asked["common"] = job.part_asked(asked["common"])
        options = job.ExtractOptions(**asked, place=(sheet, columns))
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
    if prepared.options.calendar:
        _say_left_out(prepared)
    extracted.say(prepared.workbook, prepared.readers, found)
    return found


def _say_left_out(prepared: Prepared) -> None:
    """How many confirmed events no calendar holds: the other command names them."""
    from motxl.extract.agenda import agenda_of

    n = sum(one.why != "unconfirmed" for one in agenda_of(prepared.relevance).aside)
    if n:
        text = ngettext(
            "{n} event is in no calendar, because its day is not known or something about it "
            "is in doubt: run motxl calendar BOOK -o FILE to see which one.",
            "{n} events are in no calendar, because their days are not known or something "
            "about them is in doubt: run motxl calendar BOOK -o FILE to see which ones.",
            n,
        )
        click.echo(wrapped(text.format(n=n), "", "  "), err=True)


def _refuse_combinations(folder: Path | None, asked: Mapping[str, Any], *, explain: bool) -> None:
    others = asked["theme"] is not None, asked["pilote"] is not None
    if sum((bool(asked["members"]), *others)) > 1:
        raise click.UsageError(_("Give either members, or --theme, or --pilote."))
    if folder is None and not explain:
        raise click.UsageError(_("Add -o FOLDER to indicate where the extracts go."))
    if asked["common"] is not None and any(others):
        raise click.UsageError(_("--common applies only to the extracts of members."))
    since = asked["since"]
    if since is not None and any(others):
        raise click.UsageError(_("--since compares the extracts of members only."))
    if since is not None and folder is not None and since.resolve() == folder.resolve():
        raise click.UsageError(
            _("--since and -o give the same folder: put the new extracts in another folder.")
        )

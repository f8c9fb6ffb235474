"""``motxl collect``: what members wrote into their extracts comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    after_keys,
    book_argument,
    epilog,
    force_option,
    format_option,
    lang_option,
    say_how_to_go_back,
    wrapped,
)
from motxl.i18n import N_, _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.collect import Collection
    from motxl.jobs.returns.merging import Collected

_STATES = {
    "merged": N_("merged"),
    "unchanged": N_("nothing new"),
    "conflict": N_("conflict"),
    "refused": N_("refused"),
}


@click.command(
    "collect",
    short_help=_("Read the answers that members wrote into their extracts."),
    epilog=epilog(
        "motxl collect programme-2025.xlsx retours --check",
        "motxl collect programme-2025.xlsx retours",
    ),
    help=_(
        "Read the extracts that came back, from folders, files and messages (.xlsx, .ods, "
        ".eml). The\n"
        "members' answers go to the sheet Réponses of BOOK; the jetons that they ask for go "
        "to Suivi jetons,\n"
        "with the state demandé.\n"
        "\n"
        "Extracts ask for answers if Paramètres has oui beside “réponses demandées”. An "
        "answer is matched to\n"
        "its row by the member, the number of the extract and the Réf., even if rows were "
        "sorted, or the file\n"
        "was renamed or saved by another program. Anything else that a member changed is "
        "listed and never\n"
        "taken. Reading the same files again changes nothing."
    ),
)
@book_argument()
@click.argument(
    "places", metavar=_("FOLDER…"), nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--extracts",
    type=click.Path(path_type=Path),
    metavar=_("FOLDER"),
    help=_(
        "Folder of the extracts that were sent; by default, the folder in which extracts "
        "of BOOK were last made."
    ),
)
@click.option(
    "--check",
    is_flag=True,
    help=_(
        "Write nothing; exit code 1 if there are new answers, or if something remains to "
        "be looked at."
    ),
)
@format_option
@force_option(_("Go on even if the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    places: tuple[Path, ...],
    extracts: Path | None,
    check: bool,
    output_format: str,
    force: bool,
) -> None:
    from motxl.jobs.collect import collect, open_for

    opened, manifest = open_for(book, extracts, editing=not check)
    found = collect(opened, manifest, places, write=not check, force=force)
    _show(found, output_format)
    _say(book, found, check=check)
    ctx.exit(1 if not found.is_complete or (check and found.plan.any) else 0)


def _show(found: Collection, output_format: str) -> None:
    if output_format == "json":
        import json

        click.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=2))
        return
    for one in found.files:
        _show_file(one)
    for title, members in (
        (_("Members who have answered:"), found.answered),
        (_("Members who have not answered yet:"), found.silent),
    ):
        if members:
            click.echo(style(title, bold=True))
            for line in after_keys([(key, name, name) for key, name in members]):
                click.echo(f"  {line}")


def _show_file(one: Collected) -> None:
    head = f"{one.name} · " if one.name else ""
    click.echo(style(wrapped(f"{head}{_(_STATES[one.state])} · {one.file}", "", "  "), bold=True))
    if one.reason:
        click.echo(wrapped(one.reason, "  ", "  "))
    for answer in one.answers:
        click.echo(wrapped(f"{answer.ref}  {answer.column}{_(':')} {answer.text}", "  ", "    "))
    for title, sentences in ((_("Not taken."), one.left), (_("To note."), one.changed)):
        for sentence in sentences:
            click.echo(wrapped(f"{title} {sentence}", "  ", "    "))


def _say(book: Path, found: Collection, *, check: bool) -> None:
    n = len(found.plan.answers)
    if not n:
        click.echo(_("There is no new answer: {path} was not changed.").format(path=book), err=True)
    elif check:
        text = ngettext("There is {n} new answer.", "There are {n} new answers.", n)
        click.echo(text.format(n=n), err=True)
    else:
        text = ngettext(
            "{n} answer was added to the sheet Réponses.",
            "{n} answers were added to the sheet Réponses.",
            n,
        )
        click.echo(text.format(n=n), err=True)
        say_how_to_go_back(book)

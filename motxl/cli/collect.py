"""``motxl collect``: what members wrote into their extracts comes back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    after_keys,
    book_argument,
    epilog,
    force_option,
    format_option,
    json_of,
    lang_option,
    say_how_to_go_back,
    wrapped,
)
from motxl.cli.mail.common import login_options
from motxl.i18n import N_, _, in_cell, ngettext
from motxl.output import style
from motxl.template.layout.reponses import REPONSES, ReponseColumn

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
        "motxl collect programme-2025.xlsx --imap imaps://programme%40example.org@imap.example.org"
        "/Retours",
    ),
    help=_(
        "Read the extracts that came back, from folders, files and messages (.xlsx, .ods, "
        ".eml), or\n"
        "from a mailbox, in which nothing is marked, moved or deleted. The password comes "
        "from\n"
        "MOTXL_IMAP_PASSWORD, the keyring (service motxl) or --password-command; otherwise "
        "you are asked for\n"
        "it.\n"
        "\n"
        "The members' answers go to the sheet Réponses of BOOK; the jetons that they ask for "
        "go to Suivi jetons,\n"
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
    "places", metavar=_("FOLDER…"), nargs=-1, required=False, type=click.Path(path_type=Path)
)
@click.option(
    "--imap",
    metavar="URL",
    help=_("Read the mailbox on this server: imaps://name@host[/Folder]; without a folder, INBOX."),
)
@login_options
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
    imap: str | None,
    password_command: str | None,
    token_command: str | None,
    insecure: bool,
    check: bool,
    output_format: str,
    force: bool,
) -> None:
    from motxl.jobs.collect import collect, mailbox_of, open_for
    from motxl.mail.secrets import Commands, NoSecretError

    if not places and imap is None:
        raise click.UsageError(_("Name a folder or a file with answers, or use --imap."))
    opened, manifest = open_for(book, extracts, editing=not check)
    mailbox = None
    if imap is not None:
        commands = Commands(password_command, token_command)
        ask = _password if sys.stdin.isatty() else None
        try:
            mailbox = mailbox_of(opened, imap, commands, ask, insecure=insecure)
        except NoSecretError as error:
            raise click.UsageError(str(error)) from None
    try:
        found = collect(opened, manifest, places, mailbox, write=not check, force=force)
    finally:
        if mailbox is not None:
            mailbox.close()
    _show(found, output_format)
    _say(book, found, check=check)
    ctx.exit(1 if not found.is_complete or (check and found.plan.any) else 0)


def _password(user: str) -> str:
    asked: str = click.prompt(_("Password of {user}").format(user=user), hide_input=True, err=True)
    return asked


def _show(found: Collection, output_format: str) -> None:
    if output_format == "json":
        click.echo(json_of(found.as_data()))
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
        column = in_cell(answer.column, REPONSES.name, ReponseColumn.COLONNE)
        text = in_cell(answer.text, REPONSES.name, ReponseColumn.REPONSE)
        click.echo(wrapped(f"{answer.ref}  {column}{_(':')} {text}", "  ", "    "))
    for title, sentences in ((_("Not taken."), one.left), (_("To note."), one.changed)):
        for sentence in sentences:
            click.echo(wrapped(f"{title} {sentence}", "  ", "    "))


def _say(book: Path, found: Collection, *, check: bool) -> None:
    if found.known:
        text = ngettext(
            "{n} file of a message that was read before contains nothing new.",
            "{n} files of messages that were read before contain nothing new.",
            found.known,
        )
        click.echo(text.format(n=found.known), err=True)
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

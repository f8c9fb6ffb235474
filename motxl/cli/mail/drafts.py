"""``motxl mail drafts``: a draft per member, to be looked at and sent by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import as_typed, epilog, force_option, lang_option
from motxl.cli.mail.common import (
    confirm_address_option,
    desk_options,
    is_doubtful,
    is_record_believed,
    login_options,
    open_desk,
    planned,
    say_counts,
    show_plans,
    without_record_option,
)
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.mail.outgoing import Outgoing
    from motxl.mail.sender import Sender

Add = Callable[["Outgoing"], str]
"""Makes a draft; says where"""


@click.command(
    "drafts",
    short_help=_("Prepare a draft per member: .eml files, a mailbox, Outlook."),
    epilog=epilog(
        "motxl mail drafts programme-2025.xlsx --extracts extraits",
        "motxl mail drafts programme-2025.xlsx --extracts extraits "
        "--imap imaps://me@mail.example.org",
        "motxl mail drafts programme-2025.xlsx --extracts extraits --outlook "
        "--mailbox programme@example.org",
    ),
    help=_(
        """Make a draft for each member, with its extract attached, and send nothing.

By default they are .eml files in the folder brouillons of the extracts: a double click opens one
ready to send. --imap puts them among the drafts of a mailbox, --outlook among those of classic
Outlook on Windows. A member who has a draft gets no other one and is not sent to; once you have
sent it, motxl mail status --confirm says so."""
    ),
)
@desk_options
@click.option("--imap", metavar="URL", help=_("The mailbox's server: imaps://name@host[/Folder]."))
@click.option("--outlook", is_flag=True, help=_("Outlook on this computer (Windows)."))
@click.option(
    "--mailbox", metavar=_("ADDRESS"), help=_("A shared mailbox of Outlook, for its drafts.")
)
@click.option(
    "--again", metavar=_("MEMBER"), multiple=True, help=_("Make this member's draft once more.")
)
@confirm_address_option
@without_record_option
@login_options
@force_option(_("Replace .eml files that were changed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    only: Sequence[str],
    contacts: Path | None,
    from_address: str | None,
    imap: str | None,
    outlook: bool,
    mailbox: str | None,
    again: Sequence[str],
    confirm_address: Sequence[str],
    without_record: bool,
    password_command: str | None,
    token_command: str | None,
    insecure: bool,
    force: bool,
) -> None:
    if imap is not None and outlook:
        raise click.UsageError(_("--imap or --outlook: one of them."))
    if mailbox is not None and not outlook:
        raise click.UsageError(_("--mailbox goes with --outlook."))
    from motxl.errors import MotxlError
    from motxl.mail.elsewhere import only_sender
    from motxl.mail.folders import stamp
    from motxl.mail.ledger import writing
    from motxl.mail.message import message_id

    desk, sender = open_desk(book, folder, contacts, from_address or mailbox)
    members = desk.keys_of(again)
    with only_sender(folder), writing(folder) as ledger:
        ledger.settle()
        plans = planned(
            desk,
            only or tuple(members),
            ledger,
            frozenset(members),
            confirm_address,
            without_record=without_record,
        )
        show_plans(plans)
        going = [plan for plan in plans if plan.goes]
        if not is_record_believed(desk, ledger, going, anyway=without_record, ask=bool(going)):
            ctx.exit(1)
        if not going:
            say_counts(desk, plans, everyone=not only)
            ctx.exit(1 if is_doubtful(desk, plans) else 0)
        via, add, close = _way(
            folder, sender, imap, password_command, token_command,
            outlook=outlook, mailbox=mailbox or "", insecure=insecure, force=force,
        )  # fmt: skip
        made, failed, where = 0, 0, ""
        ledger.make()
        stamp(folder, ledger, [plan.outgoing.letter for plan in going])
        try:
            for planned_one in going:
                outgoing = desk.message(planned_one.outgoing.letter.member, checked=True)
                letter = outgoing.letter
                if outgoing.problems:
                    failed += 1
                    reason = "; ".join(outgoing.problems)
                    text = _("{name}: {problem}").format(name=letter.name, problem=reason)
                    click.echo(text, err=True)
                    continue
                record = ledger.begin(
                    letter, via, message_id(outgoing, sender), again=letter.member in members
                )
                try:
                    where = add(outgoing)
                except MotxlError as error:
                    ledger.end(record, "échec", str(error))
                    failed += 1
                    name, reason = letter.name, str(error)
                    click.echo(_("{name}: {problem}").format(name=name, problem=reason), err=True)
                    continue
                ledger.end(record, "brouillon", where)
                made += 1
        finally:
            close()
            with suppress(MotxlError):  # the record itself says more
                stamp(folder, ledger)
    _say(book, folder, made, failed, where)
    ctx.exit(1 if failed or is_doubtful(desk, plans) else 0)


def _say(book: Path, folder: Path, made: int, failed: int, where: str) -> None:
    text = ngettext("{n} draft made in {place}.", "{n} drafts made in {place}.", made)
    click.echo(text.format(n=made, place=where), err=True)
    if failed:
        text = ngettext("{n} failed", "{n} failed", failed)
        click.echo(text.format(n=failed) + ".", err=True)
    if made:
        line = f"motxl mail status {as_typed(book)} --extracts {as_typed(folder)} --confirm-all"
        click.echo(_("Once they are sent: {command}").format(command=line), err=True)


def _way(
    folder: Path,
    sender: Sender,
    imap: str | None,
    password_command: str | None,
    token_command: str | None,
    *,
    outlook: bool,
    mailbox: str,
    insecure: bool,
    force: bool,
) -> tuple[str, Add, Callable[[], None]]:
    """How drafts are made: its name in the ledger, what makes one, what ends it."""
    if outlook:
        from motxl.mail import outlook as way

        application = way.Outlook(mailbox)

        def add_to_outlook(outgoing: Outgoing) -> str:
            application.add(outgoing, sender)
            return mailbox or "Outlook"

        return way.VIA, add_to_outlook, lambda: None
    if imap is not None:
        return _imap(sender, imap, password_command, token_command, insecure=insecure)
    from motxl.files.within import inside
    from motxl.mail import eml

    drafts = folder / eml.FOLDER
    inside(folder, drafts)

    def write(outgoing: Outgoing) -> str:
        drafts.mkdir(exist_ok=True)
        eml.write_draft(outgoing, sender, drafts, force=force)
        return str(drafts)

    return eml.VIA, write, lambda: None


def _imap(
    sender: Sender, url: str, password: str | None, token: str | None, *, insecure: bool
) -> tuple[str, Add, Callable[[], None]]:
    from motxl.errors import MotxlError
    from motxl.mail import imap as way
    from motxl.mail.secrets import Commands, find_secret
    from motxl.mail.server import parse_server

    server = parse_server(url, "imap")
    server = server._replace(user=way.user_of(server, sender))
    secret = find_secret(server.user, "MOTXL_IMAP_PASSWORD", Commands(password, token))
    if secret is None:
        raise MotxlError(
            _(
                "No password for {user}: put it into MOTXL_IMAP_PASSWORD or the keyring, or use "
                "--password-command or --token-command."
            ).format(user=server.user)
        )
    mailbox = way.Drafts(server, secret, insecure=insecure)

    def append(outgoing: Outgoing) -> str:
        if not mailbox.has(outgoing, sender):
            mailbox.add(outgoing, sender)
        return f"{server.host}/{mailbox.folder}"

    return way.VIA, append, mailbox.close

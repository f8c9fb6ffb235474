"""``motxl mail remind``: those who were sent an extract that asks, and have not answered."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from motxl.cli.common import epilog, force_option, lang_option
from motxl.cli.mail.common import (
    confirm_address_option,
    desk_of,
    desk_options,
    login_options,
    places_of_drafts,
    say_counts,
    server_options,
    without_record_option,
)
from motxl.cli.mail.drafts import make_drafts, refuse_combinations
from motxl.cli.mail.preview import show_preview
from motxl.cli.mail.send import opening_of, send_all
from motxl.i18n import _

_ONLY_DRAFTS, _ONLY_SENDING = ("imap", "outlook", "mailbox", "force"), ("rate", "limit")


@click.command(
    "remind",
    short_help=_("Remind the members who have not answered."),
    epilog=epilog(
        "motxl mail remind programme-2025.xlsx --extracts extraits",
        "motxl mail remind programme-2025.xlsx --extracts extraits --drafts",
        "motxl mail remind programme-2025.xlsx --extracts extraits --number 2 --send "
        "--smtp smtp://programme@smtp.office365.com",
    ),
    help=_(
        "Remind the members who were sent an extract that asks for answers, and of whom "
        "motxl collect has\n"
        "read none. The extract goes along once more.\n"
        "\n"
        "Nothing is made or sent without --drafts or --send: the command then shows who "
        "would be reminded, one\n"
        "message, and why the others are left out. Run motxl collect first. Each reminder "
        "is recorded like the\n"
        "extracts, and goes to a member once; --number 2 is the second, on a later day, for "
        "those who had the\n"
        "first. The texts are those of relance-fr.txt and the like (motxl mail templates). "
        "The exit code is 1\n"
        "when a message is kept back, failed or is uncertain."
    ),
)
@desk_options
@click.option(
    "--number", metavar="N", type=click.IntRange(1, 9), default=1, show_default=True,
    help=_("Which reminder this is."),
)  # fmt: skip
@click.option("--drafts", "drafts", is_flag=True, help=_("Prepare a draft per member."))
@click.option("--send", "sends", is_flag=True, help=_("Send the reminders over SMTP."))
@click.option(
    "--again",
    metavar=_("MEMBER"),
    multiple=True,
    help=_("Remind this member with the same reminder once more."),
)
@places_of_drafts
@server_options
@confirm_address_option
@without_record_option
@login_options
@force_option(_("Replace .eml files that were changed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    book: Path,
    folder: Path,
    number: int,
    drafts: bool,
    sends: bool,
    again: tuple[str, ...],
    smtp: str | None,
    yes: bool,
    password_command: str | None,
    token_command: str | None,
    insecure: bool,
    **asked: Any,
) -> None:
    from motxl.jobs.mail.desk import MailOptions
    from motxl.jobs.mail.drafts import DraftsOptions
    from motxl.jobs.mail.preview import preview
    from motxl.jobs.mail.send import SendOptions
    from motxl.mail.secrets import Commands

    drafts = drafts or asked["imap"] is not None or asked["outlook"]
    if drafts and sends:
        raise click.UsageError(_("Choose --drafts or --send, not both."))
    refuse_combinations(asked)
    commands = Commands(password_command, token_command)
    common = {name: asked[name] for name in ("only", "contacts", "from_address")}
    if drafts:
        common["from_address"] = asked["from_address"] or asked["mailbox"]
        given = {name: one for name, one in asked.items() if name not in _ONLY_SENDING}
        made = DraftsOptions(**{**given, **common}, again=again, commands=commands,
                             insecure=insecure)  # fmt: skip
        ctx.exit(make_drafts(book, desk_of(book, folder, made, number), made))
    if sends:
        given = {name: one for name, one in asked.items() if name not in _ONLY_DRAFTS}
        sent = SendOptions(**given, resend=again)
        server = partial(opening_of, smtp, commands, insecure=insecure)
        ctx.exit(send_all(book, desk_of(book, folder, sent, number), sent, server, yes=yes))
    options = MailOptions(**common)
    found = preview(desk_of(book, folder, options, number), options.only)
    show_preview(found, options.only)
    say_counts(found.planned)
    ctx.exit(1 if found.is_doubtful else 0)

"""``motxl mail send``: the extracts over SMTP, each member at most once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motxl.cli.common import as_typed, epilog, lang_option, say_refused, wrapped
from motxl.cli.mail.common import (
    confirm_address_option,
    desk_of,
    desk_options,
    is_record_believed,
    login_options,
    say_counts,
    server_options,
    show_plans,
    without_record_option,
)
from motxl.cli.progress import counting
from motxl.controls import on_one_line
from motxl.errors import MotxlError
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.jobs.mail.send import Opening, SendOptions, Sent, Trial
    from motxl.mail.desk import Desk
    from motxl.mail.secrets import Commands
    from motxl.mail.sender import Sender


@click.command(
    "send",
    short_help=_("Send the extracts over SMTP, each at most once."),
    epilog=epilog(
        "motxl mail send programme-2025.xlsx --extracts extraits "
        "--smtp smtp://programme@smtp.office365.com",
        "motxl mail send programme-2025.xlsx --extracts extraits --test-to me@example.org",
        "motxl mail send programme-2025.xlsx --extracts extraits --only ADH-03 --yes",
    ),
    help=_(
        "Send each member its extract. Before anything leaves, you see who gets what and "
        "confirm.\n"
        "\n"
        "Nobody gets the same extract twice: what was sent is in the record, and an "
        "interrupted run continues\n"
        "where it stopped. A message that may or may not have arrived is not sent again "
        "automatically. The\n"
        "server is that of --smtp or of the variable MOTXL_SMTP: smtp://name@host:587 "
        "(STARTTLS) or\n"
        "smtps://name@host:465. The password comes from MOTXL_SMTP_PASSWORD, the keyring "
        "(service motxl) or\n"
        "--password-command; an access token for Microsoft 365 or Google comes from "
        "--token-command. The exit\n"
        "code is 1 when a message failed, is uncertain or was kept back."
    ),
)
@desk_options
@confirm_address_option
@server_options
@without_record_option
@click.option(
    "--test-to",
    metavar=_("ADDRESS"),
    help=_("Send everything to this address; nothing is recorded."),
)
@click.option(
    "--resend",
    metavar=_("MEMBER"),
    multiple=True,
    help=_("Send this member its extract once more."),
)
@login_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    book: Path,
    folder: Path,
    test_to: str | None,
    yes: bool,
    smtp: str | None,
    password_command: str | None,
    token_command: str | None,
    insecure: bool,
    **asked: Any,
) -> None:
    from motxl.jobs.mail.send import SendOptions
    from motxl.mail.secrets import Commands
    from motxl.programme.addresses import is_address

    if test_to is not None and not is_address(test_to):
        raise click.UsageError(_("“{text}” is not an e-mail address.").format(text=test_to))
    options = SendOptions(**asked)
    commands = Commands(password_command, token_command)
    server = partial(opening_of, smtp, commands, insecure=insecure)
    desk = desk_of(book, folder, options)
    if test_to is not None:
        ctx.exit(_test(desk, options, test_to, server, yes=yes))
    ctx.exit(send_all(book, desk, options, server, yes=yes))


def send_all(
    book: Path, desk: Desk, options: SendOptions, server: Callable[[Sender], Opening], *, yes: bool
) -> int:
    """Show, ask, send; the exit code."""
    from motxl.jobs.mail.send import sending

    with sending(desk, options) as run:
        found = run.planned
        show_plans(found.plans)
        say_counts(found)
        doubtful, going = found.is_doubtful, len(found.going)
        ask = bool(going) and not yes
        if not is_record_believed(run.seen(), anyway=options.without_record, ask=ask):
            return 1
        if not going:
            return 1 if doubtful else 0
        opening = server(desk.sender)
        _confirm(going, yes=yes)
        with counting(_("Sending: {number} of {total}…")) as progress:
            sent = run.send(opening, progress, all_the_same=True)
    _summary(book, desk.folder, sent)
    return 0 if sent.is_complete and not doubtful else 1


def _confirm(number: int, *, yes: bool) -> None:
    """``click.Abort`` when the answer is no, or when nobody is there to give one."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(_("Nobody is there to confirm: use --yes in a script."))
    text = ngettext("Send {n} message?", "Send {n} messages?", number).format(n=number)
    click.confirm(text, abort=True, err=True)


def opening_of(smtp: str | None, commands: Commands, sender: Sender, *, insecure: bool) -> Opening:
    """What opens the connection. Raises ``UsageError`` where no server is given, or no password."""
    from motxl.jobs.mail.send import opening
    from motxl.mail.secrets import NoSecretError

    if not smtp:
        raise click.UsageError(
            _("Give the mail server with --smtp smtp://name@host, or in the variable MOTXL_SMTP.")
        )
    try:
        return opening(smtp, sender, commands, insecure=insecure)
    except NoSecretError as error:
        raise click.UsageError(str(error)) from None


def _test(
    desk: Desk,
    options: SendOptions,
    address: str,
    server: Callable[[Sender], Opening],
    *,
    yes: bool,
) -> int:
    """Everything to one address; the exit code."""
    from motxl.jobs.mail.send import Trial

    trial = Trial(desk, options, address)
    _refuse_of_a_member(trial, address)
    show_plans(trial.plans)
    click.echo(_("All messages go to {address}, as a test.").format(address=address), err=True)
    opening = server(desk.sender)
    going = len(trial.going)
    if not going:
        return 1
    _confirm(going, yes=yes)
    with counting(_("Sending: {number} of {total}…")) as progress:
        tried = trial.send(opening, progress)
    for one in tried.failed:
        text = _("{name}: {problem}").format(name=one.name, problem=one.reason)
        click.echo(on_one_line(text), err=True)
    text = ngettext(
        "{n} message was sent to {address}.", "{n} messages were sent to {address}.", tried.sent
    )
    click.echo(text.format(n=tried.sent, address=address), err=True)
    return 1 if tried.failed or going < len(trial.plans) else 0


def _refuse_of_a_member(trial: Trial, address: str) -> None:
    """A trial that goes to a member would show it the lines of the others."""
    member = trial.betrayed_to
    if member is not None:
        raise click.UsageError(
            _(
                "{address} belongs to {name}, who would get the extracts of the others: give "
                "an address of your own."
            ).format(address=address, name=member.title)
        )


def _summary(book: Path, folder: Path, found: Sent) -> None:
    """Sent, failed and uncertain, with reasons; and who has nothing since the run stopped."""
    for report in found.reports:
        if report.outcome != "sent":
            label = {"failed": _("failed"), "uncertain": _("uncertain")}[report.outcome]
            line = f"{report.letter.member}  {report.letter.name} · {label} · {report.detail}"
            click.echo(on_one_line(line))
    click.echo(", ".join(_counts(found)) + ".", err=True)
    if found.left:
        names = ", ".join(plan.outgoing.letter.name for plan in found.left)
        click.echo(
            wrapped(_("Sending has not begun for: {names}.").format(names=names), "", "  "),
            err=True,
        )
    if isinstance(found.stopped, KeyboardInterrupt):
        click.echo(
            _("Interrupted: run the same command again to continue where it stopped."), err=True
        )
    if found.count("uncertain"):
        line = f"motxl mail status {as_typed(book)} --extracts {as_typed(folder)}"
        text = _(
            "Ask the members whose message is uncertain whether it arrived; for each who "
            "got it, run: {command} --confirm MEMBER"
        )
        click.echo(text.format(command=line), err=True)
    if isinstance(found.stopped, MotxlError):
        say_refused(found.stopped)


def _counts(found: Sent) -> Iterator[str]:
    sent, failed, uncertain = map(found.count, ("sent", "failed", "uncertain"))
    yield ngettext("{n} message sent", "{n} messages sent", sent).format(n=sent)
    if failed:
        yield ngettext("{n} failed", "{n} failed", failed).format(n=failed)
    if uncertain:
        yield ngettext("{n} uncertain", "{n} uncertain", uncertain).format(n=uncertain)
    if left := len(found.left):
        yield ngettext("{n} not begun", "{n} not begun", left).format(n=left)

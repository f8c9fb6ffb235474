"""``motxl mail send``: the extracts over SMTP, each member at most once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from motxl.cli.common import as_typed, epilog, lang_option, wrapped
from motxl.cli.mail.common import (
    Plan,
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
from motxl.controls import on_one_line
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.mail.outgoing import Desk, Outgoing
    from motxl.mail.sender import Sender
    from motxl.mail.sending import Pace, Report
    from motxl.mail.smtp import Connection, Timeouts


class Asked(NamedTuple):
    """The options that matter to a run."""

    book: Path
    folder: Path
    server: str | None
    password_command: str | None
    token_command: str | None
    rate: float
    insecure: bool


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
        """Send each member its extract. Before anything leaves, you see who gets what and confirm.

Nobody gets the same extract twice: what was sent is in the record, and an interrupted run goes on
where it stopped. A message whose fate is not known is not sent again by itself. The server is that
of --smtp or of the variable MOTXL_SMTP: smtp://name@host:587 (STARTTLS) or smtps://name@host:465.
The password comes from MOTXL_SMTP_PASSWORD, the keyring (service motxl) or --password-command; a
token for Microsoft 365 or Google from --token-command. Exit code 1 when a message failed, is
uncertain or was kept back."""
    ),
)
@desk_options
@confirm_address_option
@click.option("--smtp", metavar="URL", envvar="MOTXL_SMTP", help=_("The mail server."))
@without_record_option
@click.option(
    "--rate", metavar="N", type=click.FloatRange(min=0), default=30, show_default=True,
    help=_("Messages a minute; 0 is no limit."),
)  # fmt: skip
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help=_("Send so many, then stop.")
)
@click.option(
    "--test-to", metavar=_("ADDRESS"), help=_("Send everything there; nothing is recorded.")
)
@click.option(
    "--resend", metavar=_("MEMBER"), multiple=True, help=_("Send to this member once more.")
)
@click.option("--yes", is_flag=True, help=_("Do not ask: for scripts."))
@login_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    folder: Path,
    only: Sequence[str],
    contacts: Path | None,
    from_address: str | None,
    smtp: str | None,
    rate: float,
    limit: int | None,
    test_to: str | None,
    resend: Sequence[str],
    yes: bool,
    confirm_address: Sequence[str],
    without_record: bool,
    password_command: str | None,
    token_command: str | None,
    insecure: bool,
) -> None:
    from motxl.errors import MotxlError
    from motxl.mail.ledger import writing
    from motxl.programme.addresses import is_address

    if test_to is not None and not is_address(test_to):
        raise click.UsageError(_("“{text}” is no e-mail address.").format(text=test_to))
    asked = Asked(book, folder, smtp, password_command, token_command, rate, insecure)
    desk, sender = open_desk(book, folder, contacts, from_address)
    if test_to is not None:
        plans = planned(desk, only, None, confirmed=confirm_address)[:limit]
        _refuse_of_a_member(desk, plans, test_to)
        ctx.exit(_test(asked, desk, sender, plans, test_to, yes=yes))
    from motxl.mail.elsewhere import Elsewhere, only_sender
    from motxl.mail.folders import stamp
    from motxl.mail.sending import take_as_told

    again = frozenset(desk.keys_of(resend))
    with only_sender(folder), writing(folder) as ledger:
        ledger.settle()
        plans = planned(
            desk,
            only or tuple(again),
            ledger,
            again,
            confirm_address,
            without_record=without_record,
        )
        show_plans(plans)
        say_counts(desk, plans, everyone=not only)
        doubtful = is_doubtful(desk, plans)
        take_as_told(ledger, [plan.outgoing.letter for plan in plans if plan.skipped])
        going = [plan for plan in plans if plan.goes][:limit]
        ask = bool(going) and not yes
        if not is_record_believed(desk, ledger, going, anyway=without_record, ask=ask):
            ctx.exit(1)
        if not going:
            ctx.exit(1 if doubtful else 0)
        opening = _opening(asked, sender)
        _confirm(len(going), yes=yes)
        from motxl.mail.sending import Sending

        ledger.make()
        stamp(folder, ledger, [plan.outgoing.letter for plan in going])
        under_way = Elsewhere(folder).under_way
        sending = Sending(opening, ledger, sender, _pace(asked.rate), under_way)
        try:
            reports, stopped = _run(sending.run(_full(desk, going), again), len(going))
        finally:
            with suppress(MotxlError):  # the record itself says more
                stamp(folder, ledger)
    _summary(asked, reports, going, stopped)
    if isinstance(stopped, MotxlError):
        click.echo(f"motxl: {stopped}", err=True)
    bad = any(report.outcome in {"failed", "uncertain"} for report in reports)
    ctx.exit(1 if bad or stopped or doubtful else 0)


def _full(desk: Desk, plans: Sequence[Plan]) -> Iterator[Outgoing]:
    """The messages with their texts, one at a time, as they were shown; with what is wrong of one
    that can no longer be sent so."""
    for plan in plans:
        yield desk.message(plan.outgoing.letter.member, checked=True)


def _run(reports: Iterator[Report], total: int) -> tuple[list[Report], BaseException | None]:
    """Send, showing how far it is; what stopped it, if anything did."""
    from motxl.cli.progress import Counter
    from motxl.errors import MotxlError

    counter = Counter(_("Sending: {number} of {total}…"), total)
    done: list[Report] = []
    stopped: BaseException | None = None
    try:
        for report in reports:
            done.append(report)
            counter.at(len(done))
    except (MotxlError, KeyboardInterrupt) as error:
        stopped = error
    counter.erase()
    return done, stopped


def _confirm(number: int, *, yes: bool) -> None:
    """``click.Abort`` when the answer is no, or when nobody is there to give one."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(_("Nobody is there to confirm: use --yes in a script."))
    text = ngettext("Send {n} message?", "Send {n} messages?", number).format(n=number)
    click.confirm(text, abort=True, err=True)


def _opening(asked: Asked, sender: Sender) -> Callable[[], Connection]:
    """What opens a connection; a token is asked for anew each time, as tokens expire."""
    from motxl.mail.imap import user_of
    from motxl.mail.secrets import Commands, find_secret
    from motxl.mail.server import parse_server
    from motxl.mail.smtp import connect

    if not asked.server:
        raise click.UsageError(
            _("Name the mail server: --smtp smtp://name@host, or the variable MOTXL_SMTP.")
        )
    server = parse_server(asked.server, "smtp")
    commands = Commands(asked.password_command, asked.token_command)
    user = user_of(server, sender)

    first = find_secret(user, "MOTXL_SMTP_PASSWORD", commands)
    if first is None and server.user:
        raise click.UsageError(
            _(
                "No password for {user}: put it into MOTXL_SMTP_PASSWORD or the keyring, or use "
                "--password-command or --token-command."
            ).format(user=server.user)
        )

    def opened() -> Connection:
        secret = find_secret(user, "MOTXL_SMTP_PASSWORD", commands)
        return connect(
            server._replace(user=user), secret, insecure=asked.insecure, timeouts=_timeouts()
        )

    return opened


def _pace(rate: float) -> Pace:
    from motxl.mail.sending import Pace

    wait = os.environ.get("MOTXL_MAIL_WAIT", "")
    first_wait = float(wait) if wait.replace(".", "", 1).isdigit() else Pace().first_wait
    return Pace(per_minute=rate, first_wait=first_wait)


def _timeouts() -> Timeouts:
    from motxl.mail.smtp import DEFAULT_TIMEOUTS, Timeouts

    seconds = os.environ.get("MOTXL_MAIL_TIMEOUT", "")
    if seconds.replace(".", "", 1).isdigit():
        return Timeouts(float(seconds), float(seconds))
    return DEFAULT_TIMEOUTS


def _test(
    asked: Asked, desk: Desk, sender: Sender, plans: Sequence[Plan], address: str, *, yes: bool
) -> int:
    """Everything to one address; the ledger knows nothing of it."""
    from datetime import datetime

    from motxl.cli.progress import Counter
    from motxl.mail.message import compose
    from motxl.programme.addresses import parse_address

    going = [plan for plan in plans if not plan.outgoing.problems]
    show_plans(plans)
    click.echo(_("All of it to {address}, as a test.").format(address=address), err=True)
    opening = _opening(asked, sender)
    if not going:
        return 1
    _confirm(len(going), yes=yes)
    counter = Counter(_("Sending: {number} of {total}…"), len(going))
    failed = 0
    connection = opening()
    for number, outgoing in enumerate(_full(desk, going), 1):
        if outgoing.problems:
            failed += 1
            told = _("{name}: {problem}").format(
                name=outgoing.letter.name, problem="; ".join(outgoing.problems)
            )
            click.echo(told, err=True)
            continue
        now = datetime.now().astimezone()
        message = compose(outgoing, sender, at=now, test_to=address)
        del message["Message-ID"]  # the real one is the member's
        origin = parse_address(sender.address)[1]
        delivery = connection.deliver(message, origin, [address], (), lambda: None, last_try=True)
        if delivery.fate != "sent":
            failed += 1
            click.echo(on_one_line(f"{outgoing.letter.name} : {delivery.detail}"), err=True)
        counter.at(number)
    counter.erase()
    connection.close()
    sent = len(going) - failed
    text = ngettext("{n} message sent to {address}.", "{n} messages sent to {address}.", sent)
    click.echo(text.format(n=sent, address=address), err=True)
    return 1 if failed or len(going) < len(plans) else 0


def _refuse_of_a_member(desk: Desk, plans: Sequence[Plan], address: str) -> None:
    """A trial that goes to a member would show it the lines of the others."""
    from motxl.extract.readers import key_of

    members = desk.members_with(address)
    keys = {key_of(one) for one in members}
    if members and any(plan.outgoing.letter.member not in keys for plan in plans):
        raise click.UsageError(
            _(
                "{address} is an address of {name}, which would get the extracts of others: name "
                "one of your own."
            ).format(address=address, name=members[0].title)
        )


def _summary(
    asked: Asked, reports: Sequence[Report], going: Sequence[Plan], stopped: BaseException | None
) -> None:
    """Sent, failed and uncertain, with reasons; and who has nothing since the run stopped."""
    for report in reports:
        if report.outcome != "sent":
            label = {"failed": _("failed"), "uncertain": _("uncertain")}[report.outcome]
            line = f"{report.letter.member}  {report.letter.name} · {label} · {report.detail}"
            click.echo(on_one_line(line))
    counts = {
        outcome: sum(report.outcome == outcome for report in reports)
        for outcome in ("sent", "failed", "uncertain")
    }
    sent = ngettext("{n} message sent", "{n} messages sent", counts["sent"])
    parts = [sent.format(n=counts["sent"])]
    if counts["failed"]:
        text = ngettext("{n} failed", "{n} failed", counts["failed"])
        parts.append(text.format(n=counts["failed"]))
    if counts["uncertain"]:
        text = ngettext("{n} uncertain", "{n} uncertain", counts["uncertain"])
        parts.append(text.format(n=counts["uncertain"]))
    left = [plan.outgoing.letter for plan in going[len(reports) :]]
    if left:
        text = ngettext("{n} not begun", "{n} not begun", len(left))
        parts.append(text.format(n=len(left)))
    click.echo(", ".join(parts) + ".", err=True)
    if left:
        names = ", ".join(letter.name for letter in left)
        click.echo(wrapped(_("Not begun: {names}.").format(names=names), "", "  "), err=True)
    if isinstance(stopped, KeyboardInterrupt):
        click.echo(_("Interrupted: the same command goes on where it stopped."), err=True)
    if counts["uncertain"]:
        line = f"motxl mail status {as_typed(asked.book)} --extracts {as_typed(asked.folder)}"
        click.echo(
            _("Ask those that are uncertain; then: {command} --confirm MEMBER").format(
                command=line
            ),
            err=True,
        )

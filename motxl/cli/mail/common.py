"""What the subcommands of ``mail`` share: their options, the messages, and how they are shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from motxl.cli.common import book_argument, wrapped
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.jobs.mail.desk import MailOptions
    from motxl.jobs.mail.planning import Plan, Planned
    from motxl.mail.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


def desk_options(command: F) -> F:
    """BOOK, ``--extracts``, ``--only``, ``--contacts``, ``--from``."""
    command = click.option(
        "--from", "from_address", metavar=_("ADDRESS"),
        help=_(
            "Send from this address, not from the one in the row “expéditeur” of the sheet "
            "Paramètres."
        ),
    )(command)  # fmt: skip
    command = click.option(
        "--contacts",
        metavar=_("FILE"),
        type=click.Path(path_type=Path, dir_okay=False),
        help=_("The address directory that was given to motxl extract with --contacts."),
    )(command)
    command = click.option(
        "--only", "only", metavar=_("MEMBER"), multiple=True,
        help=_("Limit the command to this member (key, name or alias); the option may be "
               "repeated."),
    )(command)  # fmt: skip
    command = extracts_option(command)
    return book_argument()(command)


def extracts_option(command: F) -> F:
    return click.option(
        "--extracts",
        "folder",
        metavar=_("FOLDER"),
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        help=_("The folder where motxl extract put the extracts."),
    )(command)


def login_options(command: F) -> F:
    """``--password-command``, ``--token-command``, ``--insecure``."""
    command = click.option(
        "--insecure",
        is_flag=True,
        help=_("Connect without encryption; only for servers on this computer."),
    )(command)
    command = click.option(
        "--token-command",
        metavar=_("COMMAND"),
        envvar="MOTXL_TOKEN_COMMAND",
        help=_("A command that prints an access token (XOAUTH2: Microsoft 365, Google)."),
    )(command)
    return click.option(
        "--password-command",
        metavar=_("COMMAND"),
        envvar="MOTXL_PASSWORD_COMMAND",
        help=_("A command that prints the password, such as that of a password manager."),
    )(command)


def places_of_drafts(command: F) -> F:
    """``--imap``, ``--outlook``, ``--mailbox``."""
    command = click.option(
        "--mailbox",
        metavar=_("ADDRESS"),
        help=_("Put the drafts into this shared mailbox of Outlook."),
    )(command)
    command = click.option(
        "--outlook", is_flag=True, help=_("Put the drafts into Outlook on this computer (Windows).")
    )(command)
    return click.option(
        "--imap",
        metavar="URL",
        help=_("Put the drafts into the mailbox on this server: imaps://name@host[/Folder]."),
    )(command)


def server_options(command: F) -> F:
    """``--smtp``, ``--rate``, ``--limit``, ``--yes``."""
    command = click.option(
        "--yes", is_flag=True, help=_("Do not ask for confirmation; meant for scripts.")
    )(command)
    command = click.option(
        "--limit", metavar="N", type=click.IntRange(min=1), help=_("Stop after this many messages.")
    )(command)
    command = click.option(
        "--rate", metavar="N", type=click.FloatRange(min=0), default=30, show_default=True,
        help=_("Highest number of messages per minute; 0 means no limit."),
    )(command)  # fmt: skip
    return click.option("--smtp", metavar="URL", envvar="MOTXL_SMTP", help=_("The mail server."))(
        command
    )


def desk_of(book: Path, folder: Path, options: MailOptions, reminder: int = 0) -> Desk:
    """Where the messages of these extracts, or with its number a reminder, are worked out."""
    from motxl.jobs.mail.desk import book_of, open_desk

    return open_desk(book_of(book, folder), book, folder, options, reminder=reminder)


def confirm_address_option(command: F) -> F:
    return click.option(
        "--confirm-address",
        metavar=_("ADDRESS"),
        multiple=True,
        help=_(
            "Confirm that this address is right, though it was another member's in earlier "
            "messages."
        ),
    )(command)


def show_plans(plans: Sequence[Plan]) -> None:
    """Who gets what, with problems and doubts."""
    keys = max((len(one.outgoing.letter.member) for one in plans), default=0)
    for plan in plans:
        outgoing = plan.outgoing
        letter = outgoing.letter
        n = len(outgoing.paths)
        files = ngettext("{n} file", "{n} files", n).format(n=n)
        to = ", ".join(outgoing.to) or "—"
        cc = f", cc {', '.join(outgoing.cc)}" if outgoing.cc else ""
        head = f"{letter.member:<{keys}}  "
        click.echo(wrapped(f"{letter.name} → {to}{cc} · {files}", head, " " * (keys + 2)))
        for mark, colour, texts in (
            ("✗", "red", outgoing.problems),
            ("!", "yellow", outgoing.doubts),
            ("–", None, (plan.skipped,) if plan.skipped else ()),
        ):
            for text in texts:
                line = wrapped(text, " " * (keys + 2) + f"{mark} ", " " * (keys + 4))
                click.echo(style(line, fg=colour) if colour else line)


def say_counts(found: Planned) -> None:
    """On stderr, what is in doubt, and one line: how many go, how many do not."""
    desk = found.desk
    if found.lacking:
        _say_lacking(found)
    for sentence in desk.doubts.told():
        click.echo(wrapped(sentence, "", "  "), err=True)
    if desk.sender_is_example:
        text = _(
            "The sender's address is still the example address, {address}: write your own in "
            "the row “expéditeur” of the sheet Paramètres."
        )
        click.echo(wrapped(text.format(address=desk.sender_address), "", ""), err=True)
    click.echo(", ".join(_counts(found.plans)) + ".", err=True)
    earlier = sum(plan.goes and plan.earlier for plan in found.plans)
    if earlier:
        text = ngettext(
            "{n} of these messages goes to a member who already had an extract, according to "
            "the name, key or address: check what has changed since.",
            "{n} of these messages go to members who already had an extract, according to the "
            "name, key or address: check what has changed since.",
            earlier,
        )
        click.echo(text.format(n=earlier), err=True)


def _say_lacking(found: Planned) -> None:
    text = ngettext(
        "{n} active member has no extract in this folder: {names}.",
        "{n} active members have no extract in this folder: {names}.",
        len(found.lacking),
    )
    told = text.format(n=len(found.lacking), names=", ".join(found.lacking))
    click.echo(wrapped(told, "", "  "), err=True)
    if found.desk.is_unfinished:
        text = _("Making the extracts was interrupted: run motxl extract again.")
        click.echo(wrapped(text, "", ""), err=True)


def _counts(plans: Sequence[Plan]) -> Iterator[str]:
    """How many go and how many do not, the parts of a sentence."""
    going = sum(plan.goes for plan in plans)
    wrong = sum(bool(plan.outgoing.problems) for plan in plans)
    doubtful = sum(plan.goes and bool(plan.outgoing.doubts) for plan in plans)
    done = sum(bool(plan.skipped) and not plan.outgoing.problems for plan in plans)
    yield ngettext("{n} message to send", "{n} messages to send", going).format(n=going)
    if doubtful:
        yield ngettext("{n} of them doubtful", "{n} of them doubtful", doubtful).format(n=doubtful)
    if wrong:
        yield ngettext("{n} message kept back", "{n} messages kept back", wrong).format(n=wrong)
    if done:
        yield ngettext(
            "{n} message dealt with before", "{n} messages dealt with before", done
        ).format(n=done)


def without_record_option(command: F) -> F:
    return click.option(
        "--without-record",
        is_flag=True,
        help=_(
            "Go on even if the record of what was sent is gone: some members may get their "
            "extract twice."
        ),
    )(command)


def say_record(in_doubt: str) -> None:
    """That the record of what was sent may not be all of it, and what may come of it."""
    if in_doubt:
        warning = in_doubt + " " + _("Members may get the same extract a second time.")
        click.echo(wrapped(warning, "", ""), err=True)


def is_record_believed(in_doubt: str, *, anyway: bool, ask: bool) -> bool:
    """Whether to go on: the record of what was sent is what it was; or somebody who was told why
    it may not be wants to (``anyway``, or the answer to a question where it may be asked)."""
    say_record(in_doubt)
    if not in_doubt or anyway:
        return True
    if ask and sys.stdin.isatty():
        return click.confirm(_("Go on all the same?"), err=True)
    advice = _(
        "Nothing was sent. Put the record of what was sent back in its place, or use "
        "--without-record."
    )
    click.echo(wrapped(advice, "", ""), err=True)
    return False

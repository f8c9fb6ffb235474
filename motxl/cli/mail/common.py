"""What the subcommands of ``mail`` share: their options, the messages, and how they are shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from motxl.cli.common import book_argument, today, wrapped
from motxl.i18n import _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.mail.ledger import Ledger
    from motxl.mail.outgoing import Desk, Outgoing
    from motxl.mail.sender import Sender

F = TypeVar("F", bound=Callable[..., Any])


def desk_options(command: F) -> F:
    """BOOK, ``--extracts``, ``--only``, ``--contacts``, ``--from``."""
    command = click.option(
        "--from", "from_address", metavar=_("ADDRESS"),
        help=_("Send from this address, not from expéditeur in Paramètres."),
    )(command)  # fmt: skip
    command = click.option(
        "--contacts",
        metavar=_("FILE"),
        type=click.Path(path_type=Path, dir_okay=False),
        help=_("The directory that motxl extract was given with --contacts."),
    )(command)
    command = click.option(
        "--only", "only", metavar=_("MEMBER"), multiple=True,
        help=_("Only this member (key, name or alias); may be repeated."),
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
        help=_("Where motxl extract put the extracts."),
    )(command)


def login_options(command: F) -> F:
    """``--password-command``, ``--token-command``, ``--insecure``."""
    command = click.option(
        "--insecure", is_flag=True, help=_("Without encryption: servers on this computer only.")
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


class Opened(NamedTuple):
    """What a subcommand works with."""

    desk: Desk
    sender: Sender


def open_desk(book: Path, folder: Path, contacts: Path | None, from_address: str | None) -> Opened:
    from motxl.book.file.filebook import open_book
    from motxl.extract.formerly import ExtractedToSome
    from motxl.extract.making import Maker, Source
    from motxl.extract.manifest import header_of
    from motxl.extract.readers import members_of
    from motxl.mail.before import compared
    from motxl.mail.outgoing import Desk
    from motxl.mail.sender import sender_of
    from motxl.ooxml.opc.opening import read_bytes
    from motxl.template.shipped import template_path

    header = header_of(folder)
    sheet, columns = (str(header[one]) if header.get(one) else None for one in ("sheet", "columns"))
    programme = open_book(book, sheet=sheet, columns=columns).programme
    programme.extracted_to_some = ExtractedToSome([folder])
    known = None
    if contacts is not None:
        from motxl.book.reading.contacts import read_contacts

        known = read_contacts(contacts)
    template = template_path("extrait", beside=book)
    maker = Maker(Source(programme, read_bytes(template), str(template), today()), folder)
    readers = {one.key: one for one in members_of(maker.relevance)}

    def said_now(key: str) -> tuple[str, str] | None:
        return maker.said_now(readers[key]) if key in readers else None

    sender = sender_of(programme, from_address)
    before = compared(programme, known, book, folder)
    return Opened(Desk(programme, book, folder, sender, known, said_now, before), sender)


class Plan(NamedTuple):
    """What is to become of one message."""

    outgoing: Outgoing
    skipped: str
    """Why it is not sent; empty when it is"""
    earlier: bool = False
    """Whether the same organisation was sent another extract before"""
    unsure: bool = False
    """Whether nobody knows what became of it, or it went to other addresses than it would now"""

    @property
    def goes(self) -> bool:
        return not self.skipped and not self.outgoing.problems


def planned(
    desk: Desk,
    only: Sequence[str],
    ledger: Ledger | None,
    again: frozenset[str] = frozenset(),
    confirmed: Sequence[str] = (),
    *,
    without_record: bool = False,
) -> list[Plan]:
    """Every message, with why it is not sent. Their texts are made anew when they are sent.

    ``confirmed`` are addresses that are right as they are, though the record says otherwise;
    ``without_record``: also where a record is gone, some may get theirs twice.
    """
    from motxl.mail.eml import FOLDER, is_gone
    from motxl.mail.history import History
    from motxl.mail.sending import has_older_draft, other_addresses, why_not

    desk.check_addresses(confirmed)
    right = frozenset(map(str.casefold, confirmed))
    history = History(ledger, desk.folder)
    desk.leave_out_doubted(history, right)
    plans = []
    for letter in desk.letters(only):
        skipped = far = ""
        if letter.member not in again:
            skipped = why_not(ledger, letter, history.elsewhere(letter))
            far = history.far_away(letter, without_record=without_record) if not skipped else ""
            skipped = skipped or far
        known = ledger.last(letter) if ledger is not None else None
        unsure = (bool(skipped) and known is not None and known.state == "incertain") or bool(far)
        if skipped and has_older_draft(ledger, letter):
            unsure = True
        if skipped and known is not None and is_gone(known, desk.folder):
            unsure, skipped = (
                True,
                _(
                    "a draft was made on {date}, and is no longer in {folder}: motxl mail status "
                    "--confirm {member} if it was sent, else drafts --again {member}"
                ).format(date=known.updated[:10], folder=FOLDER, member=letter.member),
            )
        for more in (other_addresses(ledger, known, letter), history.holds_another(letter)):
            if skipped and more:
                skipped, unsure = f"{skipped} {more}", True
        # What was dealt with before is shown, and not looked into again.
        outgoing = desk.message(letter.member, checked=bool(skipped))
        problems = outgoing.problems
        if skipped and not problems and desk.is_outdated(letter.member):
            problems = (_("the programme says otherwise now: run motxl extract again"),)
        problems += desk.not_as_before(history, letter.member, right)
        shared = outgoing.shared and desk.is_newly_shared(history, letter.member)
        text = outgoing.text
        lighter = outgoing._replace(
            text=text._replace(plain="", html="") if text else None,
            problems=problems, shared=shared,
        )  # fmt: skip
        plans.append(Plan(lighter, skipped, history.has_earlier(letter), unsure))
    return plans


def confirm_address_option(command: F) -> F:
    return click.option(
        "--confirm-address",
        metavar=_("ADDRESS"),
        multiple=True,
        help=_("This address is right, though it was another member's in earlier messages."),
    )(command)


def show_plans(plans: Iterable[Plan]) -> None:
    """Who gets what, with problems and doubts; a blank line between those that go and do not."""
    plans = list(plans)
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


def say_counts(desk: Desk, plans: Sequence[Plan], *, everyone: bool = True) -> None:
    """On stderr, what is in doubt, and one line: how many go, how many do not. ``everyone``: no
    members were named."""
    lacking = desk.without_extract() if everyone else []
    if lacking:
        text = ngettext(
            "{n} active member has no extract here: {names}.",
            "{n} active members have no extract here: {names}.",
            len(lacking),
        )
        told = text.format(n=len(lacking), names=", ".join(lacking))
        click.echo(wrapped(told, "", "  "), err=True)
        if desk.is_unfinished:
            text = _("The making of the extracts was interrupted: run motxl extract again.")
            click.echo(wrapped(text, "", ""), err=True)
    for sentence in (*desk.doubts.sentences(), *desk.doubts.of_unseen(), *desk.doubts.not_read()):
        click.echo(wrapped(sentence, "", "  "), err=True)
    if desk.sender_is_example:
        text = _(
            "The sender is still the example's, {address}: write yours as expéditeur in Paramètres."
        )
        click.echo(wrapped(text.format(address=desk.sender_address), "", ""), err=True)
    going = sum(plan.goes for plan in plans)
    wrong = sum(bool(plan.outgoing.problems) for plan in plans)
    doubtful = sum(plan.goes and bool(plan.outgoing.doubts) for plan in plans)
    done = sum(bool(plan.skipped) and not plan.outgoing.problems for plan in plans)
    parts = [ngettext("{n} message to send", "{n} messages to send", going).format(n=going)]
    if doubtful:
        text = ngettext("{n} of them doubtful", "{n} of them doubtful", doubtful)
        parts.append(text.format(n=doubtful))
    if wrong:
        parts.append(ngettext("{n} kept back", "{n} kept back", wrong).format(n=wrong))
    if done:
        text = ngettext("{n} dealt with before", "{n} dealt with before", done)
        parts.append(text.format(n=done))
    click.echo(", ".join(parts) + ".", err=True)
    earlier = sum(plan.goes and plan.earlier for plan in plans)
    if earlier:
        text = ngettext(
            "{n} of them had an earlier extract, by its name, key or address: what has changed?",
            "{n} of them had an earlier extract, by name, key or address: what has changed?",
            earlier,
        )
        click.echo(text.format(n=earlier), err=True)


def is_doubtful(desk: Desk, plans: Sequence[Plan]) -> bool:
    """Whether a message is kept back, or is to be sent on a day on which something of the workbook
    is in doubt: not a day that ends well."""
    kept_back = any(plan.outgoing.problems for plan in plans)
    unsure = desk.doubts.any or desk.sender_is_example or desk.is_unfinished
    unsure = unsure or any(plan.goes and plan.outgoing.shared for plan in plans)
    return (
        kept_back
        or any(plan.unsure for plan in plans)
        or (unsure and any(plan.goes for plan in plans))
    )


def without_record_option(command: F) -> F:
    return click.option(
        "--without-record",
        is_flag=True,
        help=_("Also when the record of what was sent is gone: some may get theirs twice."),
    )(command)


def is_record_doubtful(desk: Desk, ledger: Ledger | None, going: Sequence[Plan]) -> bool:
    """Whether the record of what was sent, or one of a folder beside that holds the same, is not
    what it was: then it is said."""
    from motxl.mail.folders import Noted, doubt, doubt_beside
    from motxl.mail.ledger import LEDGER, Ledger

    known = ledger if ledger is not None else Ledger(None, desk.folder / LEDGER)
    text = doubt(desk.folder, known, Noted.of(desk.manifest.header.get("record")))
    text = text or doubt_beside(desk.folder, [plan.outgoing.letter for plan in going])
    if text:
        warning = text + " " + _("Members may get the same extract a second time.")
        click.echo(wrapped(warning, "", ""), err=True)
    return bool(text)


def is_record_believed(
    desk: Desk, ledger: Ledger, going: Sequence[Plan], *, anyway: bool, ask: bool
) -> bool:
    """Whether to go on: the record of what was sent, and those of the folders beside that hold the
    same, are what they were; or somebody who was told that they are not wants to (``anyway``, or
    the answer to a question where it may be asked)."""
    if not is_record_doubtful(desk, ledger, going) or anyway:
        return True
    if ask and sys.stdin.isatty():
        return click.confirm(_("Go on all the same?"), err=True)
    advice = _("Nothing was sent. Put the record back, or use --without-record.")
    click.echo(wrapped(advice, "", ""), err=True)
    return False

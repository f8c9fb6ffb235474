"""The verbs of mailing and of collecting for scripts: ``motxl.api`` passes them on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.chosen import Names, chosen, path_of, several

if TYPE_CHECKING:
    from motxl.jobs.collect import Collection
    from motxl.jobs.mail.drafts import Drafting
    from motxl.jobs.mail.planning import Planned
    from motxl.jobs.mail.preview import Preview
    from motxl.jobs.mail.send import Sent
    from motxl.jobs.mail.status import Status
    from motxl.jobs.progress import Progress


def mail_preview(
    path: str | Path,
    extracts: str | Path,
    *,
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
) -> Preview:
    """Say to whom each extract of the folder ``extracts`` would go, and what keeps it back. Nothing
    is sent. Raises ``MotxlError`` where there are no extracts, or a member has none."""
    from motxl.jobs.mail.desk import MailOptions, book_of, open_desk
    from motxl.jobs.mail.preview import preview

    book, folder = Path(path), Path(extracts)
    options = MailOptions(chosen(only), path_of(contacts), from_address)
    return preview(open_desk(book_of(book, folder), book, folder, options), options.only)


def mail_remind(
    path: str | Path,
    extracts: str | Path,
    *,
    number: int = 1,
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
) -> Preview:
    """Say who would be reminded: those who were sent an extract that asks, and have not answered.
    ``number`` is which reminder it is. Nothing is sent: ``mail_drafts`` and ``mail_send`` do it,
    given the same ``reminder``. Raises ``MotxlError`` where the extracts ask for no answers."""
    from motxl.jobs.mail.desk import MailOptions, book_of, open_desk
    from motxl.jobs.mail.preview import preview

    book, folder = Path(path), Path(extracts)
    options = MailOptions(chosen(only), path_of(contacts), from_address)
    desk = open_desk(book_of(book, folder), book, folder, options, reminder=number)
    return preview(desk, options.only)


def mail_drafts(
    path: str | Path,
    extracts: str | Path,
    *,
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
    again: Names = (),
    confirm_address: Names = (),
    without_record: bool = False,
    imap: str | None = None,
    reminder: int = 0,
    force: bool = False,
    progress: Progress | None = None,
) -> Drafting:
    """Make a draft per member: ``.eml`` files in the folder of the extracts, or in the mailbox of
    ``imap``. With a ``reminder``, its number, those who have not answered are reminded.

    What was planned, made and failed is in the result. Raises ``MotxlError`` where the record of
    what was sent may be incomplete, unless ``without_record`` is given.
    """
    from motxl.jobs.mail.desk import book_of, open_desk
    from motxl.jobs.mail.drafts import DraftsOptions, drafting
    from motxl.jobs.progress import unheard

    book, folder = Path(path), Path(extracts)
    options = DraftsOptions(
        chosen(only), path_of(contacts), from_address, again=several(again),
        confirm_address=several(confirm_address), without_record=without_record, imap=imap,
        force=force,
    )  # fmt: skip
    desk = open_desk(book_of(book, folder), book, folder, options, reminder=reminder)
    with drafting(desk, options) as run:
        if run.planned.going:
            run.make(run.way(), progress or unheard)
    return run


def mail_send(
    path: str | Path,
    extracts: str | Path,
    *,
    smtp: str,
    confirm: Callable[[Planned], bool],
    only: Names | None = None,
    contacts: str | Path | None = None,
    from_address: str | None = None,
    resend: Names = (),
    confirm_address: Names = (),
    without_record: bool = False,
    limit: int | None = None,
    rate: float = 30,
    password_command: str | None = None,
    token_command: str | None = None,
    insecure: bool = False,
    reminder: int = 0,
    progress: Progress | None = None,
) -> Sent:
    """Send each member its extract over ``smtp://name@host:587``, each at most once; with a
    ``reminder``, its number, remind those who have not answered.

    ``confirm`` is shown what is planned, and says whether it is sent. Raises ``MotxlError`` where
    the record of what was sent may be incomplete, unless ``without_record`` is given, and where
    there is no password for a server that wants one.
    """
    from motxl.jobs.mail.desk import book_of, open_desk
    from motxl.jobs.mail.send import SendOptions, Sent, opening, sending
    from motxl.jobs.progress import unheard
    from motxl.mail.secrets import Commands

    book, folder = Path(path), Path(extracts)
    options = SendOptions(
        chosen(only), path_of(contacts), from_address, resend=several(resend),
        confirm_address=several(confirm_address), without_record=without_record, limit=limit,
        rate=rate,
    )  # fmt: skip
    desk = open_desk(book_of(book, folder), book, folder, options, reminder=reminder)
    with sending(desk, options) as run:
        wanted = confirm(run.planned)
        if not wanted or not run.planned.going:
            return Sent((), run.planned.going, None, run.planned.kept_back)
        commands = Commands(password_command, token_command)
        way = opening(smtp, desk.sender, commands, insecure=insecure)
        run.seen()
        return run.send(way, progress or unheard)


def mail_status(extracts: str | Path) -> Status:
    """Read the record of what was sent to whom from a folder of extracts. Raises ``MotxlError``
    where there is no such folder."""
    from motxl.jobs.mail.status import status

    return status(Path(extracts))


def mail_confirm(
    path: str | Path, extracts: str | Path, members: Names = (), *, everything: bool = False
) -> Status:
    """Say that drafts of some members, or with ``everything`` of all, were sent, or that uncertain
    messages arrived. Returns the record after that. Raises ``MotxlError`` where nothing waits."""
    from motxl.book.file.filebook import open_book
    from motxl.jobs.mail.status import confirm, status

    confirm(
        Path(extracts), several(members), lambda: open_book(Path(path)).programme.registers,
        everything=everything,
    )  # fmt: skip
    return status(Path(extracts))


def collect(
    path: str | Path,
    *places: str | Path,
    extracts: str | Path | None = None,
    imap: str | None = None,
    password_command: str | None = None,
    token_command: str | None = None,
    insecure: bool = False,
    check: bool = False,
    force: bool = False,
) -> Collection:
    """Read the extracts that came back, from folders, files, messages and the mailbox of ``imap``
    (``imaps://name@host/Folder``, in which nothing changes), into the workbook; with ``check``, say
    only what would be. ``extracts`` is the folder of those that were sent; by default the last one.

    Raises ``MotxlError`` for a place that is not there, where that folder is not known, when the
    mailbox cannot be read, and when the workbook cannot be written.
    """
    from motxl.jobs.collect import collect as run
    from motxl.jobs.collect import mailbox_of, open_for
    from motxl.mail.secrets import Commands

    folder = None if extracts is None else Path(extracts)
    book, manifest = open_for(Path(path), folder, editing=not check)
    commands = Commands(password_command, token_command)
    mailbox = mailbox_of(book, imap, commands, insecure=insecure) if imap is not None else None
    try:
        paths = [Path(one) for one in places]
        return run(book, manifest, paths, mailbox, write=not check, force=force)
    finally:
        if mailbox is not None:
            mailbox.close()

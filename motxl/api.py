"""For scripts: ``from motxl import open_programme, validate``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic

if TYPE_CHECKING:
    from motxl.jobs.extract import Extracted
    from motxl.jobs.inspect import Inspected
    from motxl.jobs.jetons import Jetons
    from motxl.jobs.mail.drafts import Drafting
    from motxl.jobs.mail.planning import Planned
    from motxl.jobs.mail.preview import Preview
    from motxl.jobs.mail.send import Sent
    from motxl.jobs.mail.status import Status
    from motxl.jobs.progress import Progress
    from motxl.jobs.who import Who
    from motxl.programme.registers import Registers


def open_programme(
    path: str | Path, *, sheet: str | None = None, columns: str | None = None
) -> Programme:
    """Read the programme of a workbook; the file is not changed.

    ``sheet`` and ``columns`` (``"A,B"``: code and label, or ``"B"``) say where a workbook that was
    not made from the template has its programme. Raises ``motxl.errors.MotxlError``, whose text is
    one sentence, when the file cannot be read or holds no programme.
    """
    from motxl.book.file.file import open_book

    return open_book(Path(path), sheet=sheet, columns=columns).programme


def validate(
    programme: Programme, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Diagnostic]:
    """What the rules find, in the order of sheets and rows; ``accepted`` ones are among them.

    ``select`` and ``ignore`` take codes and families: ``["NUM", "REF102"]``.
    """
    from motxl.validation.engine import chosen_codes
    from motxl.validation.engine import validate as run

    return run(programme, chosen_codes(select, ignore))


def who(path: str | Path, ref: str) -> Who:
    """Whom the row of a Réf., or the rows of a code, concern, and why. ``MotxlError`` where the
    workbook has no such row."""
    from motxl.book.file.file import open_book
    from motxl.jobs.who import who as run

    return run(open_book(Path(path)), Path(path), ref)


def jetons(path: str | Path, member: str | None = None) -> Jetons:
    """The accounts of jetons of all members, or of one by its key, name or alias. ``MotxlError``
    where nobody, or several, are so called."""
    from motxl.book.file.file import open_book
    from motxl.jobs.jetons import jetons as run

    return run(open_book(Path(path)), Path(path), member)


def inspect(path: str | Path, *, remove: bool = False, force: bool = False) -> Inspected:
    """What a recipient of any workbook could find that its pages do not show. ``remove`` takes out
    what can go without loss, and the state before is kept; ``force`` does so also when the
    workbook seems to be open elsewhere, or is signed."""
    from motxl.jobs.inspect import InspectOptions
    from motxl.jobs.inspect import inspect as run

    return run(Path(path), InspectOptions(remove, force))


def extract(
    path: str | Path,
    folder: str | Path,
    members: Sequence[str] = (),
    *,
    theme: str | None = None,
    pilote: str | None = None,
    since: str | Path | None = None,
    contacts: str | Path | None = None,
    confirm_values: Sequence[str] = (),
    pdf: bool = False,
    force: bool = False,
    sheet: str | None = None,
    columns: str | None = None,
    progress: Progress | None = None,
) -> Extracted:
    """Make the extract of each active member into ``folder``, or those of some, or that of a theme
    or a colleague. The options are those of ``motxl extract``.

    ``progress`` is called with the number of extracts that are done and that of all; it may raise
    ``motxl.jobs.progress.StoppedError``. ``MotxlError`` where nothing can be made; what could not
    be made of one member is in the result.
    """
    from motxl.book.file.file import open_book
    from motxl.jobs.extract import ExtractOptions, columns_called
    from motxl.jobs.extract import extract as run
    from motxl.jobs.progress import unheard

    options = ExtractOptions(
        members=members, theme=theme, pilote=pilote, since=_path(since), contacts=_path(contacts),
        confirmed=columns_called(confirm_values), pdf=pdf, force=force, place=(sheet, columns),
    )  # fmt: skip
    book = open_book(Path(path), sheet=sheet, columns=columns)
    return run(book, Path(path), Path(folder), options, progress or unheard)


def mail_preview(
    path: str | Path,
    extracts: str | Path,
    *,
    only: Sequence[str] = (),
    contacts: str | Path | None = None,
    from_address: str | None = None,
) -> Preview:
    """To whom each extract of the folder ``extracts`` would go, and what keeps it back. Nothing is
    sent."""
    from motxl.jobs.mail.desk import MailOptions, book_of, open_desk
    from motxl.jobs.mail.preview import preview

    book, folder = Path(path), Path(extracts)
    options = MailOptions(only, _path(contacts), from_address)
    return preview(open_desk(book_of(book, folder), book, folder, options), only)


def mail_drafts(
    path: str | Path,
    extracts: str | Path,
    *,
    only: Sequence[str] = (),
    contacts: str | Path | None = None,
    from_address: str | None = None,
    again: Sequence[str] = (),
    confirm_address: Sequence[str] = (),
    without_record: bool = False,
    imap: str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Drafting:
    """Make a draft per member: ``.eml`` files in the folder of the extracts, or in the mailbox of
    ``imap``. What was planned, made and failed is in the result. ``MotxlError`` where the record
    of what was sent may not be all, as long as ``without_record`` is not given."""
    from motxl.jobs.mail.desk import book_of, open_desk
    from motxl.jobs.mail.drafts import DraftsOptions, drafting
    from motxl.jobs.progress import unheard

    book, folder = Path(path), Path(extracts)
    options = DraftsOptions(
        only, _path(contacts), from_address, again=again, confirm_address=confirm_address,
        without_record=without_record, imap=imap, force=force,
    )  # fmt: skip
    with drafting(open_desk(book_of(book, folder), book, folder, options), options) as run:
        if run.planned.going:
            run.make(run.way(), progress or unheard)
    return run


def mail_send(
    path: str | Path,
    extracts: str | Path,
    *,
    smtp: str,
    confirm: Callable[[Planned], bool],
    only: Sequence[str] = (),
    contacts: str | Path | None = None,
    from_address: str | None = None,
    resend: Sequence[str] = (),
    confirm_address: Sequence[str] = (),
    without_record: bool = False,
    limit: int | None = None,
    rate: float = 30,
    password_command: str | None = None,
    token_command: str | None = None,
    insecure: bool = False,
    progress: Progress | None = None,
) -> Sent:
    """Send each member its extract over ``smtp://name@host:587``, each at most once.

    ``confirm`` is shown what is planned, and says whether it is sent. ``MotxlError`` where the
    record of what was sent may not be all, as long as ``without_record`` is not given; and where
    there is no password for a server that wants one.
    """
    from motxl.jobs.mail.desk import book_of, open_desk
    from motxl.jobs.mail.send import SendOptions, Sent, opening, sending
    from motxl.jobs.progress import unheard
    from motxl.mail.secrets import Commands

    book, folder = Path(path), Path(extracts)
    options = SendOptions(
        only, _path(contacts), from_address, resend=resend, confirm_address=confirm_address,
        without_record=without_record, limit=limit, rate=rate,
    )  # fmt: skip
    desk = open_desk(book_of(book, folder), book, folder, options)
    with sending(desk, options) as run:
        wanted = confirm(run.planned)
        if not wanted or not run.planned.going:
            return Sent((), run.planned.going, None)
        commands = Commands(password_command, token_command)
        way = opening(smtp, desk.sender, commands, insecure=insecure)
        run.seen()
        return run.send(way, progress or unheard)


def mail_status(extracts: str | Path) -> Status:
    """The record of what was sent from a folder of extracts to whom."""
    from motxl.jobs.mail.status import status

    return status(Path(extracts))


def mail_confirm(
    path: str | Path, extracts: str | Path, members: Sequence[str] = (), *, everything: bool = False
) -> Status:
    """Say that the drafts of some members, or with ``everything`` of all, were sent, or that their
    uncertain messages arrived; the record after that."""
    from motxl.book.file.file import open_book
    from motxl.jobs.mail.status import confirm, status

    def registers() -> Registers:
        return open_book(Path(path)).programme.registers

    confirm(Path(extracts), members, registers, everything=everything)
    return status(Path(extracts))


def _path(path: str | Path | None) -> Path | None:
    return Path(path) if path is not None else None

"""The desk at which the messages of one folder of extracts are worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.extract.answers import asks, template_of
from motxl.extract.making import Maker, Source
from motxl.extract.manifest import Addressed, header_of
from motxl.extract.readers import members_of
from motxl.jobs.day import today
from motxl.jobs.in_doubt import InDoubt
from motxl.jobs.mail.reminding import reminder_of
from motxl.mail.desk import Desk
from motxl.mail.sender import sender_of
from motxl.ooxml.opc.opening import read_bytes

if TYPE_CHECKING:
    from motxl.book.protocol import Book


@dataclass(frozen=True)
class MailOptions:
    """What each job of mail is asked for."""

    only: Sequence[str] = ()
    """Members, by key, name or alias; none: all that have an extract"""
    contacts: Path | None = None
    """The directory that the extracts were made with, where it is kept apart"""
    from_address: str | None = None
    """``None``: that of Paramètres"""
    day: date | None = None
    """The day on which a date is over or to come; ``None``: today"""


@dataclass(frozen=True)
class RecordedOptions(MailOptions):
    """What each job is asked for that notes its messages in the record."""

    confirm_address: Sequence[str] = ()
    """Addresses that are right, though they were another member's in earlier messages"""
    without_record: bool = False
    """Also when the record of what was sent is gone"""


def book_of(path: Path, folder: Path) -> Book:
    """The workbook of some extracts, opened as it was when they were made: with the sheet and the
    columns that were named then. Raises ``MotxlError`` when it cannot be read."""
    from motxl.book.file.filebook import open_book

    header = header_of(folder)
    sheet, columns = (str(header[one]) if header.get(one) else None for one in ("sheet", "columns"))
    return open_book(path, sheet=sheet, columns=columns)


def open_desk(
    book: Book,
    path: Path,
    folder: Path,
    options: MailOptions = MailOptions(),
    *,
    reminder: int = 0,
) -> Desk:
    """Open the desk of a folder of extracts: who gets what, judged by the workbook as it is now.

    With a ``reminder``, its number, the messages remind those who have not answered.
    Raises ``MotxlError`` where ``folder`` holds no extracts, or there is no address to send from;
    for reminders also where the extracts ask for no answers.
    """
    programme = book.programme
    in_doubt = InDoubt(programme, path, folder, contacts=options.contacts)
    contacts = in_doubt.contacts
    asking = asks(programme)
    template = template_of(path, programme, asking=asking)
    day = options.day or today()
    maker = Maker(Source(programme, read_bytes(template), str(template), day, asks=asking), folder)
    readers = {one.key: one for one in members_of(maker.relevance)}

    def said_now(told: Addressed) -> tuple[str, str] | None:
        reader = readers.get(told.key)
        return maker.said_now(reader, told.asked) if reader is not None else None

    sender = sender_of(programme, options.from_address)
    return Desk(
        programme, path, folder, sender, contacts, said_now, in_doubt.doubts,
        reminder_of(book, reminder, maker, readers) if reminder else None,
    )  # fmt: skip

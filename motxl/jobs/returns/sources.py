"""Files that came back: from folders, and enclosed in messages, of files and of a mailbox."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.book.file.filebook import READABLE_SUFFIXES
from motxl.errors import MotxlError, system_reason
from motxl.i18n import _
from motxl.mail import incoming
from motxl.mail.incoming import Enclosed, enclosed_in
from motxl.ooxml.opc.opening import read_bytes

if TYPE_CHECKING:
    from motxl.mail.imap import MailFolder

_MESSAGE = ".eml"
MOST_MESSAGES = 2_000
"""Of a folder of a mailbox; the latest are read"""


class CameBack(NamedTuple):
    """A file that came back, or what keeps it from being read."""

    label: str
    data: bytes
    received: datetime
    address: str = ""
    problem: str = ""
    message: str = ""
    """What tells a message of a mailbox from others, see ``mark_of``"""


def sources(places: Iterable[Path]) -> Iterator[CameBack]:
    """The workbooks of some folders, files and messages, in their order. Raises ``MotxlError`` for
    a place that is not there."""
    for place in places:
        if not place.exists():
            raise MotxlError(
                _("{file} does not exist: check its name and folder.").format(file=place)
            )
        try:
            files = sorted(filter(_is_meant, place.rglob("*"))) if place.is_dir() else [place]
        except OSError as error:
            raise MotxlError(
                _("{path} cannot be read: {reason}.").format(
                    path=place, reason=system_reason(error)
                )
            ) from None
        for file in files:
            yield from _in_file(file)


def _is_meant(path: Path) -> bool:
    return (
        path.suffix.lower() in (*READABLE_SUFFIXES, _MESSAGE)
        and not path.name.startswith(("~$", "."))
        and path.is_file()
    )


def _in_file(path: Path) -> Iterator[CameBack]:
    try:
        at = datetime.fromtimestamp(int(path.stat().st_mtime))
        if path.stat().st_size > incoming.MOST_BYTES:
            text = _("{file} is far larger than an extract: it was not read.")
            yield CameBack(str(path), b"", at, problem=text.format(file=path))
            return
        data = read_bytes(path)
        if path.suffix.lower() != _MESSAGE:
            yield CameBack(str(path), data, at)
            return
        yield from in_message(enclosed_in(data, str(path)), str(path), at)
    except (MotxlError, OSError) as error:
        yield CameBack(str(path), b"", datetime.min, problem=str(error))


def in_message(found: Iterable[Enclosed], label: str, at: datetime) -> Iterator[CameBack]:
    """The workbooks of a message that is called ``label`` and was kept ``at`` a moment."""
    for one in found:
        yield CameBack(f"{label}: {one.name}", one.data, one.received or at, one.address)


def in_mailbox(reader: MailFolder, most: int = MOST_MESSAGES) -> Iterator[CameBack]:
    """The workbooks of the messages of a mailbox's folder; a message that is there twice is read
    once. Raises ``MotxlError`` when the server stops answering."""
    numbers = reader.numbers()
    if len(numbers) > most:
        text = _(
            "{folder} holds {n} messages: only the latest {most} were read. Move those with "
            "answers to a folder of their own, and name it after the server."
        )
        yield CameBack(
            str(reader), b"", datetime.min,
            problem=text.format(folder=reader, n=len(numbers), most=most),
        )  # fmt: skip
    seen: set[str] = set()
    now = datetime.now().replace(microsecond=0)
    for one in reader.messages(numbers[-most:], incoming.MOST_BYTES):
        label = f"{reader}, {one.number}"
        if one.data is None:
            text = _("{file} is far larger than an extract: it was not read.")
            yield CameBack(label, b"", datetime.min, problem=text.format(file=label))
            continue
        mark = mark_of(one.data)
        if mark in seen:
            continue
        seen.add(mark)
        try:
            for file in in_message(enclosed_in(one.data, label), label, now):
                told = f"{reader}, {file.received:%d/%m/%Y %H:%M}, {file.address}"
                name = file.label.removeprefix(label)
                yield file._replace(label=f"{told}{name}", message=mark)
        except MotxlError as error:
            yield CameBack(label, b"", datetime.min, problem=str(error), message=mark)


def mark_of(message: bytes) -> str:
    """What tells a message from others: its Message-ID with all its bytes, as another may bear the
    same Message-ID, in a digest of which nothing can be read."""
    headers = message_from_bytes(message, policy=policy.compat32)
    told = str(headers.get("Message-ID", "")).strip().encode("utf-8", "replace")
    return hashlib.sha256(told + b"\0" + hashlib.sha256(message).digest()).hexdigest()[:32]

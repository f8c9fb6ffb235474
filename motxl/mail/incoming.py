"""Workbooks that are attached to messages, which people saved as ``.eml`` or a mailbox holds."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from motxl.book.file.filebook import READABLE_SUFFIXES
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.addresses import parse_address

MOST_BYTES = 1 << 27
"""Of a message"""
_MOST_PARTS, _DEEPEST = 500, 10


class Enclosed(NamedTuple):
    """A workbook in a message."""

    name: str
    data: bytes
    address: str
    """Who sent it: of a message in a message, the inner one's sender; may be empty"""
    received: datetime | None
    """When it was sent, in the computer's own time"""


def enclosed_in(data: bytes, label: str) -> list[Enclosed]:
    """The workbooks of a message, those of messages in it too. Raises ``MotxlError`` for one that
    is far larger than such messages are."""
    if len(data) > MOST_BYTES:
        raise _not_read(label)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        return list(_of(message, label, "", None, 0, [_MOST_PARTS]))
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        raise MotxlError(
            _(
                "{file} is not a message that can be read: save its attachment, and run the "
                "command with that file."
            ).format(file=label)
        ) from None


def _not_read(label: str) -> MotxlError:
    return MotxlError(
        _("{file} contains far more than a message usually does: it was not read.").format(
            file=label
        )
    )


def _of(
    message: Message,
    label: str,
    address: str,
    received: datetime | None,
    depth: int,
    left: list[int],
) -> Iterator[Enclosed]:
    left[0] -= 1
    if left[0] < 0 or depth > _DEEPEST:
        raise _not_read(label)
    if message["From"] is not None:
        address = parse_address(str(message["From"]))[1].casefold()
        received = _sent(message) or received
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _of(part, label, address, received, depth + 1, left)
        return
    assert isinstance(message, EmailMessage)
    name = PurePosixPath((message.get_filename() or "").replace("\\", "/")).name
    if not name.lower().endswith(READABLE_SUFFIXES):
        return
    content = message.get_payload(decode=True)
    if isinstance(content, bytes):
        yield Enclosed(name, content, address, received)


def _sent(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message["Date"]))
        return found.astimezone().replace(tzinfo=None, microsecond=0)
    except (ValueError, TypeError, OverflowError, OSError):
        return None

"""One message, before it is sent."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.files.within import read_inside
from motxl.i18n import _
from motxl.mail.ledger import Letter
from motxl.mail.templates import Text

_MOST = 1 << 28
"""Bytes that no mail server takes"""


class Attachment(NamedTuple):
    """A file of the manifest, as it was when it was checked."""

    name: str
    data: bytes
    sha256: str


class Outgoing(NamedTuple):
    """One message, before it is sent. It has no text when a problem keeps it back."""

    letter: Letter
    language: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    text: Text | None
    paths: tuple[Path, ...]
    problems: tuple[str, ...]
    doubts: tuple[str, ...]
    shared: bool = False
    """Whether one of its addresses is another member's too"""

    def attachments(self) -> list[Attachment]:
        """The files, read and checked again. Raises ``MotxlError`` when one is no longer what it
        was."""
        found = []
        for path, known in zip(self.paths, self.letter.files, strict=True):
            name, _colon, sha256 = known.rpartition(":")
            data = data_of(path)
            if data is None or hashlib.sha256(data).hexdigest() != sha256:
                raise MotxlError(said_changed(name))
            found.append(Attachment(name, data, sha256))
        return found


def said_changed(name: str) -> str:
    """That a file is no longer what it was, and what to do."""
    return _("{file} has been changed since it was made: run motxl extract again").format(file=name)


def data_of(path: Path) -> bytes | None:
    """A file of the folder; ``None`` where it cannot be read. Raises ``MotxlError`` for a link that
    leads out of it, and for what is no file."""
    try:
        return read_inside(path.parent, path, _MOST)
    except OSError:
        return None

"""The text of a file whose encoding nothing says."""

from __future__ import annotations

from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotTextError(MotxlError):
    """A file that holds binary data."""


class Decoded(NamedTuple):
    """A text, and how it was read."""

    text: str
    guessed: str = ""
    """The encoding, where nothing in the file says it"""


def decode(data: bytes) -> Decoded:
    """The text of a source: UTF-8 or UTF-16 with a mark, UTF-8, else as Windows writes Western
    texts, or, with what Windows has no character for, as old Macs do. Raises ``NotTextError`` for
    binary data."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"))
    if b"\x00" in data[:4096]:
        raise NotTextError(_("This is not text: it holds binary data."))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return Decoded(data.decode("cp1252"), "Windows-1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("mac_roman"), "Mac Roman")

"""A catalogue of messages that is searched where it lies, and not read whole.

The standard ``gettext.GNUTranslations`` makes a dictionary of all messages, of which a command says
a few; in French that was a thirtieth of the time of ``motxl validate``. A ``.mo`` file holds its
messages sorted, so that they can be searched in it (GNU gettext manual, "The Format of GNU MO
Files").
"""

from __future__ import annotations

import gettext
from bisect import bisect_left
from struct import unpack_from
from typing import Any, BinaryIO

_MAGIC = 0x950412DE
_SIZE = 8
"""Bytes of an entry of a table: a length and an offset"""


class Catalogue(gettext.GNUTranslations):
    """Gives what the class that it is made from gives. Raises ``OSError`` for what is no catalogue
    of this byte order, which ``tests/i18n`` writes."""

    def _parse(self, fp: BinaryIO) -> None:  # type: ignore[override]
        self._catalog = _Messages(fp.read())
        header = dict(
            line.split(": ", 1) for line in self._catalog[""].splitlines() if ": " in line
        )
        self._info = {name.lower(): value for name, value in header.items()}
        plural = header["Plural-Forms"].partition("plural=")[2].rstrip(";")
        self.plural = gettext.c2py(plural)


class _Messages:
    """By message, or by message and number of its plural form, what it is in the language."""

    def __init__(self, data: bytes) -> None:
        magic, _version, self._count, self._ours, self._theirs = unpack_from("<5I", data)
        if magic != _MAGIC:
            raise OSError(0, "No catalogue of messages")
        self._data = data

    def _text(self, table: int, number: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + _SIZE * number)
        return self._data[start : start + length]

    def get(self, key: str | tuple[str, int], default: Any = None) -> Any:
        message, form = key if isinstance(key, tuple) else (key, None)
        wanted = message.encode()
        number = bisect_left(
            range(self._count), wanted, key=lambda one: self._text(self._ours, one)
        )
        if number == self._count:
            return default
        # A message with a plural stands before it, and ends with a NUL.
        found, nul, _plural = self._text(self._ours, number).partition(b"\0")
        if found != wanted or bool(nul) != (form is not None):
            return default
        told = self._text(self._theirs, number).split(b"\0")
        return told[form or 0].decode()

    def __getitem__(self, key: str | tuple[str, int]) -> Any:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

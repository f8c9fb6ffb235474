"""XML parts as UTF-8 working bytes, and back into the encoding they came in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Without a byte order mark, "<" or "<?" in two bytes tells (XML 1.0, appendix F).
_UTF16_STARTS = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
# ECMA-376 part 2, 9.1.3.1 knows UTF-8 and UTF-16 only; the others are read because they occur.
_KNOWN = {"utf-8", "ascii", "iso8859-1", "cp1252"}


class Encoding(NamedTuple):
    """How a part was written: its byte order mark (may be empty) and its codec."""

    bom: bytes
    codec: str

    def encode(self, working: bytes) -> bytes:
        """The part's bytes for UTF-8 working bytes; foreign characters become references."""
        if self.codec == "utf-8":
            return self.bom + working
        return self.bom + working.decode("utf-8").encode(self.codec, "xmlcharrefreplace")


UTF8 = Encoding(b"", "utf-8")
_CHECKED_AT_ONCE = 1 << 20


def decode(data: bytes) -> tuple[bytes, Encoding]:
    """UTF-8 working bytes of a part; raises ``ValueError`` when its encoding cannot be read."""
    if data.startswith(codecs.BOM_UTF8):
        return _checked(data[3:]), Encoding(codecs.BOM_UTF8, "utf-8")
    bom = data[:2] if data[:2] in _UTF16_BOMS else b""
    codec = _UTF16_BOMS.get(bom) or _UTF16_STARTS.get(data[:2])
    if codec is not None:
        return data[len(bom) :].decode(codec).encode("utf-8"), Encoding(bom, codec)
    declared = _DECLARED.match(data.lstrip())
    if declared is None:
        return _checked(data), UTF8
    try:
        codec = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        raise ValueError(declared[1].decode("ascii")) from None
    if codec not in _KNOWN:
        raise ValueError(codec)
    if codec == "utf-8":
        return _checked(data), UTF8
    return data.decode(codec).encode("utf-8"), Encoding(b"", codec)


def _checked(data: bytes) -> bytes:
    """The same bytes; raises ``ValueError`` when they are no UTF-8, so that any piece can be
    decoded."""
    if not data.isascii():
        decoder = codecs.getincrementaldecoder("utf-8")()
        for start in range(0, len(data), _CHECKED_AT_ONCE):
            decoder.decode(data[start : start + _CHECKED_AT_ONCE])
        decoder.decode(b"", True)
    return data

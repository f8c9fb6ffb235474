"""Text as SpreadsheetML writes it: ``_xHHHH_`` escapes (ECMA-376 part 1, 22.9.2.19, ST_Xstring)."""

from __future__ import annotations

import re

from motxl.ooxml.xml.scan import character_data

# Excel's limit for the text of one cell, in UTF-16 units ("Excel specifications and limits").
MAX_TEXT = 32_767

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
# What XML 1.0 (2.2) cannot hold, and the carriage return, which its readers would change.
_UNWRITABLE = "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
# An escape that follows begins with the underscore that ends the other one.
_LOOKS_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_UNWRITABLE}))")


def decode_text(raw: bytes) -> str:
    """What the raw content of a ``<t>`` element says."""
    if b"&" not in raw and b"\r" not in raw and b"_x" not in raw and b"<" not in raw:
        return raw.decode("utf-8")
    text = character_data(raw)
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_decode_escapes, text)


def decode_element(raw: bytes, space: str | bytes | None) -> str:
    """What a ``<t>`` element says. ``space`` is its ``xml:space``: unless it says that blanks are
    preserved, Excel drops those around the text."""
    if space not in ("preserve", b"preserve"):
        raw = raw.strip(b" \t\r\n")
    return decode_text(raw)


def decode_escapes(text: str) -> str:
    """``_x000a_`` and the like resolved in an attribute's value."""
    return _ESCAPE.sub(_decode_escapes, text) if "_x" in text else text


def _decode_escapes(match: re.Match[str]) -> str:
    escapes = match[0]
    units = b"".join(
        int(escapes[i + 2 : i + 6], 16).to_bytes(2, "little") for i in range(0, len(escapes), 7)
    )
    # Two escapes may be the halves of one character; half of one alone is none.
    return units.decode("utf-16-le", "replace")


def encode_escapes(text: str) -> str:
    """The reverse: control characters escaped, and what only looks like an escape."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return re.sub(_UNWRITABLE, lambda match: f"_x{ord(match[0]):04X}_", text)


def encode_text(text: str) -> bytes:
    """The raw content of a ``<t>`` element that says ``text``."""
    if not text.isascii() or not text.isprintable() or "_x" in text:
        text = encode_escapes(text)
    return encode_markup(text)


def encode_markup(text: str) -> bytes:
    """Characters that would be taken for markup in the content of an element escaped."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.encode()


def text_element(text: str, prefix: bytes = b"") -> bytes:
    """A ``<t>`` element, with ``xml:space`` where blanks would be lost."""
    space = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    return b"<%bt%b>%b</%bt>" % (prefix, space, encode_text(text), prefix)


def is_too_long(text: str) -> bool:
    """Whether no cell can hold a text: Excel counts characters beyond the first plane twice."""
    if len(text) <= MAX_TEXT // 2:
        return False
    return len(text) + sum(character > "\uffff" for character in text) > MAX_TEXT

"""Finding elements in XML bytes by offset, without building a tree.

A part is never serialised again: elements are found, and bytes are spliced. Everything here works
on UTF-8 working bytes (see ``encoding``). Names are matched with the prefixes that the root binds
to the part's main namespace, so ``<x:c>`` and ``<c>`` are the same to callers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# ECMA-376 part 1, annex A (Strict) and part 4 (Transitional)
SPREADSHEET = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)

# Every pattern here takes time in proportion to the bytes, whatever they are: none gives back what
# it took, and none looks beyond the next "<", which cannot stand in a tag (XML 1.0, 2.3).
ATTRIBUTES = rb"""(?>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*)"""
_HIDDEN_FROM = re.compile(rb"<!--|<!\[CDATA\[|<\?")
_HIDDEN_TO = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_ATTRIBUTE = re.compile(rb"""(?<![^\s=/"'<>])([^\s=/"'<>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_ROOT = re.compile(rb"<(?![?!])([^\s/<>]++)(" + ATTRIBUTES + rb")>")
_TAG = re.compile(rb"<(/?)([^\s/<>!?]++)(" + ATTRIBUTES + rb")>")
_ENDS_NAME = (b" ", b">", b"/", b"\t", b"\n", b"\r")
_REFERENCE = re.compile(r"&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z]+);")
_WHOLE = re.compile(r"\s*([0-9]{1,10})\s*\Z")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class XmlError(ValueError):
    """The bytes are not the XML that the format allows."""


class Tag(NamedTuple):
    """A start, end or empty-element tag; offsets in working bytes."""

    name: bytes
    """As written, with its prefix"""
    start: int
    end: int
    attributes: bytes
    """Raw, between the name and ``>`` or ``/>``"""
    closing: bool
    empty: bool

    def get(self, name: str) -> str | None:
        """An attribute's value, decoded; ``None`` where it is absent."""
        return attribute(self.attributes, name)


class Root(NamedTuple):
    """The document element: the prefixes bound to its main namespace."""

    tag: Tag
    namespace: bytes
    prefixes: tuple[bytes, ...]
    """``(b"",)`` or ``(b"x:",)``; the root's own comes first"""

    @property
    def prefix(self) -> bytes:
        return self.prefixes[0]


def mask(data: bytes) -> bytes:
    """``data`` with comments, CDATA sections and instructions blanked, offsets unchanged."""
    start = _after_declaration(data)
    # One character is looked for many times as fast as two.
    if (data.find(b"!", start) < 0 or data.find(b"<!", start) < 0) and data.find(b"<?", start) < 0:
        return data
    if b"<!DOCTYPE" in data:
        raise XmlError("DOCTYPE")
    pieces: list[bytes] = []
    position = 0
    for begin, end in _hidden(data):
        pieces += [data[position:begin], b" " * (end - begin)]
        position = end
    pieces.append(data[position:])
    return b"".join(pieces)


def _hidden(data: bytes) -> Iterator[tuple[int, int]]:
    """Offsets of comments, CDATA sections and instructions; raises ``XmlError`` where one never
    ends."""
    position = 0
    while found := _HIDDEN_FROM.search(data, position):
        closing = _HIDDEN_TO[found[0]]
        end = data.find(closing, found.end())
        if end < 0:
            raise XmlError(found[0].decode())
        position = end + len(closing)
        yield found.start(), position


def _after_declaration(data: bytes) -> int:
    """Where the XML declaration ends; 0 when there is none."""
    return data.find(b"?>") + 2 if data.startswith(b"<?xml") and b"?>" in data else 0


def root(masked: bytes) -> Root:
    """The document element of masked bytes; raises ``XmlError`` when there is none."""
    start = _after_declaration(masked)
    match = _ROOT.search(masked, start)
    if match is None or masked[start : match.start()].strip(b" \t\r\n"):
        raise XmlError("no document element")
    tag = _tag_of(match, match[1], match[2])
    own = tag.name.rpartition(b":")[0]
    bound: dict[bytes, bytes] = {}
    for found in _ATTRIBUTE.finditer(tag.attributes):
        if found[1] == b"xmlns":
            bound[b""] = found[2] or found[3] or b""
        elif found[1].startswith(b"xmlns:"):
            bound[found[1][6:]] = found[2] or found[3] or b""
    namespace = bound.get(own, b"")
    same = [name for name, uri in bound.items() if uri == namespace and name != own]
    prefixes = tuple(name + b":" if name else b"" for name in [own, *same])
    return Root(tag, namespace, prefixes)


def attribute(attributes: bytes, name: str) -> str | None:
    """The decoded value of an attribute in a tag's raw attributes."""
    wanted = name.encode()
    if wanted not in attributes:
        return None
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1] == wanted:
            return unescape((found[2] if found[2] is not None else found[3]).decode("utf-8"))
    return None


def attribute_span(attributes: bytes, name: str) -> tuple[int, int] | None:
    """Offsets of an attribute's raw value in a tag's raw attributes."""
    wanted = name.encode()
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1] == wanted:
            return found.span(2) if found[2] is not None else found.span(3)
    return None


def attributes_of(tag: Tag) -> dict[str, str]:
    """All attributes by the names they are written with."""
    return {
        found[1].decode(): unescape((found[2] if found[2] is not None else found[3]).decode())
        for found in _ATTRIBUTE.finditer(tag.attributes)
    }


def attribute_names(attributes: bytes) -> list[str]:
    """The names of a tag's raw attributes, as written."""
    return [found[1].decode() for found in _ATTRIBUTE.finditer(attributes)]


def with_attribute(attributes: bytes, name: str, value: str | None) -> bytes:
    """Raw attributes with one set (``None``: taken out); the others keep their bytes."""
    wanted = name.encode()
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1] != wanted:
            continue
        if value is None:
            start = found.start()
            while start and attributes[start - 1 : start].isspace():
                start -= 1
            return attributes[:start] + attributes[found.end() :]
        group = 2 if found[2] is not None else 3
        new = escape_attribute(value)
        return attributes[: found.start(group)] + new + attributes[found.end(group) :]
    if value is None:
        return attributes
    body = attributes.rstrip()
    slash = body.endswith(b"/")
    body = body[:-1].rstrip() if slash else body
    return body + b" " + wanted + b'="' + escape_attribute(value) + b'"' + (b"/" if slash else b"")


def element_with(raw: bytes, name: str, value: str | None) -> bytes:
    """A raw element with an attribute of its own tag set (``None``: taken out)."""
    tag = next(tags(raw))
    start = tag.start + 1 + len(tag.name)
    attributes = with_attribute(tag.attributes, name, value)
    return raw[:start] + attributes + raw[start + len(tag.attributes) :]


def root_with(working: bytes, name: str, value: str) -> bytes:
    """A part with an attribute of its document element set."""
    tag = root(mask(working)).tag
    return working[: tag.start] + element_with(working[tag.start :], name, value)


def tags(masked: bytes, start: int = 0, end: int | None = None) -> Iterator[Tag]:
    """Every tag of masked bytes, in order."""
    for match in _TAG.finditer(masked, start, len(masked) if end is None else end):
        yield _tag_of(match, match[2], match[3], closing=bool(match[1]))


def _tag_of(match: re.Match[bytes], name: bytes, raw: bytes, *, closing: bool = False) -> Tag:
    empty = raw.endswith(b"/")
    attributes = raw[:-1] if empty else raw
    return Tag(name, match.start(), match.end(), attributes, closing, empty)


class Element(NamedTuple):
    """An element with its content: offsets of the whole, and of what is between its tags."""

    tag: Tag
    start: int
    end: int
    inner_start: int
    inner_end: int


def _named(
    masked: bytes, prefixes: tuple[bytes, ...], name: bytes, start: int, limit: int
) -> Iterator[Tag]:
    """Tags of one name. Found by their bytes: compiling a pattern for each name takes longer."""
    for prefix in prefixes[1:]:
        if masked.find(prefix + name, start, limit) >= 0 or not prefix:
            wanted = {one + name for one in prefixes}
            yield from (tag for tag in tags(masked, start, limit) if tag.name in wanted)
            return
    full = prefixes[0] + name
    position = start
    while (at := masked.find(full, position, limit)) >= 0:
        position = at + len(full)
        if masked[position : position + 1] not in _ENDS_NAME:
            continue
        # A raw "<" cannot stand in an attribute's value (XML 1.0, 2.3): this is a tag.
        begin = at - 1 if masked[at - 1 : at] == b"<" else at - 2
        match = _TAG.match(masked, begin, limit) if begin >= start else None
        if match is not None and match[2] == full:
            position = match.end()
            yield _tag_of(match, full, match[3], closing=bool(match[1]))


def elements(
    masked: bytes,
    prefixes: tuple[bytes, ...],
    name: str,
    start: int = 0,
    end: int | None = None,
) -> Iterator[Element]:
    """Elements called ``name``, in order, outermost ones where they are nested."""
    limit = len(masked) if end is None else end
    return _outermost(_named(masked, prefixes, name.encode(), start, limit), name)


def _outermost(tags: Iterator[Tag], name: str) -> Iterator[Element]:
    """The elements that the tags open and close, without those nested in them."""
    depth = 0
    opened: Tag | None = None
    for tag in tags:
        if tag.closing:
            depth -= 1
            if depth == 0 and opened is not None:
                yield Element(opened, opened.start, tag.end, opened.end, tag.start)
            if depth < 0:
                raise XmlError(name)
        elif tag.empty:
            if depth == 0:
                yield Element(tag, tag.start, tag.end, tag.end, tag.end)
        else:
            if depth == 0:
                opened = tag
            depth += 1
    if depth:
        raise XmlError(name)


def element(
    masked: bytes,
    prefixes: tuple[bytes, ...],
    name: str,
    start: int = 0,
    end: int | None = None,
) -> Element | None:
    """The first element called ``name``."""
    return next(elements(masked, prefixes, name, start, end), None)


def children(masked: bytes, start: int, end: int) -> Iterator[Element]:
    """The elements directly inside the offsets, whatever their names."""
    return _outermost(tags(masked, start, end), "element")


def unescape(text: str) -> str:
    """Character and predefined entity references resolved; others are refused."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_resolve, text)


def _resolve(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] == "#":
        hexadecimal = name[1] in "xX"
        digits = (name[2:] if hexadecimal else name[1:]).lstrip("0")
        number = int(digits or "0", 16 if hexadecimal else 10) if len(digits) < 8 else -1
        if not 0 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise XmlError(match[0])
        return chr(number)
    try:
        return _ENTITIES[name]
    except KeyError:
        raise XmlError(match[0]) from None


def whole(text: str | None) -> int | None:
    """A count or an index as XML writes it; ``None`` where it is absent or anything else."""
    match = _WHOLE.match(text) if text else None
    return int(match[1]) if match else None


def escape_attribute(value: str) -> bytes:
    """``value`` as it stands between quotes of either kind."""
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = escaped.replace('"', "&quot;").replace("'", "&apos;")
    for character in "\t\n\r":
        escaped = escaped.replace(character, f"&#{ord(character)};")
    return escaped.encode()


def character_data(raw: bytes) -> str:
    """The text that raw content between two tags stands for: CDATA, comments, line ends."""
    if b"<" not in raw:
        text = raw.decode("utf-8")
        return unescape(_line_ends(text)) if "&" in text or "\r" in text else text
    pieces: list[str] = []
    position = 0
    for start, end in _hidden(raw):
        pieces.append(unescape(_line_ends(raw[position:start].decode("utf-8"))))
        if raw.startswith(b"<![CDATA[", start):
            pieces.append(_line_ends(raw[start + 9 : end - 3].decode("utf-8")))
        position = end
    pieces.append(unescape(_line_ends(raw[position:].decode("utf-8"))))
    return "".join(pieces)


def _line_ends(text: str) -> str:
    """XML 1.0, 2.11: a carriage return in a file is a line feed to its reader."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

"""Whose an extract is, in the file itself: three custom document properties, of a PDF and of a
calendar too.

A manifest can be mixed up, a file renamed, a folder copied; what stands in the file goes with it.
``inspect`` knows these properties and permits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from motxl.inspection import IDENTITY
from motxl.ooxml import Workbook
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import decode_escapes

KEY, NAME, DIGEST = IDENTITY

# ECMA-376 part 1, 22.3 (custom properties) and 22.4 (variant types). The format identifier is the
# one that Office gives to all that users define; numbers below 2 are kept for other purposes.
_PART = "docProps/custom.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_KINDS = ("custom-properties", "customProperties")  # as Strict has it
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2


class Identity(NamedTuple):
    """Whose an extract is, and of what content."""

    key: str
    name: str
    digest: str
    """Of the content, as in the manifest"""

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the places that ``prepare`` makes."""
        return dict(zip(IDENTITY, self, strict=True))


def prepare(template: Workbook) -> None:
    """Make room for an identity in a template without custom properties, as placeholders.
    Raises ``MotxlError`` where another part bears the name of theirs."""
    if template.package.has(_PART):
        raise template.package.damaged(_PART)
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{{{{{name}}}}}</vt:lpwstr></property>"
        for number, name in enumerate(IDENTITY, _FIRST)
    )
    data = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    )
    template.add_part(_PART, data.encode(), _CONTENT_TYPE, source="", kind=_KIND)


def identity_of(extract: Workbook) -> Identity | None:
    """What a file says of itself; ``None`` when it says nothing, or not all of it, or twice."""
    try:
        said = list(_said(extract))
    except (scan.XmlError, ValueError):
        return None
    if sorted(name for name, _text in said) != sorted(IDENTITY):
        return None
    found = dict(said)
    return Identity(found[KEY], found[NAME], found[DIGEST])


def member_in(template: Workbook) -> str | None:
    """Whose extract a template is, which then is none: the name, or the key where no name is left;
    ``None`` where it says nothing of an extract."""
    try:
        found = dict(_said(template))
    except (scan.XmlError, ValueError):
        return None
    return (found.get(NAME) or found.get(KEY) or "?") if found else None


def _said(extract: Workbook) -> Iterator[tuple[str, str]]:
    """The properties of an identity that stand in a file, with their texts."""
    for kind in _KINDS:
        for part in extract.package.related("", kind):
            for name, value in _properties(extract.package.xml(part)):
                if name in IDENTITY:
                    yield name, value


def _properties(working: bytes) -> Iterator[tuple[str, str]]:
    """Names and texts of custom properties."""
    masked = scan.mask(working)
    for element in scan.elements(masked, scan.root(masked).prefixes, "property"):
        values = scan.children(masked, element.inner_start, element.inner_end)
        text = b"".join(working[one.inner_start : one.inner_end] for one in values)
        yield element.tag.get("name") or "", decode_escapes(scan.character_data(text))


# ISO 32000-1: 14.3.3 (document information dictionary), 7.5.6 (incremental updates), 7.9.2.2 (text
# strings, as UTF-16BE with its mark, in hexadecimal).
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_PDF_PROPERTY = re.compile(rb"/(motxl-[a-z-]+)<FEFF((?:[0-9A-F]{4})*)>")


def in_pdf(data: bytes, whose: Identity) -> bytes | None:
    """A PDF with an identity, added behind it as the format means changes to be; ``None`` for one
    whose end is not written as LibreOffice writes it."""
    end = _TRAILER.search(data, max(0, len(data) - 4096))
    if end is None:
        return None
    info = re.search(rb"/Info\s+(\d+)\s+0\s+R", end[1])
    own = (
        re.search(rb"\b%b 0 obj\s*<<(.*?)>>\s*endobj" % info[1], data, re.DOTALL) if info else None
    )
    if info is None or own is None:
        return None
    head = data.rstrip() + b"\n"
    told = b"".join(
        b"/%b<FEFF%b>" % (name.encode(), text.encode("utf-16-be").hex().upper().encode())
        for name, text in whose.texts.items()
    )
    changed = b"%b 0 obj\n<<%b%b>>\nendobj\n" % (info[1], own[1].rstrip(), told)
    entries = b"".join(
        re.findall(rb"/(?:Size\s+\d+|Root\s+\d+\s+0\s+R|Info\s+\d+\s+0\s+R)", end[1])
        + re.findall(rb"/ID\s*\[.*?\]", end[1], re.DOTALL)
    )
    table = b"xref\n%b 1\n%010d 00000 n \ntrailer\n<<%b/Prev %b>>\n" % (
        info[1],
        len(head),
        entries,
        end[2],
    )
    start = b"startxref\n%d\n%%%%EOF\n" % (len(head) + len(changed))
    return head + changed + table + start


def identity_of_pdf(data: bytes) -> Identity | None:
    """What a PDF says of itself; ``None`` when it says nothing, not all of it, or two things."""
    said = {(name.decode(), text) for name, text in _PDF_PROPERTY.findall(data)}
    if sorted(name for name, _text in said) != sorted(IDENTITY):
        return None
    found = {
        name: bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for name, text in said
    }
    return Identity(found[KEY], found[NAME], found[DIGEST])


def calendar_property(name: str) -> str:
    """How a calendar calls one of the properties (RFC 5545, 3.8.8.2)."""
    return f"X-{name.upper()}"


def identity_of_calendar(data: bytes) -> Identity | None:
    """What a calendar says of itself; ``None`` when it says nothing, not all of it, or two
    things."""
    names = {calendar_property(name): name for name in IDENTITY}
    lines = data.replace(b"\r\n ", b"").decode("utf-8", "replace").split("\r\n")
    parted = (line.partition(":") for line in lines)
    said = [(names[name], text) for name, _colon, text in parted if name in names]
    if sorted(name for name, _text in said) != sorted(IDENTITY):
        return None
    # RFC 5545, 3.3.11
    found = {name: re.sub(r"\\(.)", _unescaped, text) for name, text in said}
    return Identity(found[KEY], found[NAME], found[DIGEST])


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]

"""What no program of the format reads: other vocabularies, attributes and text out of place.

The vocabularies are those of ECMA-376, of Microsoft's and LibreOffice's extensions. In sheets, the
workbook part, strings, styles and tables, text stands in few elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.kinds.vocabulary import ATTRIBUTES, EXTENSIONS
from motxl.inspection.parts import Parts, local, text_of
from motxl.ooxml.xml.tree import namespace_in

_NAMESPACE = re.compile(rb"""xmlns(?::[^\s=]+)?\s*=\s*["']([^"']*)["']""")
_KNOWN = re.compile(
    rb"(?:http://schemas\.openxmlformats\.org/|http://schemas\.microsoft\.com/|http://purl\.oclc\.org/"
    rb"|urn:schemas-microsoft-com:|http://www\.w3\.org/|http://purl\.org/dc/|http://macVmlSchemaUri"
    rb"|http://schemas\.(?:libreoffice|apple|openxmlformats|google)\.(?:org|com)/?|https?://web\.wps\.cn/"
    rb"|http://www\.wps\.cn/|http://customooxmlschemas\.google\.com/|http://opendope|http://wps)"
)
_BEFORE_TEXT = re.compile(rb"<([^<>\s]*+)[^<>]*+>\s*+[^<\s]")
_TEXT = re.compile(rb">\s*+[^<\s]")
_OPENINGS = (b"<v>", b"<f>", b"<t>", b"<t ", b"<oddHeader>", b"<oddFooter>")
_ATTRIBUTE = re.compile(rb"\s([A-Za-z_][\w.-]*+)\s*+=\s*+[\"\x27]")
_WITH_TEXT = frozenset(
    b"v f t formula formula1 formula2 sqref oddHeader oddFooter evenHeader evenFooter firstHeader "
    b"firstFooter definedName calculatedColumnFormula totalsRowFormula securityDescriptor".split()
)
_KINDS = ("sharedStrings", "styles", "table")
_DRAWN = ("drawing", "chart", "chartEx", "chartUserShapes", "theme", "themeOverride", "chartStyle")
_DRAWN_TEXT = _WITH_TEXT | frozenset(
    b"col row colOff rowOff x y formatCode pt uniqueId copyright text separator".split()
)
_SMALL = 1 << 14
"""Bytes of a part that is looked at once for all extracts that have it"""
_GUID = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_URI = re.compile(rb"""\suri\s*=\s*["'](\{[^"']*\})["']""")


def find(parts: Parts) -> Iterator[Finding]:
    spreadsheet = [parts.workbook.part_name, *parts.sheets]
    spreadsheet += [part for kind in _KINDS for part in parts.of_kind(kind)]
    drawn = {part for kind in _DRAWN for part in parts.of_kind(kind)}
    foreign = ("customxml/", "docprops/", "xl/queries", "_xmlsignatures/")
    for part in parts.of_xml:
        if part.casefold().startswith(foreign) or part.casefold().endswith((".rels", ".vml")):
            continue
        working = parts.unusual(part)
        strange = (_is_strange_small if len(working) < _SMALL else _is_strange)(working)
        if strange:
            yield from _of_others(parts, part)
        if b"Fallback" in working or (strange and b"Requires" in working):
            yield from _branches(parts, part)
        if part in spreadsheet:
            yield from _strange(parts, part, working)
        elif part in drawn and not _what_is_in(working)[1] <= _DRAWN_TEXT:
            yield from _loose(parts, part, _DRAWN_TEXT)


def _of_others(parts: Parts, part: str) -> Iterator[Finding]:
    for element in parts.tree(part).iter():
        space = namespace_in(element.tag)
        if space and not _KNOWN.match(space.encode()):
            said = "; ".join(filter(None, (text_of(element), *element.attrib.values())))
            yield Finding("extension", parts.place(part), quoted(said or local(element)))
            continue
        for name, value in element.attrib.items():
            space = namespace_in(name)
            if space and not _KNOWN.match(space.encode()):
                yield Finding("extension", parts.place(part), quoted(value))


def _strange(parts: Parts, part: str, working: bytes) -> Iterator[Finding]:
    names, before = _what_is_in(working)
    unknown = {name.decode() for name in names - ATTRIBUTES}
    for element in parts.tree(part).iter() if unknown else ():
        for name in unknown & element.attrib.keys():
            yield Finding("extension", parts.place(part), quoted(element.get(name, "")))
    if not before <= _WITH_TEXT:
        yield from _loose(parts, part, _WITH_TEXT)
    for uri in set(_URI.findall(working)) if b"uri" in working else ():
        if uri.upper() not in EXTENSIONS:
            yield from _extension(parts, part, uri.decode())


def _loose(parts: Parts, part: str, usual: frozenset[bytes]) -> Iterator[Finding]:
    """Text between elements, and in those that hold none."""
    root = parts.tree(part)
    # [MS-XLSX] 2.6.36: a rule says by this number which one of the extension completes it.
    rules = {e.get("id", "") for e in root.iter() if local(e) == "cfRule"}
    for element in root.iter():
        texts = [e.tail or "" for e in element]
        text = element.text or ""
        number = local(element) == "id" and text in rules and _GUID.fullmatch(text)
        if local(element).encode() not in usual and not number:
            texts.append(text)
        said = " ".join(" ".join(texts).split())
        if said:
            yield Finding("extension", parts.place(part), quoted(said))


def _branches(parts: Parts, part: str) -> Iterator[Finding]:
    """Alternatives (part 3, 10.2) that no program takes, or that differ from the one taken."""
    for element in parts.tree(part).iter():
        said = text_of(element) if local(element) in ("Choice", "Fallback") else ""
        if not said:
            continue
        if local(element) == "Choice":
            spaces = [element.namespace_of(one) for one in element.get("Requires", "").split()]
            hidden = not all(_KNOWN.match(space.encode()) for space in spaces)
        else:
            hidden = all(said not in text_of(one) for one in element.preceding())
        if hidden:
            yield Finding("extension", parts.place(part), quoted(said))


def _extension(parts: Parts, part: str, uri: str) -> Iterator[Finding]:
    for element in parts.tree(part).iter():
        if local(element) == "ext" and element.get("uri") == uri:
            said = [text_of(element)]
            said += [v for e in element.iter() if e is not element for v in e.attrib.values()]
            yield Finding(
                "extension", parts.place(part), quoted("; ".join(filter(None, said)) or uri)
            )


def _is_strange(working: bytes) -> bool:
    """Whether a part knows a namespace of others."""
    return any(not _KNOWN.match(name) for name in set(_NAMESPACE.findall(working)))


_is_strange_small = lru_cache(maxsize=64)(_is_strange)


def _what_is_in(working: bytes) -> tuple[frozenset[bytes], frozenset[bytes]]:
    return (_seen_in_small if len(working) < _SMALL else _seen)(working)


def _seen(working: bytes) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The names of attributes without a prefix, and the tags before a text."""
    # Most attributes of a sheet are these three: what is left is soon read.
    fewer = working.replace(b' r="', b"").replace(b' s="', b"").replace(b' t="', b"")
    return frozenset(_ATTRIBUTE.findall(fewer)), _text_before(working)


_seen_in_small = lru_cache(maxsize=64)(_seen)


def _text_before(working: bytes) -> frozenset[bytes]:
    # As many texts as elements that hold one: then there is no other.
    if len(_TEXT.findall(working)) == sum(map(working.count, _OPENINGS)):
        return frozenset()
    found = set(_BEFORE_TEXT.findall(working))
    return frozenset(name.rpartition(b":")[2] for name in found)

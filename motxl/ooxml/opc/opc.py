"""Open Packaging Conventions (ECMA-376 part 2): parts, content types, relationships.

Part names are given without the leading slash (``xl/workbook.xml``) and compared without regard to
case, as the standard asks (part 2, 6.2.2.3).
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from motxl.i18n import _
from motxl.ooxml.errors import DamagedError
from motxl.ooxml.opc.container import USUAL_LEVEL, Container, ContainerState
from motxl.ooxml.opc.partnames import spelling_of
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.encoding import Encoding, decode

CONTENT_TYPES = "[Content_Types].xml"
# Relationship types end alike in Transitional and Strict; only the ends are compared.
OFFICE_DOCUMENT = "/officeDocument"
_NO_LINKS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
# Parsing costs a second for 60 MB, as much as all the rest of an edit; such parts go unchecked.
_CHECKED_SIZE = 8 << 20


class Relationship(NamedTuple):
    """A link from a part; ``target`` is a part name, or an address when ``external``."""

    id: str
    type: str
    target: str
    external: bool

    def is_a(self, kind: str) -> bool:
        """Whether the type ends with ``/kind`` (``worksheet``, ``table``, ``comments``…)."""
        return self.type.rpartition("/")[2] == kind


class Package:
    """The parts of a package by name; edits stay in memory until ``to_bytes``."""

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        self._container = Container(data, label)
        self._members = {spelling_of(name): name for name in self._container.names()}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._encodings: dict[str, Encoding] = {}

    def names(self) -> list[str]:
        """Part names as the archive spells them, in its order."""
        return list(self._container.names())

    def has(self, name: str) -> bool:
        return self._member(name) is not None

    def _member(self, name: str) -> str | None:
        return self._members.get(spelling_of(name))

    def part(self, name: str) -> bytes:
        """A part's bytes as they stand now; raises ``KeyError`` when there is none."""
        member = self._member(name)
        if member is None:
            raise KeyError(name)
        return self._container.read(member)

    def replace(self, name: str, data: bytes) -> bool:
        """Give a part other bytes; ``False`` when they are what it held."""
        member = self._member(name)
        if member is None:
            raise KeyError(name)
        self._relationships.pop(name.casefold(), None)
        self._relationships.pop(_source_of(name).casefold(), None)
        return self._container.replace(member, data)

    def add(self, name: str, data: bytes, content_type: str | None = None) -> None:
        """A new part, declared in the content types when ``content_type`` is given."""
        if self.has(name):
            raise KeyError(name)
        self._container.add(name, data)
        self._members[spelling_of(name)] = name
        self._relationships.pop(_source_of(name).casefold(), None)
        if content_type is not None:
            self.set_content_type(name, content_type)

    def remove(self, name: str) -> None:
        """Take a part and its entry in the content types out; its relationships stay."""
        member = self._member(name)
        if member is None:
            raise KeyError(name)
        self.set_content_type(name, None)
        self._container.remove(member)
        del self._members[spelling_of(member)]

    def sources(self) -> list[str]:
        """The parts that have relationships, the package itself (empty) among them."""
        links = [name for name in self.names() if name.endswith(".rels")]
        return [_source_of(name.replace("\\", "/").lstrip("/")) for name in links]

    def add_relationship(self, source: str, kind: str, target: str) -> str:
        """A link from one part to another; its id. ``kind`` is the whole type."""
        part = relationships_part(source)
        if not self.has(part):
            self.add(part, _NO_LINKS)
        working = self.xml(part)
        masked = scan.mask(working)
        top = scan.root(masked)
        used = {link.id for link in self.relationships(source)}
        identifier = next(f"rId{n}" for n in count(len(used) + 1) if f"rId{n}" not in used)
        relative = posixpath.relpath("/" + target, "/" + posixpath.dirname(source))
        new = b'<%bRelationship Id="%b" Type="%b" Target="%b"/>' % (
            top.prefix,
            identifier.encode(),
            scan.escape_attribute(kind),
            scan.escape_attribute(relative),
        )
        if top.tag.empty:
            closing = b"</" + top.tag.name + b">"
            opening = working[: top.tag.end - 2].rstrip() + b">"
            working = opening + new + closing + working[top.tag.end :]
        else:
            end = masked.rfind(b"</")
            working = working[:end] + new + working[end:]
        self.replace_xml(part, working)
        return identifier

    def remove_with_links(self, name: str) -> None:
        """Take a part out, its own relationships, and those of other parts that lead to it."""
        self.remove(name)
        own = relationships_part(name)
        if self.has(own):
            self.remove(own)
        for source in self.sources():
            links = [link for link in self.relationships(source) if self._leads(link, name)]
            if links:
                self.remove_relationships(source, {link.id for link in links})

    def _leads(self, link: Relationship, name: str) -> bool:
        return not link.external and link.target.casefold() == name.casefold()

    def remove_relationships(self, source: str, identifiers: Collection[str]) -> None:
        """Take links of a part out, by their ids; what they lead to stays."""
        part = relationships_part(source)
        working = self.xml(part)
        masked = scan.mask(working)
        found = scan.elements(masked, scan.root(masked).prefixes, "Relationship")
        for element in reversed(list(found)):
            if element.tag.get("Id") in identifiers:
                working = working[: element.start] + working[element.end :]
        self.replace_xml(part, working)

    def state(self) -> ContainerState:
        """The parts as they stand now, to go back to."""
        return self._container.state()

    def restore(self, state: ContainerState) -> None:
        """Undo all edits since ``state`` was taken."""
        self._container.restore(state)
        self._members = {spelling_of(name): name for name in self._container.names()}
        self._relationships.clear()

    @property
    def changed(self) -> bool:
        return self._container.changed

    def write_anew(self) -> None:
        """Keep nothing of the archive but its members: see ``Container.write_anew``."""
        self._container.write_anew()

    def to_bytes(self, level: int = USUAL_LEVEL) -> bytes:
        """The whole file; ``level`` says how far what was edited is compressed: 1 (fast) to 9."""
        return self._container.to_bytes(level)

    # XML parts

    def xml(self, name: str) -> bytes:
        """A part as UTF-8 working bytes; refuses DOCTYPE and unknown encodings."""
        data = self.part(name)
        try:
            working, self._encodings[name.casefold()] = decode(data)
        except (ValueError, UnicodeDecodeError):
            raise self.damaged(name) from None
        if b"<!DOCTYPE" in working:
            raise DamagedError(
                _(
                    "{file} was not read: it contains something that no normal workbook "
                    "contains, and may be unsafe. Check where it comes from. (Part: "
                    "{part}.)"
                ).format(file=self.label, part=name)
            )
        return working

    def replace_xml(self, name: str, working: bytes) -> bool:
        """Give an XML part other working bytes, in the encoding that it came in.

        Scanning does not see all that may be wrong with a part: one that no parser would accept
        is refused here, before it is written.
        """
        encoding = self._encodings.get(name.casefold())
        data = encoding.encode(working) if encoding else working
        member = self._member(name)
        if member is not None and self._container.was_given(member, data):
            return False  # which was looked at when it was given
        self.check_xml(name, working)
        return self.replace(name, data)

    def check_xml(self, name: str, working: bytes) -> None:
        """Raises ``DamagedError`` when no parser would accept these bytes as the part."""
        if len(working) > _CHECKED_SIZE:
            return
        from xml.parsers import expat

        try:
            expat.ParserCreate("utf-8").Parse(working, True)
        except expat.ExpatError:
            raise self.damaged(name) from None

    def damaged(self, part: str) -> DamagedError:
        """The sentence for a part that breaks the format's rules."""
        return DamagedError(
            _(
                "{file} is damaged: its part {part} cannot be understood. Open it in Excel to "
                "repair it, or go back to a backup."
            ).format(file=self.label, part=part)
        )

    # Relationships

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """The links of a part, in order; of the package itself when ``source`` is empty."""
        key = source.casefold()
        found = self._relationships.get(key)
        if found is None:
            found = self._relationships[key] = self._read_relationships(source)
        return found

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the parts that ``source`` links to as ``kind``, where they exist."""
        return [
            link.target
            for link in self.relationships(source)
            if link.is_a(kind) and not link.external and self.has(link.target)
        ]

    def _read_relationships(self, source: str) -> tuple[Relationship, ...]:
        part = relationships_part(source)
        if not self.has(part):
            return ()
        try:
            return _relationships_in(source, self.xml(part))
        except scan.XmlError:
            raise self.damaged(part) from None

    # Content types

    def content_type(self, name: str) -> str | None:
        """The declared content type of a part (part 2, 6.2.4.4)."""
        try:
            masked = scan.mask(self.xml(CONTENT_TYPES))
            prefixes = scan.root(masked).prefixes
            override = _override(masked, prefixes, name)
            if override is not None:
                return override.tag.get("ContentType")
            extension = posixpath.splitext(name)[1][1:].casefold()
            for element in scan.elements(masked, prefixes, "Default"):
                if (element.tag.get("Extension") or "").casefold() == extension:
                    return element.tag.get("ContentType")
        except (scan.XmlError, KeyError):
            raise self.damaged(CONTENT_TYPES) from None
        return None

    def set_content_type(self, name: str, content_type: str | None) -> None:
        """Declare a part's content type; ``None`` takes its own declaration out."""
        try:
            working = self.xml(CONTENT_TYPES)
            masked = scan.mask(working)
            top = scan.root(masked)
            override = _override(masked, top.prefixes, name)
            types = scan.element(masked, top.prefixes, "Types")
        except (scan.XmlError, KeyError):
            raise self.damaged(CONTENT_TYPES) from None
        if override is None and content_type is None:
            return
        if content_type is None:
            assert override is not None
            working = working[: override.start] + working[override.end :]
        elif override is None:
            if types is None or types.tag.empty:
                raise self.damaged(CONTENT_TYPES)
            new = b'<%bOverride PartName="/%b" ContentType="%b"/>' % (
                top.prefix,
                scan.escape_attribute(name),
                scan.escape_attribute(content_type),
            )
            working = working[: types.inner_end] + new + working[types.inner_end :]
        else:
            tag = override.tag
            attributes = scan.with_attribute(tag.attributes, "ContentType", content_type)
            start = tag.start + 1 + len(tag.name)
            working = working[:start] + attributes + working[start + len(tag.attributes) :]
        self.replace_xml(CONTENT_TYPES, working)


@lru_cache(maxsize=64)
def _relationships_in(source: str, working: bytes) -> tuple[Relationship, ...]:
    """Extracts of one template have them in common."""
    masked = scan.mask(working)
    prefixes = scan.root(masked).prefixes
    return tuple(
        _relationship(source, element.tag)
        for element in scan.elements(masked, prefixes, "Relationship")
    )


def _relationship(source: str, tag: scan.Tag) -> Relationship:
    target = tag.get("Target") or ""
    external = tag.get("TargetMode") == "External"
    if not external:
        target = resolve(source, target)
    return Relationship(tag.get("Id") or "", tag.get("Type") or "", target, external)


def _override(masked: bytes, prefixes: tuple[bytes, ...], name: str) -> scan.Element | None:
    wanted = name.lstrip("/").casefold()
    for element in scan.elements(masked, prefixes, "Override"):
        declared = (element.tag.get("PartName") or "").replace("\\", "/")
        if declared.lstrip("/").casefold() == wanted:
            return element
    return None


@lru_cache(maxsize=1 << 10)
def relationships_part(source: str) -> str:
    """``xl/_rels/workbook.xml.rels`` for ``xl/workbook.xml``; ``_rels/.rels`` for the package."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + ".rels")


def _source_of(part: str) -> str:
    """The part whose links ``part`` holds; empty for the package's, or where it holds none."""
    folder, name = posixpath.split(part)
    parent, last = posixpath.split(folder)
    if last != "_rels" or not name.endswith(".rels"):
        return part
    return posixpath.join(parent, name.removesuffix(".rels"))


@lru_cache(maxsize=1 << 10)
def resolve(source: str, target: str) -> str:
    """The part name that a relationship's target means, seen from ``source``."""
    target = target.replace("\\", "/").partition("#")[0]
    if not target.startswith("/"):
        target = posixpath.join(posixpath.dirname(source), target)
    return posixpath.normpath("/" + target).lstrip("/")

"""A part of XML as a tree, for those that look at all of it and write little.

Parts that staff's work is in are edited as bytes (see ``scan``). The parser is Python's own, expat,
so that a browser has it too. Nothing outside the bytes is read, no entity is expanded, and depth
and size are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, overload
from xml.parsers import expat

from motxl.ooxml.xml.scan import XmlError

_MOST_DEEP = 256
_MOST_TEXT = 10_000_000
"""Characters of one text"""
_SEPARATOR = "\x01"
"""Between the namespace, name and prefix of a name: XML 1.0 (2.2) allows it nowhere"""
_XML = "http://www.w3.org/XML/1998/namespace"


class TreeElement:
    """An element; or, where these were asked for, a comment or instruction: it has no ``tag``.

    Names are written ``{namespace}name``, without braces where there is no namespace.
    """

    __slots__ = ("_children", "_written", "attrib", "declared", "parent", "tag", "tail", "text")

    def __init__(
        self, tag: str, attrib: dict[str, str], parent: TreeElement | None, written: str = ""
    ) -> None:
        self.tag = tag
        self.attrib = attrib
        self.parent = parent
        self.text: str | None = None
        """What stands before the first child; what a comment says"""
        self.tail: str | None = None
        """What stands behind the element, before the next one"""
        self.declared: tuple[tuple[str, str], ...] = ()
        """The prefixes that the element binds, each with its namespace"""
        self._children: list[TreeElement] = []
        self._written: dict[str, str] | None = {tag: written} if written else None
        """Names by ``{namespace}name``, with their prefixes, where they have some"""

    def __iter__(self) -> Iterator[TreeElement]:
        return iter(self._children)

    def __reversed__(self) -> Iterator[TreeElement]:
        return reversed(self._children)

    def __len__(self) -> int:
        return len(self._children)

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, number: int) -> TreeElement:
        return self._children[number]

    @overload
    def get(self, name: str) -> str | None: ...

    @overload
    def get(self, name: str, default: str) -> str: ...

    def get(self, name: str, default: str | None = None) -> str | None:
        """An attribute's value."""
        return self.attrib.get(name, default)

    def append(self, child: TreeElement) -> None:
        """Put a child behind the others. It knows its parent already."""
        self._children.append(child)

    def remove(self, child: TreeElement) -> None:
        """Take out a child, and the text behind it."""
        self._children.remove(child)

    def iter(self) -> Iterator[TreeElement]:
        """The element and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(found._children)

    def itertext(self) -> Iterator[str]:
        """The texts in the element, without those of comments and instructions."""
        if self.tag and self.text:
            yield self.text
        for child in self._children:
            yield from child.itertext()
            if child.tail:
                yield child.tail

    def ancestors(self) -> Iterator[TreeElement]:
        """The elements around this one, from the inside out."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent

    def preceding(self) -> Iterator[TreeElement]:
        """The elements before this one that have the same parent, the nearest first."""
        if self.parent is not None:
            siblings = self.parent._children
            yield from reversed(siblings[: siblings.index(self)])

    def namespace_of(self, prefix: str) -> str:
        """What a prefix means here; empty where it means nothing."""
        for one in (self, *self.ancestors()):
            for name, uri in one.declared:
                if name == prefix:
                    return uri
        return ""

    def forget_unused_prefixes(self) -> None:
        """Take out the declarations that no name at or below the element needs."""
        used = set[tuple[int, str]]()
        for one in self.iter():
            for name in (one.tag, *one.attrib):
                if name.startswith("{"):
                    prefix = one._name(name).rpartition(":")[0]
                    for around in (one, *one.ancestors()):
                        if any(bound == prefix for bound, _uri in around.declared):
                            used.add((id(around), prefix))
                            break
        for one in self.iter():
            one.declared = tuple(each for each in one.declared if (id(one), each[0]) in used)

    def to_bytes(self, *, declaration: bool = False) -> bytes:
        """The element as UTF-8, without comments, instructions and what stands behind it; each name
        has the prefix that it came with."""
        pieces = (
            ["<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"] if declaration else []
        )
        self._write(pieces)
        return "".join(pieces).encode()

    def _name(self, name: str) -> str:
        return (self._written or {}).get(name) or name.rpartition("}")[2]

    def _write(self, pieces: list[str]) -> None:
        if not self.tag:
            return
        name = self._name(self.tag)
        pieces.append(f"<{name}")
        for prefix, uri in self.declared:
            pieces.append(f' xmlns{":" if prefix else ""}{prefix}="{_value(uri)}"')
        for key, value in self.attrib.items():
            pieces.append(f' {self._name(key)}="{_value(value)}"')
        if not self._children and self.text is None:
            pieces.append("/>")
            return
        pieces += (">", _content(self.text or ""))
        for child in self._children:
            child._write(pieces)
            pieces.append(_content(child.tail or ""))
        pieces.append(f"</{name}>")


def local_in(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def namespace_in(name: str) -> str:
    """The namespace of a name; empty where it has none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


class XmlTree(NamedTuple):
    """What was parsed."""

    root: TreeElement
    declared: tuple[tuple[str, str], ...]
    """All prefixes that are bound anywhere, with their namespaces, in the order of the document"""
    beside: tuple[str, ...]
    """What the comments and instructions before and behind the root say"""


def parse(data: bytes, *, remarks: bool = False, encoding: str | None = "utf-8") -> XmlTree:
    """The tree of a document; ``XmlError`` where it is no XML, declares entities, or is beyond all
    measure. ``remarks`` keeps comments and instructions; without an ``encoding`` the document says
    which it is.
    """
    building = _Building(remarks=remarks)
    parser = expat.ParserCreate(encoding, _SEPARATOR)
    parser.namespace_prefixes = True
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.text
    parser.StartNamespaceDeclHandler = building.declare
    parser.EntityDeclHandler = parser.SkippedEntityHandler = _refuse
    if remarks:
        parser.CommentHandler = building.comment
        parser.ProcessingInstructionHandler = building.instruction
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise XmlError(str(error)) from None
    root = building.root
    assert root is not None  # else expat had found no element
    return XmlTree(root, tuple(building.declarations), tuple(building.beside))


def _refuse(*_given: object) -> None:
    raise XmlError("entity")


class _Building:
    """What the parser tells becomes elements."""

    def __init__(self, *, remarks: bool) -> None:
        self._remarks = remarks
        self.root: TreeElement | None = None
        self.declarations: list[tuple[str, str]] = []
        self.beside: list[str] = []
        self._pending: list[tuple[str, str]] = []
        self._open: list[TreeElement] = []
        self._last: TreeElement | None = None
        """The child that ended last in the innermost open element"""
        self._names: dict[str, tuple[str, str]] = {}

    def _known(self, name: str) -> tuple[str, str]:
        """A name, and how it is written where it has a prefix."""
        found = self._names.get(name)
        if found is None:
            uri, separator, rest = name.partition(_SEPARATOR)
            local, _separator, prefix = rest.partition(_SEPARATOR)
            prefix = prefix or ("xml" if uri == _XML else "")
            found = (name, "") if not separator else (f"{{{uri}}}{local}", "")
            if prefix:
                found = (found[0], f"{prefix}:{local}")
            self._names[name] = found
        return found

    def start(self, name: str, given: list[str]) -> None:
        tag, written = self._known(name)
        parent = self._open[-1] if self._open else None
        attributes: dict[str, str] = {}
        element = TreeElement(tag, attributes, parent, written)
        if given:
            values = iter(given)
            for key, value in zip(values, values, strict=True):
                attribute, qualified = self._known(key)
                attributes[attribute] = value
                if qualified:
                    element._written = {**(element._written or {}), attribute: qualified}
                if len(value) > _MOST_TEXT:
                    raise XmlError("attribute")
        if self._pending:
            element.declared = tuple(self._pending)
            self._pending.clear()
        if parent is None:
            self.root = element
        else:
            parent.append(element)
        self._open.append(element)
        self._last = None
        if len(self._open) > _MOST_DEEP:
            raise XmlError("depth")

    def end(self, _name: str) -> None:
        self._last = self._open.pop()

    def text(self, data: str) -> None:
        if self._last is None:
            element = self._open[-1]
            element.text = data if element.text is None else element.text + data
            long = len(element.text)
        else:
            self._last.tail = data if self._last.tail is None else self._last.tail + data
            long = len(self._last.tail)
        if long > _MOST_TEXT:
            raise XmlError("text")

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self._pending.append((prefix or "", uri or ""))
        self.declarations.append(self._pending[-1])

    def comment(self, text: str) -> None:
        self._remark(text)

    def instruction(self, _target: str, text: str) -> None:
        self._remark(text)

    def _remark(self, text: str) -> None:
        if not self._open:
            self.beside.append(text)
            return
        remark = TreeElement("", {}, self._open[-1])
        remark.text = text
        self._open[-1].append(remark)
        self._last = remark


def _content(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def _value(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\n", "&#10;")
    return text.replace("\t", "&#9;").replace("\r", "&#13;")


# Tags as browsers took them, whatever is open.
_PIECE = re.compile(
    r"<!--(?:.*?)-->|<!\[CDATA\[(?P<data>.*?)\]\]>|<[?!][^>]*>"
    r"|</(?P<end>[^\s<>]*)[^<>]*>"
    r"""|<(?P<start>[^\W\d][^\s/<>"'=]*)(?P<given>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>"""
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?<!\S)([^\s=/"'<>]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>=]+))""")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));?")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def parse_loosely(data: bytes) -> TreeElement:
    """The root of a document that need not be well formed: what is not closed ends with what is
    around it, and what cannot be read is left out. Raises ``XmlError`` where there is no element.
    """
    building = _Building(remarks=False)
    bound: list[dict[str, str]] = [{"xml": _XML}]
    for piece in _PIECE.finditer(data.decode("utf-8", "replace")):
        if piece["start"]:
            spaces = dict(bound[-1])
            written = _ATTRIBUTE.findall(piece["given"])
            given = {name: _unescaped("".join(values)) for name, *values in written}
            for name, value in given.items():
                if name == "xmlns" or name.startswith("xmlns:"):
                    prefix = name.partition(":")[2]
                    spaces[prefix] = value
                    building.declare(prefix, value)
            plain = [
                part
                for name, value in given.items()
                if not name.startswith("xmlns")
                for part in (_expanded(name, spaces, attribute=True), value)
            ]
            building.start(_expanded(piece["start"], spaces), plain)
            bound.append(spaces)
        if piece["empty"] or piece["end"] is not None:
            if building._open:
                building.end("")
                bound.pop()
            if building.root is not None and not building._open:
                break
        elif building._open and (text := piece["data"] or _unescaped(piece["text"] or "")):
            building.text(text)
    if building.root is None:
        raise XmlError("no element")
    return building.root


def _expanded(name: str, spaces: dict[str, str], *, attribute: bool = False) -> str:
    """A name as expat tells it."""
    prefix, _colon, local = name.rpartition(":")
    uri = spaces.get(prefix, "") if prefix or not attribute else ""
    return _SEPARATOR.join(filter(None, (uri, local, prefix))) if uri else name


def _unescaped(text: str) -> str:
    return (
        _REFERENCE.sub(_character, text).replace("\r\n", "\n")
        if "&" in text or "\r" in text
        else text
    )


def _character(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1] else int(match[2], 16) if match[2] else 0
    if number:
        return chr(number) if number < 0x110000 else ""
    return _ENTITIES.get(match[3] or "", match[0])

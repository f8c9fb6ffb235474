"""A part of XML compared with its table."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from motxl.inspection.finding import Finding
from motxl.inspection.permitted import namespaces
from motxl.inspection.permitted.grammar import Node
from motxl.inspection.permitted.words import Refusal

_DECLARATION = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?:UTF|utf)-8[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>\s{0,4})?(?=<[^?!])"
)
_MOST_FINDINGS = 20
"""Of one part: nobody reads more"""


class Claim(NamedTuple):
    """What a value says of the workbook, to be judged with the whole of it at hand."""

    kind: str
    value: str
    place: str


class Seen(NamedTuple):
    """What one part says, whatever the others hold."""

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    root: etree._Element | None
    """For those that look closer"""


def look(part: str, data: bytes, table: Node) -> Seen:
    """Compare a part with its table. Comments, instructions, CDATA sections and DOCTYPEs are not
    permitted anywhere: no program writes them, no page shows them."""
    match = _DECLARATION.match(data)
    if match is None or b"<!" in data or b"<?" in data[match.end() :]:
        return Seen((Refusal.remark(part),), (), None)
    walk = _Walk(part)
    reader = etree.iterparse(
        io.BytesIO(data),
        events=("start-ns",),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for _event, (prefix, uri) in reader:
            if not namespaces.is_known(prefix or "", uri):
                walk.findings.append(Refusal.namespace(part, prefix or "", uri))
    except etree.XMLSyntaxError:
        return Seen((Refusal.no_xml(part),), (), None)
    root = reader.root
    child = table.children.get(root.tag)
    if child is None:
        walk.findings.append(Refusal.element(part, root, ""))
    else:
        walk.element(root, child.node, _name(root.tag))
    return Seen(tuple(walk.findings[:_MOST_FINDINGS]), tuple(walk.claims), root)


class _Walk:
    def __init__(self, part: str) -> None:
        self._part = part
        self.findings: list[Finding] = []
        self.claims: list[Claim] = []

    def element(self, element: etree._Element, node: Node, path: str) -> None:
        place = f"{self._part} {path}"
        for key, given in element.attrib.items():
            name, value = str(key), str(given)
            form = node.attributes.get(name)
            if form is None:
                self.findings.append(Refusal.attribute(place, _name(name), value))
            elif isinstance(form, str):
                self.claims.append(Claim(form, value, place))
            elif not form(value):
                self.findings.append(Refusal.value(place, _name(name), value))
        self._text(element, node, place)
        seen: set[str] = set()
        for position, below in enumerate(element, 1):
            child = node.children.get(below.tag)
            if child is None or (below.tag in seen and not child.many):
                self.findings.append(Refusal.element(self._part, below, path))
            else:
                seen.add(below.tag)
                self.element(below, child.node, f"{path}/{_step(below, position)}")
            if below.tail is not None and below.tail.strip(" \t\r\n"):
                self.findings.append(Refusal.text(place, below.tail))

    def _text(self, element: etree._Element, node: Node, place: str) -> None:
        text = element.text or ""
        if node.text is None:
            if text.strip(" \t\r\n"):
                self.findings.append(Refusal.text(place, text))
        elif isinstance(node.text, str):
            self.claims.append(Claim(node.text, text, place))
        elif not node.text(text):
            self.findings.append(Refusal.value(place, _name(element.tag), text))


def _step(element: etree._Element, position: int) -> str:
    """Cells and rows by their names, what else there are several of by its place."""
    name = _name(element.tag)
    if name in ("row", "c"):
        return f"{name} {element.get('r', '?')[:10]}"
    return name if position == 1 else f"{name} {position}"


def _name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def below(root: etree._Element, *path: str) -> Iterator[etree._Element]:
    """The elements at a path below the root, in its own namespace."""
    uri = root.tag.rpartition("}")[0] + "}"
    return root.iterfind("/".join(uri + name for name in path))

"""A part of XML compared with its table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from motxl.inspection.finding import Finding
from motxl.inspection.permitted import namespaces
from motxl.inspection.permitted.grammar import Node
from motxl.inspection.permitted.words import Refusal
from motxl.ooxml.xml.scan import XmlError
from motxl.ooxml.xml.tree import TreeElement, local_in, parse

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
    root: TreeElement | None
    """For those that look closer"""


def look(part: str, data: bytes, table: Node) -> Seen:
    """Compare a part with its table. Comments, instructions, CDATA sections and DOCTYPEs are not
    permitted anywhere: no program writes them, no page shows them."""
    match = _DECLARATION.match(data)
    if match is None or b"<!" in data or b"<?" in data[match.end() :]:
        return Seen((Refusal.remark(part),), (), None)
    walk = _Walk(part)
    try:
        root, declared, _beside = parse(data)
    except XmlError:
        return Seen((Refusal.no_xml(part),), (), None)
    for prefix, uri in declared:
        if not namespaces.is_known(prefix, uri):
            walk.findings.append(Refusal.namespace(part, prefix, uri))
    child = table.children.get(root.tag)
    if child is None:
        walk.findings.append(Refusal.element(part, root, ""))
    else:
        walk.element(root, child.node, local_in(root.tag))
    return Seen(tuple(walk.findings[:_MOST_FINDINGS]), tuple(walk.claims), root)


class _Walk:
    def __init__(self, part: str) -> None:
        self._part = part
        self.findings: list[Finding] = []
        self.claims: list[Claim] = []

    def element(self, element: TreeElement, node: Node, path: str) -> None:
        place = f"{self._part} {path}"
        for name, value in element.attrib.items():
            form = node.attributes.get(name)
            if form is None:
                self.findings.append(Refusal.attribute(place, local_in(name), value))
            elif isinstance(form, str):
                self.claims.append(Claim(form, value, place))
            elif not form(value):
                self.findings.append(Refusal.value(place, local_in(name), value))
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

    def _text(self, element: TreeElement, node: Node, place: str) -> None:
        text = element.text or ""
        if node.text is None:
            if text.strip(" \t\r\n"):
                self.findings.append(Refusal.text(place, text))
        elif isinstance(node.text, str):
            self.claims.append(Claim(node.text, text, place))
        elif not node.text(text):
            self.findings.append(Refusal.value(place, local_in(element.tag), text))


def _step(element: TreeElement, position: int) -> str:
    """Cells and rows by their names, what else there are several of by its place."""
    name = local_in(element.tag)
    if name in ("row", "c"):
        return f"{name} {element.get('r', '?')[:10]}"
    return name if position == 1 else f"{name} {position}"


def below(root: TreeElement, *path: str) -> Iterator[TreeElement]:
    """The elements at a path below the root, in its own namespace."""
    uri = root.tag.rpartition("}")[0] + "}"
    found = iter((root,))
    for name in path:
        found = _children(found, uri + name)
    return found


def _children(elements: Iterator[TreeElement], tag: str) -> Iterator[TreeElement]:
    return (child for element in elements for child in element if child.tag == tag)

"""The parts that a sheet leads to, copied under free names, or taken out with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from motxl.ooxml.opc.opc import Package, relationships_part
from motxl.ooxml.xml import scan

_NUMBERED = re.compile(r"(.*?)([0-9]*)(\.[^./]+)\Z")


def reached(package: Package, source: str) -> list[str]:
    """The parts that ``source`` leads to, nearest first."""
    found: list[str] = []
    waiting = [source]
    while waiting:
        for link in package.relationships(waiting.pop(0)):
            known = link.external or link.target == source or link.target in found
            if known or not package.has(link.target):
                continue
            found.append(link.target)
            waiting.append(link.target)
    return found


def owned(package: Package, source: str) -> list[str]:
    """What only ``source`` leads to, so that it has no use without it."""
    mine = set(reached(package, source))
    for part in package.sources():
        if part in mine or part == source:
            continue
        kept = {link.target for link in package.relationships(part) if not link.external} & mine
        for target in kept:
            mine -= {target, *reached(package, target)}
    return [part for part in reached(package, source) if part in mine]


def free_name(package: Package, name: str, taken: set[str]) -> str:
    """``name``, or the same with the next number that no part has: ``chart1.xml``, ``chart2``…"""
    match = _NUMBERED.match(name)
    stem, ending = (match[1], match[3]) if match else (name, "")
    number = int(match[2] or 1) if match else 1
    candidate = name
    while package.has(candidate) or candidate.casefold() in taken:
        candidate = f"{stem}{number}{ending}"
        number += 1
    taken.add(candidate.casefold())
    return candidate


class PartCopy:
    """Parts of ``source`` in ``target``; ``change`` rewrites a part on its way."""

    def __init__(
        self, source: Package, target: Package, change: Callable[[str, bytes], bytes]
    ) -> None:
        self._source = source
        self._target = target
        self._change = change
        self.names: dict[str, str] = {}
        """The name in the target by the name in the source"""

    def copy(self, first: str, as_name: str, others: list[str]) -> None:
        """Copy ``first`` under a given name and ``others`` under free ones, links included."""
        taken = {as_name.casefold()}
        self.names = {first: as_name}
        for part in others:
            self.names[part] = free_name(self._target, part, taken)
        for part, name in self.names.items():
            data = self._change(part, self._source.part(part))
            self._target.add(name, data)
            self._declare(part, name)
            links = relationships_part(part)
            if self._source.has(links):
                self._target.add(relationships_part(name), self._links(part, name))

    def _declare(self, part: str, name: str) -> None:
        """The content type as in the source: of all parts with an extension, or of its own."""
        kind = self._source.content_type(part)
        if kind is not None and self._target.content_type(name) != kind:
            self._target.set_content_type(name, kind)

    def _links(self, part: str, name: str) -> bytes:
        """The relationships of a part, to where their targets are now; others go."""
        working = self._source.xml(relationships_part(part))
        masked = scan.mask(working)
        elements = scan.elements(masked, scan.root(masked).prefixes, "Relationship")
        found = zip(elements, self._source.relationships(part), strict=True)
        for element, link in reversed(list(found)):
            if link.external:
                continue
            new = b""
            if link.target in self.names:
                folder = posixpath.dirname(name)
                relative = posixpath.relpath("/" + self.names[link.target], "/" + folder)
                raw = working[element.start : element.end]
                new = scan.element_with(raw, "Target", relative)
            working = working[: element.start] + new + working[element.end :]
        return working

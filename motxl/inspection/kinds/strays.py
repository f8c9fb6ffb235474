"""Parts that nothing leads to, or nothing known: programs leave them behind, any unzip shows them.

Those without a byte say nothing; some programs write them. Links and content types of parts that
are not there still have their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.kinds.vocabulary import RELATIONSHIPS
from motxl.inspection.parts import Parts, local
from motxl.ooxml import Workbook
from motxl.ooxml.opc.opc import CONTENT_TYPES
from motxl.ooxml.opc.owned import reached

_PART_NAME = re.compile(rb"""\sPartName\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def find(parts: Parts) -> Iterator[Finding]:
    for part in _strays(parts):
        yield Finding("stray-part", part, part.rpartition("/")[2], removable=True)
    for name in parts.names:
        if _is_empty_folder(name, parts.names):
            yield Finding("stray-part", name, name, removable=True)
    known = {part for kind, found in parts.kinds.items() if kind in RELATIONSHIPS for part in found}
    for kind, found in parts.kinds.items():
        if kind not in RELATIONSHIPS:
            for part in found:
                if part not in known:
                    yield Finding("stray-part", part, quoted(f"{part.rpartition('/')[2]} ({kind})"))
    yield from _of_nothing(parts)


def _of_nothing(parts: Parts) -> Iterator[Finding]:
    package = parts.package
    for source in package.sources():
        for link in package.relationships(source):
            gone = not link.external and link.target and not package.has(link.target)
            if gone and not link.target.casefold().endswith("null") and "#" not in link.target:
                yield Finding("stray-part", source or "/", quoted(link.target))
    for name in _declared(parts):
        if not package.has(name):
            yield Finding("stray-part", CONTENT_TYPES, quoted(name), removable=True)


def _is_empty_folder(name: str, names: list[str]) -> bool:
    """Folders that hold parts are what any zip program writes."""
    return name.endswith("/") and not any(one != name and one.startswith(name) for one in names)


def _declared(parts: Parts) -> list[str]:
    working = parts.xml(CONTENT_TYPES)
    if b"<!--" in working or b"&" in working:
        root = parts.tree(CONTENT_TYPES)
        return [e.get("PartName", "").lstrip("/") for e in root if local(e) == "Override"]
    found = _PART_NAME.findall(working)
    return [name.decode().lstrip("/") for pair in found for name in pair if name]


def remove(workbook: Workbook) -> None:
    parts = Parts(workbook)
    package = parts.package
    for part in _strays(parts):
        workbook.remove_part(part)
    for name in package.names():
        if _is_empty_folder(name, parts.names):
            package.remove(name)
    for name in _declared(Parts(workbook)):
        if not package.has(name):
            package.set_content_type(name, None)


def _strays(parts: Parts) -> list[str]:
    package = parts.package
    known = {part.casefold() for part in reached(package, "")}
    strays = []
    for part in parts.names:
        infrastructure = part.endswith(".rels") or part.casefold() == "[content_types].xml"
        if infrastructure or part.endswith("/") or part.casefold() in known:
            continue
        if package.part(part):
            strays.append(part)
    return strays

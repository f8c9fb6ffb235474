"""Where links lead to, and what they say when pointed at (18.3.1.47, 20.5): the page shows neither.

An address that a cell shows is not hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.kinds.paths import LOCAL
from motxl.inspection.parts import Parts, local
from motxl.inspection.plain import finds
from motxl.inspection.shown import ShownCells

_ANY = re.compile(rb"<(?:[\w.-]+:)?(?:hyperlink|hlinkClick|hlinkHover)\s")
_ELEMENTS = {"hyperlink", "hlinkClick", "hlinkHover"}
_CELLS = re.compile(
    r"#?(?:'((?:[^']|'')+)'|([^'!]+))!\$?[A-Za-z]{0,3}\$?\d*(?::\$?[A-Za-z]{0,3}\$?\d*)?\Z"
)
_ONE_CELL = re.compile(r"#?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?\Z")
_OTHER = ("hyperlink", "externalLinkPath", "xlExternalLinkPath", "externalLinkLongPath")


def find(parts: Parts) -> Iterator[Finding]:
    shown = ShownCells(parts)
    package = parts.package
    for source in package.sources():
        for link in package.relationships(source):
            if not link.external:
                continue
            if link.is_a("hyperlink"):
                if not LOCAL.match(link.target) and not _is_shown(link.target, parts, shown):
                    yield Finding("hyperlink", parts.place(source), quoted(link.target))
            elif not any(map(link.is_a, _OTHER)):
                yield Finding("external-link", parts.place(source), quoted(link.target))
    for part in parts.of_xml:
        if not part.endswith(".rels") and finds(_ANY, parts.unusual(part)):
            yield from _of_elements(parts, part, shown)


def _of_elements(parts: Parts, part: str, shown: ShownCells) -> Iterator[Finding]:
    for element in parts.tree(part).iter():
        if local(element) not in _ELEMENTS:
            continue
        ref = element.get("ref", "")
        place = parts.place(part) + (f"!{ref}" if ref else "")
        for name in ("tooltip", "location", "display", "tgtFrame"):
            text = element.get(name, "")
            if name == "location" and _is_shown(text, parts, shown):
                continue
            if text.strip() and not shown.has(text):
                yield Finding("hyperlink", place, quoted(text))


def _is_shown(target: str, parts: Parts, shown: ShownCells) -> bool:
    """Whether a target is a place of this workbook, or an address that a cell shows."""
    match = _CELLS.match(target)
    if match and parts.workbook.sheet((match[1] or match[2]).replace("''", "'")):
        return True
    named = {name.casefold() for name in parts.workbook.defined_names}
    if _ONE_CELL.match(target) or target.lstrip("#").casefold() in named:
        return True
    address = unquote(target)
    bare = re.sub(r"(?i)^(?:mailto:|tel:|https?://)", "", address).rstrip("/")
    return any(shown.within(text) for text in (target, address, bare) if text)

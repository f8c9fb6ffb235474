"""Characters that hide, push away or turn round what is written, in texts of any part.

Cells are told by their places; what stands elsewhere (drawings, charts, headers, comments, names of
sheets, of columns, of areas, properties) by its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.tree import TreeElement, parse
from motxl.text.unseen import hidden_by_characters

_ASCII = bytes(range(128))
# In UTF-8, as it is without ASCII: one of them is enough to look closer.
_ODD = re.compile(
    rb"\xe2(?:\x80[\x80-\x8f\xa8-\xae]|\x81[\x9f-\xaf]|\xa0\x80|\x83[\x90-\xbf])"
    rb"|\xe1[\x85\x9e\xa0\xaa-\xac\xb7]|\xe3(?:\x80\x80|\x85\xa4)"
    rb"|\xef(?:\xbe\xa0|\xbb\xbf|\xb8[\x80-\xaf]|\xbf[\xb9-\xbb])|\xf0(?:\x9b\xb2|\x9d\x85)|\xf3"
    rb"|(?:[\xcc\xcd][\x80-\xbf]|\xd2[\x83-\x89]|[\xd6-\xd9][\x80-\xbf]|\xe0[\xb8\xb9].){3}"
    rb"|\xcd\x8f|(?:\xc2\xad){3}"
)
_WRITTEN = re.compile(rb"_x[0-9A-Fa-f]{4}_|&#")
"""Characters as numbers (22.9.2.19; XML 4.1)"""
# What every run of blanks has somewhere, whatever they are; other blanks are odd themselves.
_OTHERS = (b"\t", b"\n", b"\xc2\xa0", b"\xe2\x80\xaf")
_RUNS = (
    *(b" " * 4, *(b" " + one + b" " for one in _OTHERS)),
    *(one + other for one in _OTHERS for other in _OTHERS),
)
_SMALL = 1 << 14
"""Bytes of a part that is looked at once for all extracts that have it"""
_TEXTS = ("si", "is", "text", "p")
"""Texts in runs: strings (18.4.8, 18.3.1.53), comments (18.7.7), paragraphs (21.1.2.2.6)"""
_COMPUTED = ("f", "formula", "formula1", "formula2", "definedName")


def find(parts: Parts) -> Iterator[Finding]:
    odd = [part for part in parts.of_xml if _is_odd(parts.xml(part))]
    strings = parts.package.related(parts.workbook.part_name, "sharedStrings")
    if not {*strings, *parts.sheets}.isdisjoint(odd):
        yield from _of_cells(parts)
    for part in odd:
        if part not in strings:  # those of no cell are told as forgotten
            yield from _of_part(parts, part)


def _of_cells(parts: Parts) -> Iterator[Finding]:
    for sheet in parts.workbook.sheets:
        if sheet.kind != "worksheet" or not parts.package.has(sheet.part_name):
            continue
        for cell in sheet.cells():
            hidden = hidden_by_characters(cell.text) if cell.text else None
            if hidden is not None:
                place = f"{sheet.name}!{to_a1(cell.row, cell.column)}"
                yield Finding("characters", place, quoted(hidden))


def _of_part(parts: Parts, part: str) -> Iterator[Finding]:
    told: set[str] = set()
    for text in _texts(parts, part):
        hidden = hidden_by_characters(text)
        if hidden is not None and hidden not in told:
            told.add(hidden)
            yield Finding("characters", parts.place(part), quoted(hidden))


def _texts(parts: Parts, part: str) -> Iterator[str]:
    """The texts of a part that are no cells' values, those in runs as one."""
    try:
        root = parts.tree(part)
    except MotxlError:  # whoever reads it cannot: it is looked at as one text
        raw = parts.xml(part).decode("utf-8", "replace")
        try:
            yield scan.unescape(raw)
        except scan.XmlError:
            yield raw
        return
    cells = part in parts.sheets
    yield from _of_element(root, cells=cells)


def _of_element(root: TreeElement, *, cells: bool) -> Iterator[str]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local(element)
        yield from element.attrib.values()
        if cells and name == "c":
            continue
        if name in _TEXTS:
            yield "".join(element.itertext()) + (element.tail or "")
            for inner in element.iter():
                if inner is not element:
                    yield from inner.attrib.values()
            continue
        if name not in _COMPUTED:
            yield element.text or ""
        yield element.tail or ""
        waiting += reversed(element)


def _is_odd(working: bytes) -> bool:
    return (_small_hides if len(working) < _SMALL else may_hide)(working)


def may_hide(working: bytes) -> bool:
    """Whether a part is worth a closer look; most are not."""
    if any(run in working for run in _RUNS) or _WRITTEN.search(working):
        return True
    if working.isascii():
        return False
    return _ODD.search(working.translate(None, _ASCII)) is not None


@lru_cache(maxsize=64)
def _small_hides(working: bytes) -> bool:
    """Whether a small part hides something. It is read to the end, once for all extracts that have
    it."""
    if not may_hide(working):
        return False
    if _WRITTEN.search(working):
        return True
    try:
        root = parse(working, remarks=True).root
    except scan.XmlError:
        return True
    return any(hidden_by_characters(text) is not None for text in _of_element(root, cells=False))

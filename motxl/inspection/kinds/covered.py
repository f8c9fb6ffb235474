"""Texts that have no place: under a merge, behind a run of blanks, without a shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from motxl.a1 import CellRange, to_a1
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local, text_of
from motxl.package import scan
from motxl.package.sheet import Sheet

_BLANKS = re.compile(
    rb"(?:(?:[ \t]|\xc2\xa0|\xe3\x80\x80|&#(?:32|160|9|xA0|x20);){200,}"
    rb"|(?:[ \t]*(?:\r?\n|_x000[ADad]_|&#(?:10|13|x[aAdD]);)){30,})([^<]*[^<\s][^<]*)"
)
# Unicode 3.2 tags and variation selectors, but for the flags that are written with them
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f")
_SHAPELESS = re.compile(
    "[\U000e0000-\U000e01ef]{3,}|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]{8,}"
)
# The same in UTF-8: one is enough to look closer.
_MAYBE_SHAPELESS = (b"\xf3\xa0", b"\xe2\x81", b"\xef\xbb\xbf", b"&#")
_ZERO_WIDTH = re.compile(rb"\xe2\x80[\x8b-\x8f\xaa-\xae]")
_LINES = re.compile(rb"\n(?:[ \t\r]*\n){28}")
_BLANK_MARKS = (b"&#", b"_x000", b" " * 60, b"\xc2\xa0" * 60, b"\xe3\x80\x80" * 60, b"\t" * 60)
_FEW = 60
_SMALL = 1 << 14
"""Bytes of a part that is looked at once for all extracts that have it"""


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_xml:
        working = parts.xml(part)
        if (_may_small if len(working) < _SMALL else _may_be_shapeless)(working):
            yield from _shapeless(parts, part)
    strings = parts.package.related(parts.workbook.part_name, "sharedStrings")
    for part in (*strings, *parts.sheets):
        working = parts.xml(part)
        if not _LINES.search(working) and not any(mark in working for mark in _BLANK_MARKS):
            continue
        for match in _BLANKS.finditer(working):
            text = _unescaped(parts, part, match[1])
            yield Finding("hidden-text", parts.place(part), quoted(text))
    for part in parts.sheets:
        yield from _second_values(parts, part)
    for sheet in parts.workbook.sheets:
        if parts.package.has(sheet.part_name) and sheet.kind == "worksheet":
            yield from _under_merges(sheet)


def _may_be_shapeless(working: bytes) -> bool:
    if working.isascii():
        return b"&#" in working
    if any(mark in working for mark in _MAYBE_SHAPELESS):
        return True
    return _ZERO_WIDTH.search(working) is not None


_may_small = lru_cache(maxsize=64)(_may_be_shapeless)


def _unescaped(parts: Parts, part: str, raw: bytes) -> str:
    try:
        return scan.unescape(raw.decode("utf-8"))
    except scan.XmlError:
        raise parts.package.damaged(part) from None


def _second_values(parts: Parts, part: str) -> Iterator[Finding]:
    """A cell has one value (18.3.1.4): what its type does not ask for is not shown."""
    working = parts.unusual(part)
    if working.count(b"<is>") == working.count(b'"inlineStr"') and b":is>" not in working:
        return
    for cell in parts.tree(part).iter():
        inline = cell.get("t") == "inlineStr"
        for value in cell if local(cell) == "c" else ():
            if local(value) == ("v" if inline else "is") and text_of(value):
                place = f"{parts.place(part)}!{cell.get('r', '')}"
                yield Finding("hidden-text", place, quoted(text_of(value)))


def _shapeless(parts: Parts, part: str) -> Iterator[Finding]:
    text = _FLAG.sub("", _unescaped(parts, part, parts.xml(part)))
    for match in _SHAPELESS.finditer(text):
        said = "".join(chr(ord(c) - 0xE0000) for c in match[0] if 0xE0020 <= ord(c) <= 0xE007E)
        yield Finding("hidden-text", parts.place(part), quoted(said))


def _under_merges(sheet: Sheet) -> Iterator[Finding]:
    merges = sheet.merged_ranges
    if not merges:
        return
    first = min(merge.first_row for merge in merges)
    last = max(merge.last_row for merge in merges)
    if len(merges) <= _FEW < last - first:
        cells = (
            (merge, cell)
            for merge in merges
            for cell in sheet.cells(None, merge.first_row, merge.last_row)
        )
    else:
        listed = [cell for cell in sheet.cells(None, first, last) if cell.text]
        last = max((cell.row for cell in listed), default=0)
        by_row: dict[int, list[CellRange]] = {}
        for merge in merges:
            for row in range(merge.first_row, min(merge.last_row, last) + 1):
                by_row.setdefault(row, []).append(merge)
        cells = ((merge, cell) for cell in listed for merge in by_row.get(cell.row, ()))
    for merge, cell in cells:
        corner = (cell.row, cell.column) == (merge.first_row, merge.first_column)
        text = (cell.text or "").strip()
        if text and not corner and merge.contains(cell.row, cell.column):
            yield Finding("hidden-text", f"{sheet.name}!{to_a1(*cell[:2])}", quoted(text))

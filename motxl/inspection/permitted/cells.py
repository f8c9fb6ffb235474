"""Cells and shared strings: many, and nearly all alike.

What is written plainly is recognised by patterns that permit just that; the rest is compared with
the tables, as any other part.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from motxl.a1 import column_letters
from motxl.inspection.finding import Finding
from motxl.inspection.permitted.grammar import Node
from motxl.inspection.permitted.walking import Claim, Seen, below, look
from motxl.inspection.permitted.words import Refusal
from motxl.inspection.plain import split_sheet, split_strings
from motxl.ooxml.xml.tree import TreeElement, local_in

_DIGITS, _LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOW = 10
"""Points of a row, below which nobody reads what stands in it"""
NARROW = 1
"""Characters of a column, below which nobody reads what stands in it"""
_USED = re.compile(rb't="s"><v>([0-9]{1,7})<')
_NAME = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_HOLDING = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*+><v')
_ROW_NUMBER = re.compile(rb'<row r="([0-9]{1,7})"')
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NO_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)")
_TRUE = ("1", "true", "on")
_INDEX = re.compile(r"[0-9]{1,9}")
_ENTRY = re.compile(rb"<si(?:/>|>(.*?)</si>)", re.DOTALL)
_ENTRY_END = b"</si>"
_TEXT = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
_NUMBER = re.compile(r"\s*-?[0-9]{0,20}(?:\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,3})?\s*")
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|GETTING_DATA)")


class Sheet(NamedTuple):
    """A worksheet looked at; numbers are those of shared strings."""

    seen: Seen
    used: frozenset[int]
    unseen: tuple[tuple[int, str], ...]
    """Strings in rows and columns that nobody sees, and where"""
    inline: tuple[str, ...]


class Strings(NamedTuple):
    """The shared strings looked at."""

    seen: Seen
    texts: tuple[str, ...]


def look_at_sheet(part: str, data: bytes, table: Node) -> Sheet:
    rest, plain, _number = split_sheet(data)
    seen = look(part, rest, table)
    if seen.root is not None and _hidden_columns(seen.root):
        plain, seen = b"", look(part, data, table)
    used = {int(number) for number in _USED.findall(plain)}
    if seen.root is None:
        return Sheet(seen, frozenset(used), (), ())
    cells = _Cells(part, seen.root, plain)
    findings = (*seen.findings, *_unprinted(part, seen.root), *cells.findings)
    claims = (*seen.claims, *cells.claims)
    looked = Seen(findings, claims, None)
    return Sheet(looked, frozenset(used | cells.used), tuple(cells.unseen), tuple(cells.inline))


def look_at_strings(part: str, data: bytes, table: Node) -> Strings:
    rest, plain, number = split_strings(data)
    if plain and _is_text(data):
        split = b"<si/>" not in data  # as a rule: then each entry ends alike
        entries = data.split(_ENTRY_END)[:-1] if split else _ENTRY.findall(data)
        seen = look(part, rest, table)
        if seen.root is not None and number + len(list(below(seen.root, "si"))) == len(entries):
            return Strings(seen._replace(root=None), tuple(map(_text_of, entries)))
    seen = look(part, data, table)
    found = below(seen.root, "si") if seen.root is not None else ()
    return Strings(seen._replace(root=None), tuple("".join(si.itertext()) for si in found))


@lru_cache(maxsize=1 << 14)
def _text_of(entry: bytes) -> str:
    """The text of an ``<si>``; kept, as most texts are in many extracts."""
    return html.unescape(b"".join(_TEXT.findall(entry)).decode())


def _is_text(data: bytes) -> bool:
    """Whether all bytes are characters that XML permits, and all entities known ones."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return len(data.translate(None, _CONTROLS)) == len(data) and not _NO_ENTITY.search(data)


class _Cells:
    """The cells that were not written plainly, and the rows and columns that nobody sees."""

    def __init__(self, part: str, root: TreeElement, plain: bytes) -> None:
        """``plain`` are the rows that are not below the root, as they were written plainly."""
        self._part = part
        self.findings: list[Finding] = []
        self.claims: list[Claim] = []
        self.used: set[int] = set()
        self.unseen: list[tuple[int, str]] = []
        self.inline: list[str] = []
        self._names = _NAME.findall(plain)
        self._rows = _ROW_NUMBER.findall(plain)
        self._plain = plain
        self._holding: list[tuple[bytes, bytes]] = []
        """Columns and rows of cells that are not empty, and not written plainly"""
        columns = _hidden_columns(root)
        usual = next((e.get("defaultRowHeight") for e in below(root, "sheetFormatPr")), None)
        if usual is not None and _number(usual) < LOW:
            place = f"{part} sheetFormatPr"
            self.findings.append(Refusal.value(place, "defaultRowHeight", usual))
        for row in below(root, "sheetData", "row"):
            self._rows.append(row.get("r", "").encode())
            low = row.get("hidden") in _TRUE or _number(row.get("ht", "15")) < LOW
            for cell in row:
                name = cell.get("r", "")
                column = _column(name)
                if name.lstrip(_LETTERS) != row.get("r"):
                    self.findings.append(Refusal.misplaced(f"{part} {name[:10]}"))
                self._names.append(name.encode())
                if len(cell):
                    self._holding.append(
                        (name.rstrip(_DIGITS).encode(), name.lstrip(_LETTERS).encode())
                    )
                self._cell(cell, hidden=low or any(column in span for span in columns))
        self._doubles(root)

    def _doubles(self, root: TreeElement) -> None:
        """Cells that are there twice, or lie under others that are merged: one is not seen."""
        for names in (self._names, self._rows):
            if len(set(names)) < len(names):
                self.findings.append(Refusal.misplaced(self._part))
        merged = [
            _corners(merge.get("ref", "")) for merge in below(root, "mergeCells", "mergeCell")
        ]
        rows: dict[int, list[int]] = {}
        first = min((one[0] for one in merged), default=0)
        last = max((one[2] for one in merged), default=0)
        near = {one for one in _ROW_NUMBER.findall(self._plain) if first <= int(one) <= last}
        if near:
            self._holding += [one for one in _HOLDING.findall(self._plain) if one[1] in near]
        for letters, number in self._holding if merged else ():
            row = _whole(number.decode())
            if first <= row <= last:
                rows.setdefault(row, []).append(_column(letters.decode()))
        for first_row, first_column, last_row, last_column in merged:
            for row in range(first_row, min(last_row, max(rows, default=0)) + 1):
                for column in rows.get(row, ()):
                    if (row, column) != (first_row, first_column) and (
                        first_column <= column <= last_column
                    ):
                        place = f"{self._part} {column_letters(column)}{row}"
                        self.findings.append(Refusal.covered(place))

    def _cell(self, cell: TreeElement, *, hidden: bool) -> None:
        content = {local_in(one.tag): one for one in cell}
        kind, place = cell.get("t", "n"), f"{self._part} {cell.get('r', '?')[:10]}"
        value = content["v"].text or "" if "v" in content else ""
        inline = "".join(content["is"].itertext()) if "is" in content else ""
        shown = value
        if kind == "s" and _INDEX.fullmatch(value):
            self.used.add(int(value))
            if hidden:
                self.unseen.append((int(value), place))
            shown = ""
        elif kind == "str" and "f" in content:
            # What a formula last gave need not be what it gives when it is opened.
            self.claims.append(Claim("shown", value, place))
        elif kind == "inlineStr" and not value:
            self.inline.append(inline)
            shown = inline
        elif value and not self._is_plain(kind, value):
            self.findings.append(Refusal.value(f"{place}/c", "v", value))
        if inline and kind != "inlineStr":
            self.findings.append(Refusal.text(place, inline))
        if hidden and shown.strip():
            self.findings.append(Refusal.hidden(place, shown))

    def _is_plain(self, kind: str, value: str) -> bool:
        if kind == "e":
            return bool(_ERROR.fullmatch(value))
        if kind == "d":
            return bool(re.fullmatch(r"[0-9T:.Z-]{1,30}", value))
        return kind in ("n", "b") and bool(_NUMBER.fullmatch(value))


def _unprinted(part: str, root: TreeElement) -> Iterator[Finding]:
    """Headers and footers that are not printed (18.3.1.46)."""
    for element in below(root, "headerFooter"):
        for name, attribute in (("even", "differentOddEven"), ("first", "differentFirst")):
            if element.get(attribute) in _TRUE:
                continue
            for one in element:
                local = local_in(one.tag)
                if local.startswith(name) and one.text:
                    yield Refusal.unprinted(f"{part} headerFooter/{local}", one.text)


def _hidden_columns(root: TreeElement) -> list[range]:
    return [
        range(int(_number(column.get("min", "1"))), int(_number(column.get("max", "1"))) + 1)
        for column in below(root, "cols", "col")
        if column.get("hidden") in _TRUE or _number(column.get("width", "8")) < NARROW
    ]


def _number(text: str) -> float:
    """A width or a height; zero, as for what is hidden, where the text is no number."""
    try:
        number = float(text)
    except ValueError:
        return 0
    return number if math.isfinite(number) else 0


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip(_DIGITS):
        number = number * 26 + ord(letter) - 64
    return number


def _whole(text: str) -> int:
    return int(text) if _INDEX.fullmatch(text) else 0


def _corners(area: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column."""
    first, _colon, last = area.partition(":")
    ends = [(name.lstrip(_LETTERS), _column(name)) for name in (first, last or first)]
    (row, column), (last_row, last_column) = ((_whole(number), column) for number, column in ends)
    return row, column, last_row, last_column

"""Placeholders such as ``{{name}}`` in a workbook: in cells, headers and footers, sheet names.

Excel splits a text over runs, and a header over format codes, wherever staff touched a part of it:
placeholders are first made whole, so that they can be replaced in the bytes of the parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from motxl.ooxml import editing
from motxl.ooxml.cells import contents
from motxl.ooxml.document import Document
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import decode_escapes, encode_escapes, encode_text

MARK = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_RAW_MARK = re.compile(rb"\{\{\s*([\w.\x80-\xff-]+)\s*\}\}")
TextOf = Callable[[str], str | None]
"""The text in the place of a placeholder's name; ``None`` leaves the placeholder as it is"""

_HEADER = re.compile(rb"(<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^<>]*>)([^<]*)(</)")
# 18.3.1.46 oddHeader and its kin: what follows an ampersand there
HEADER_CODE = re.compile(r'(&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[^\d"]))')
_SHEET = re.compile(rb"(<(?:\w+:)?sheet\b)([^<>]*?)(/?>)")  # 18.2.19
MAX_HEADER = 255
MAX_SHEET_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class MarkedCell(NamedTuple):
    """A cell whose text holds a placeholder; row and column are 1-based."""

    sheet: str
    row: int
    column: int
    text: str


def marked_cells(document: Document) -> Iterator[MarkedCell]:
    for sheet in document.open_sheets:
        if sheet.kind != "worksheet":
            continue
        for cell in contents.cells(sheet):
            if cell.text and cell.kind == "text" and MARK.search(cell.text):
                yield MarkedCell(sheet.name, cell.row, cell.column, cell.text)


def make_whole(document: Document) -> None:
    """Put each placeholder into one run, with the looks of its first character."""
    for name, row, column, text in list(marked_cells(document)):
        sheet = document.open_sheet(name)
        assert sheet is not None  # it was found there
        for match in reversed(list(MARK.finditer(text))):
            first, second = match.start(), match.start() + 1
            for one in ((second, match.end(), ""), (first, second, _mark(match[1]))):
                editing.replace_texts(sheet, document, (row, column), [one])
    for sheet in document.open_sheets:
        if sheet.kind == "worksheet" and _HEADER.search(sheet.part.tail):
            sheet.part.tail = _HEADER.sub(_whole_header, sheet.part.tail)


def _mark(name: str) -> str:
    return "{{" + name + "}}"


def _whole_header(match: re.Match[bytes]) -> bytes:
    header = scan.character_data(match[2])
    pieces = HEADER_CODE.split(header)
    # Texts stand at even places, codes at odd ones.
    owners = [(place, c) for place in range(0, len(pieces), 2) for c in pieces[place]]
    plain = "".join(character for _place, character in owners)
    texts = dict.fromkeys(range(0, len(pieces), 2), "")
    position = 0
    for mark in MARK.finditer(plain):
        for place, character in owners[position : mark.start()]:
            texts[place] += character
        texts[owners[mark.start()][0]] += _mark(mark[1])
        position = mark.end()
    for place, character in owners[position:]:
        texts[place] += character
    whole = "".join(texts.get(place, piece) for place, piece in enumerate(pieces))
    return match[1] + encode_text(whole) + match[3]


def in_texts(working: bytes, text_of: TextOf) -> bytes:
    """A part's bytes with the placeholders of its texts and attributes replaced."""

    def replaced(match: re.Match[bytes]) -> bytes:
        text = text_of(match[1].decode())
        # It may stand in an attribute, such as the description of a picture.
        return match[0] if text is None else encode_text(text).replace(b'"', b"&quot;")

    return _RAW_MARK.sub(replaced, working) if b"{{" in working else working


def in_headers(working: bytes, text_of: TextOf) -> bytes:
    """The end of a sheet's bytes with the placeholders of its headers and footers replaced."""

    def replaced(match: re.Match[bytes]) -> bytes:
        if b"{{" not in match[2]:
            return match[0]
        header = scan.character_data(match[2])
        return match[1] + encode_text(header_text(header, text_of)) + match[3]

    return _HEADER.sub(replaced, working) if b"{{" in working else working


def header_text(header: str, text_of: TextOf) -> str:
    """A header with its placeholders replaced: ``&`` doubled, 255 characters at most.

    What is put in is cut where there is no room for all of it, the last one first.
    """
    pieces: list[str] = []
    values: dict[int, str] = {}
    position = 0
    for match in MARK.finditer(header):
        text = text_of(match[1])
        if text is None:
            continue
        pieces += [header[position : match.start()], ""]
        values[len(pieces) - 1] = " ".join(text.split())
        position = match.end()
    pieces.append(header[position:])
    room = MAX_HEADER - sum(map(len, pieces))
    for place, value in values.items():
        # Digits would go on with the size of a font that stands before them.
        is_size = re.search(r"&\d+$", pieces[place - 1]) and value[:1].isdigit()
        cut = " " + value if is_size else value
        while cut and len(cut.replace("&", "&&")) > room:
            cut = cut[:-2].rstrip() + "…" if len(cut) > 2 else ""
        pieces[place] = cut.replace("&", "&&")
        room -= len(pieces[place])
    return "".join(pieces)


def sheet_names(names: list[str], text_of: TextOf) -> dict[str, str]:
    """The new names of the sheets whose names hold placeholders; no two the same."""
    taken = {name.casefold() for name in names if not MARK.search(name)}
    found: dict[str, str] = {}
    for name in names:
        if not MARK.search(name):
            continue
        text = MARK.sub(lambda m: m[0] if (t := text_of(m[1])) is None else t, name)
        text = " ".join(_FORBIDDEN.sub(" ", text).split()).strip("'")
        new = _cut(text, MAX_SHEET_NAME).strip("'") or "1"
        number = 1
        while new.casefold() in taken or new.casefold() == "history":  # Excel keeps that one
            number += 1
            new = f"{_cut(text, MAX_SHEET_NAME - len(str(number)) - 1)} {number}"
        taken.add(new.casefold())
        found[name] = new
    return found


def _cut(text: str, most: int) -> str:
    """Excel counts UTF-16 units."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.rstrip()


def in_names(working: bytes, names: dict[str, str]) -> bytes:
    """A part's bytes with sheets called otherwise: where they are listed, and in formulas."""
    if not names or b"{{" not in working:
        return working

    def renamed(match: re.Match[bytes]) -> bytes:
        name = names.get(decode_escapes(scan.attribute(match[2], "name") or ""))
        if name is None:
            return match[0]
        return match[1] + scan.with_attribute(match[2], "name", encode_escapes(name)) + match[3]

    working = _SHEET.sub(renamed, working)
    for old, new in names.items():
        # A name with braces is always between quotes in formulas (18.17.2.3).
        quoted = ["'{}'!".format(name.replace("'", "''")) for name in (old, new)]
        for encode in (encode_text, scan.escape_attribute):
            working = working.replace(encode(quoted[0]), encode(quoted[1]))
        working = working.replace(b">%b<" % encode_text(old), b">%b<" % encode_text(new))
    return working

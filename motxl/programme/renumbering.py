"""Codes that follow the structure of the rows, and texts that follow the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.programme.codes import MAX_DEPTH, Code, format_code, parse_code, tidy_code
from motxl.programme.edits import Edit, ReplaceText, SetValue
from motxl.programme.model import ACTION, AXE, LABEL, LEVELS, Entry, Programme

# Columns in which staff write about other rows.
_TEXTS = (LABEL, "Bilan", "Commentaire")
TEXT_FORMAT = "@"

# A code of three parts is taken for one wherever it stands; 1.2 may be a version or an amount, and
# counts only after a word that announces a code. Several may follow one such word.
_NUMBER = r"(?:0|[1-9][0-9]{0,3})"
_CODE = rf"{_NUMBER}(?:\.{_NUMBER}){{0,{MAX_DEPTH - 1}}}"
_END = r"(?![\w%€]|\.[0-9]|,[0-9]|/[0-9]|\s?(?:[kM]?€|%|million|millier|euro|km\b|h\b|an|jour))"
_FREE = re.compile(rf"(?<![\w.,/-]){_NUMBER}(?:\.{_NUMBER}){{{MAX_DEPTH - 1}}}{_END}")
_ANNOUNCED = re.compile(
    r"\b(?:axes?|(?:sous-)?objectifs?|actions?|points?|lignes?|codes?|cf\.?|voir)"
    rf"(?:\s+(?:l['’]|le|la|les|aussi|n[°o]))*\s+(?P<list>{_CODE}{_END}"
    rf"(?:\s*(?:,|;|et|ou|à|-)\s*{_CODE}{_END})*)",
    re.IGNORECASE,
)
_ONE = re.compile(_CODE)


class Mention(NamedTuple):
    """A place in a text that names a code; offsets are 0-based, end exclusive."""

    start: int
    end: int
    code: Code


def mentions(text: str) -> list[Mention]:
    """The codes that a text names, in its order."""
    found: dict[int, Mention] = {}
    for match in _FREE.finditer(text):
        found[match.start()] = _mention(match.start(), match[0])
    for announced in _ANNOUNCED.finditer(text):
        for one in _ONE.finditer(announced["list"]):
            start = announced.start("list") + one.start()
            found.setdefault(start, _mention(start, one[0]))
    return [found[start] for start in sorted(found)]


def _mention(start: int, text: str) -> Mention:
    return Mention(start, start + len(text), tuple(map(int, text.split("."))))


def written_code(entry: Entry) -> Code | None:
    """The code that a row carries now, stray spaces aside."""
    return entry.code or parse_code(tidy_code(entry.code_text))


def recoded(
    programme: Programme, codes: Mapping[int, Code], renamed: Mapping[Code, Code]
) -> Iterator[Edit]:
    """Edits that give the rows (by number) their ``codes`` and put ``renamed`` into the texts."""
    for entry in programme.entries:
        code = codes.get(entry.row)
        if code is not None and entry.code_value != format_code(code):
            cell = to_a1(entry.row, programme.columns[AXE])
            yield SetValue(programme.sheet, cell, format_code(code), TEXT_FORMAT)
        yield from _renamed(programme, entry, renamed)


def _renamed(programme: Programme, entry: Entry, renamed: Mapping[Code, Code]) -> Iterator[Edit]:
    for column in _TEXTS:
        text = entry.label if column == LABEL else entry.value(column)
        if not isinstance(text, str) or not any(c.isdigit() for c in text):
            continue
        if column != LABEL and ("\r" in text or "_x" in text):
            continue  # escapes: offsets would not be those of the cell
        if column == LABEL and entry.label_format is not None and entry.label_format.formula:
            continue
        cell = to_a1(entry.row, programme.columns[column])
        for mention in mentions(text):
            new = renamed.get(mention.code)
            if new is not None and new != mention.code:
                yield ReplaceText(
                    programme.sheet, cell, mention.start, mention.end, format_code(new)
                )


class Renumbering(NamedTuple):
    """What ``renumber`` would do."""

    codes: dict[int, Code]
    """The code of each row, by its number"""
    renamed: dict[Code, Code]
    """Codes of headings that change: before and after"""
    orphans: list[tuple[Entry, str, Code]]
    """Texts that name a code of three parts which no row has: entry, column, code"""
    edits: list[Edit]


def renumber(programme: Programme) -> Renumbering:
    """Count the codes anew along the structure: the levels that Type gives, in the order of rows.

    Without a Type, the first row of a code is its heading and tells the level by its own code. A
    level that is left out counts as 0 (``3.0.1``). The first heading keeps its number, so that an
    extract may begin with any axis.
    """
    codes = _counted(programme)
    renamed = _renaming(programme, codes)
    known = {code for entry in programme.entries if (code := written_code(entry)) is not None}
    axes = {code[0] for code in known}
    orphans = [
        (entry, column, mention.code)
        for entry in programme.entries
        for column in _TEXTS
        if isinstance(text := entry.value(column), str)
        for mention in mentions(text)
        if len(mention.code) == MAX_DEPTH and mention.code not in known and mention.code[0] in axes
    ]
    return Renumbering(codes, renamed, orphans, list(recoded(programme, codes, renamed)))


def _counted(programme: Programme) -> dict[int, Code]:
    found: dict[int, Code] = {}
    current: Code | None = None
    count: dict[Code, int] = {}
    for entry, level in _levels(programme):
        if level is None:
            if current is not None:
                found[entry.row] = current
            continue
        own = written_code(entry)
        if current is None and own is not None and len(own) == level:
            current = own
        else:
            above = current or ()
            parent = (*above[: level - 1], *(0 for _ in range(level - 1 - len(above))))
            current = (*parent, count.get(parent, 0) + 1)
        count[current[:-1]] = current[-1]
        found[entry.row] = current
    return found


def _levels(programme: Programme) -> Iterator[tuple[Entry, int | None]]:
    """Each entry with its level as a heading (1 to 3); ``None`` for an action."""
    seen: set[Code] = set()
    for entry in programme.entries:
        code = written_code(entry)
        if entry.type in LEVELS:
            yield entry, LEVELS.index(entry.type) + 1
        elif entry.type == ACTION or code is None or code in seen or len(code) > MAX_DEPTH:
            yield entry, None
        else:
            yield entry, len(code)
        if code is not None:
            seen.add(code)


def _renaming(programme: Programme, codes: Mapping[int, Code]) -> dict[Code, Code]:
    """What the old codes are called now; of two headings with one code, the one with the older
    Réf. is what the texts mean."""
    oldest: dict[Code, tuple[tuple[bool, str], Code]] = {}
    for entry, level in _levels(programme):
        old = written_code(entry)
        if level is None or old is None or entry.row not in codes:
            continue
        age = (not entry.ref, entry.ref)
        if old not in oldest or age < oldest[old][0]:
            oldest[old] = age, codes[entry.row]
    return {old: new for old, (_age, new) in oldest.items() if old != new}

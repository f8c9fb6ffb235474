"""Words in number formats (18.8.30) that no value of a cell brings to light."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.numberformats import literal, section_of, sections
from motxl.inspection.parts import Parts, local

_WORD = re.compile(r"[^\W\d_]{3}")
_QUOTED = re.compile(rb'formatCode="[^"]*(?:&quot;|\\)')


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_kind("styles"):
        told = _wordy(parts.xml(part))
        if told:
            yield from _of_styles(parts, part)


@lru_cache(maxsize=16)
def _wordy(working: bytes) -> bool:
    return b"formatCode" in working and (
        bool(_QUOTED.search(working)) or b"formatCode='" in working
    )


def _of_styles(parts: Parts, part: str) -> Iterator[Finding]:
    root = parts.tree(part)
    own: dict[int, str] = {}
    for element in root.iter():
        if local(element) != "numFmt":
            continue
        code = element.get("formatCode", "")
        if not any(_WORD.search(literal(one)) for one in sections(code)):
            continue
        parent = element.parent
        if parent is not None and local(parent) == "numFmts":
            own[int(element.get("numFmtId", "0"))] = code
        else:
            yield Finding("number-format", part, quoted(_said(sections(code))))
    if own:
        shown = _shown(parts, own)
        for number, code in own.items():
            hidden = tuple(one for one in sections(code) if one not in shown.get(number, set()))
            if any(_WORD.search(literal(one)) for one in hidden):
                yield Finding("number-format", part, quoted(_said(hidden)))


def _said(found: tuple[str, ...]) -> str:
    return "; ".join(filter(None, map(literal, found)))


def _shown(parts: Parts, own: dict[int, str]) -> dict[int, set[str]]:
    """The sections of each format that a cell's value takes."""
    found: dict[int, set[str]] = {}
    styles = parts.workbook.styles
    for sheet in parts.workbook.sheets:
        if sheet.kind != "worksheet" or not parts.package.has(sheet.part_name):
            continue
        for cell in sheet.cells():
            number = styles.format(cell.style).number_format
            code = own.get(number)
            if code is None or cell.text is None:
                continue
            value = number_in(cell.text)
            section = section_of(code, value)
            found.setdefault(number, set()).update(sections(code) if section is None else {section})
    return found


def number_in(text: str) -> float | None:
    """The number that a cell's text is; ``None`` for a text."""
    try:
        return float(text)
    except ValueError:
        return None

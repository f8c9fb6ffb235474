"""Shared strings that no cell uses: what cells held before (18.4.9)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook


def find(parts: Parts) -> Iterator[Finding]:
    for number, text in _orphans(parts.workbook):
        yield Finding("orphan-string", f"sharedStrings {number}", quoted(text), removable=True)


def remove(workbook: Workbook) -> None:
    """Empty them: nothing is renumbered."""
    strings = workbook.strings
    if strings is not None:
        for number, _text in list(_orphans(workbook)):
            strings.forget(number)


def _orphans(workbook: Workbook) -> Iterator[tuple[int, str]]:
    strings = workbook.strings
    for number in range(len(strings) if strings is not None else 0):
        if strings is not None and strings.users[number] <= 0:
            text = strings.text(number)
            if text:
                yield number, text

"""Sheets that have no tab (18.2.19 ``state``)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.parts import Parts

_KINDS = {"hidden": "hidden-sheet", "veryHidden": "very-hidden-sheet"}


def find(parts: Parts) -> Iterator[Finding]:
    for sheet in parts.workbook.sheets:
        if sheet.state in _KINDS:
            yield Finding(_KINDS[sheet.state], sheet.name, sheet.name)

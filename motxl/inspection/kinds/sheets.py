"""Sheets that have no tab (18.2.19 ``state``)."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.package import Workbook

_KINDS = {"hidden": "hidden-sheet", "veryHidden": "very-hidden-sheet"}


def find(workbook: Workbook) -> Iterator[Finding]:
    for sheet in workbook.sheets:
        if sheet.state in _KINDS:
            yield Finding(_KINDS[sheet.state], sheet.name, sheet.name)

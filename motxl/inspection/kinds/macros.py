"""Macros: VBA projects, macro sheets, custom ribbons."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.xml import of_kind
from motxl.package import Workbook

_KINDS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "extensibility")


def find(workbook: Workbook) -> Iterator[Finding]:
    for kind in _KINDS:
        for part in of_kind(workbook, kind):
            yield Finding("macro", part, part.rpartition("/")[2])

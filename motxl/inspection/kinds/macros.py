"""Macros: VBA projects, macro sheets, custom ribbons."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.inspection.parts import Parts

_KINDS = ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "extensibility", "attachedToolbars")


def find(parts: Parts) -> Iterator[Finding]:
    for kind in _KINDS:
        for part in parts.of_kind(kind):
            yield Finding("macro", part, part.rpartition("/")[2])

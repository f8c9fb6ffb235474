"""Defined names (18.2.5): hidden ones too. Print areas, titles and filters are built in."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local

_BUILT_IN = "_xlnm."


def find(parts: Parts) -> Iterator[Finding]:
    if b"definedName" not in parts.xml(parts.workbook.part_name):
        return
    for element in parts.tree(parts.workbook.part_name).iter():
        name = element.get("name", "") if local(element) == "definedName" else ""
        if name and (not name.startswith(_BUILT_IN) or '"' in (element.text or "")):
            yield Finding("defined-name", name, quoted(element.text or ""))

"""Parts that nothing leads to: programs leave them behind, and any unzip shows them.

Those without a byte say nothing; some programs write them.
"""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding
from motxl.package import Workbook
from motxl.package.grafting.parts import reached


def find(workbook: Workbook) -> Iterator[Finding]:
    for part in _strays(workbook):
        yield Finding("stray-part", part, part.rpartition("/")[2], removable=True)


def remove(workbook: Workbook) -> None:
    for part in _strays(workbook):
        workbook.remove_part(part)


def _strays(workbook: Workbook) -> list[str]:
    package = workbook.package
    known = {part.casefold() for part in reached(package, "")}
    strays = []
    for name in package.names():
        part = name.replace("\\", "/").lstrip("/")
        infrastructure = part.endswith(".rels") or part.casefold() == "[content_types].xml"
        if infrastructure or part.endswith("/") or part.casefold() in known:
            continue
        if package.part(name):
            strays.append(part)
    return strays

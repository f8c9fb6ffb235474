"""Custom XML parts (22.5): what add-ins and document libraries keep beside the sheets."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.xml import of_kind
from motxl.package import Workbook
from motxl.package.grafting.parts import owned


def find(workbook: Workbook) -> Iterator[Finding]:
    for part in _parts(workbook):
        text = workbook.part(part).decode("utf-8", "replace")
        yield Finding("custom-xml", part, quoted(text), removable=_is_removable(workbook))


def remove(workbook: Workbook) -> None:
    if not _is_removable(workbook):
        return
    package = workbook.package
    for part in _parts(workbook):
        for other in (*owned(package, part), part):
            workbook.remove_part(other)


def _parts(workbook: Workbook) -> list[str]:
    return of_kind(workbook, "customXml")


def _is_removable(workbook: Workbook) -> bool:
    """Not while cells are mapped to it (18.16), or a query keeps its text there."""
    return not of_kind(workbook, "xmlMaps") and not of_kind(workbook, "connections")

"""Custom XML parts (22.5): what add-ins and document libraries keep beside the sheets."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.errors import MotxlError
from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook
from motxl.ooxml.opc.owned import owned


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_kind("customXml"):
        text = _text(parts, part)
        yield Finding("custom-xml", part, quoted(text), removable=_is_removable(parts))


def remove(workbook: Workbook) -> None:
    parts = Parts(workbook)
    if not _is_removable(parts):
        return
    package = workbook.package
    for part in parts.of_kind("customXml"):
        for other in (*owned(package, part), part):
            workbook.remove_part(other)


def _text(parts: Parts, part: str) -> str:
    """As its byte order mark or declaration says; other bytes as they can be read."""
    try:
        return parts.xml(part).decode("utf-8")
    except MotxlError:
        return parts.package.part(part).decode("utf-8", "replace").replace("\0", "")


def _is_removable(parts: Parts) -> bool:
    """Not while cells are mapped to it (18.16), or a query keeps its text there."""
    return not parts.of_kind("xmlMaps") and not parts.of_kind("connections")

"""Absolute paths and printers: names of persons, servers and folders.

``x15ac:absPath`` ([MS-XLSX] 2.6.108) says where the workbook was last saved; the settings of a
printer name it, and often its server; links may lead to files of one machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook
from motxl.ooxml.xml import scan

LOCAL = re.compile(r"(?i)file:|\\\\|[a-z]:[\\/]|/(?:home|Users)/")
_ALTERNATE = b"AlternateContent"


def find(parts: Parts) -> Iterator[Finding]:
    workbook = parts.workbook
    element = _path_element(workbook)
    if element is not None:
        url = element.tag.get("url") or ""
        yield Finding("path", workbook.part_name, quoted(url), removable=True)
    package = workbook.package
    for part in parts.of_kind("printerSettings"):
        # DEVMODE begins with the printer's name, 32 UTF-16 units.
        name = package.part(part)[:64].decode("utf-16-le", "replace").partition("\0")[0]
        yield Finding("printer", part, quoted(name), removable=True)
    for source in package.sources():
        for link in package.relationships(source):
            if link.external and link.is_a("hyperlink") and LOCAL.match(link.target):
                yield Finding("path", source, quoted(link.target))


def remove(workbook: Workbook) -> None:
    package = workbook.package
    element = _path_element(workbook)
    if element is not None:
        working = package.xml(workbook.part_name)
        start, end = element.start, element.end
        for outer in _elements(working, _ALTERNATE):
            if outer.start < start and end < outer.end:
                start, end = outer.start, outer.end
        workbook.flush()
        package.replace_xml(workbook.part_name, working[:start] + working[end:])
        workbook.reread()
    for part in Parts(workbook).of_kind("printerSettings"):
        _forget_printer(workbook, part)


def _forget_printer(workbook: Workbook, part: str) -> None:
    """Take the part out, and the reference that each sheet's page set-up has to it."""
    workbook.flush()
    package = workbook.package
    for sheet in workbook.sheets:
        ids = [link.id for link in package.relationships(sheet.part_name) if link.target == part]
        working = package.xml(sheet.part_name) if ids else b""
        for element in reversed(list(_elements(working, b"pageSetup"))):
            name = next((n for n, v in scan.attributes_of(element.tag).items() if v in ids), None)
            if name is not None:
                start = element.start + 1 + len(element.tag.name)
                attributes = scan.with_attribute(element.tag.attributes, name, None)
                end = start + len(element.tag.attributes)
                package.replace_xml(sheet.part_name, working[:start] + attributes + working[end:])
                sheet.forget()
    workbook.remove_part(part)


def _path_element(workbook: Workbook) -> scan.Element | None:
    working = workbook.package.xml(workbook.part_name)
    return next(_elements(working, b"absPath"), None) if b"absPath" in working else None


def _elements(working: bytes, name: bytes) -> Iterator[scan.Element]:
    """The elements of a local name, whatever their prefix."""
    masked = scan.mask(working)
    prefixes = {
        tag.name[: -len(name)]
        for tag in scan.tags(masked)
        if tag.name == name or tag.name.endswith(b":" + name)
    }
    if prefixes:
        yield from scan.elements(masked, tuple(prefixes), name.decode())

"""Document properties: authors, company, titles, whatever was typed (part 2, 11; 22.2, 22.3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.xml import local, of_kind, tree
from motxl.package import Workbook

# What says nothing of anybody: times, counters, the program.
_CORE_HARMLESS = {"created", "modified", "lastPrinted", "revision", "version", "language"}
IDENTITY = ("motxl-member-key", "motxl-member-name", "motxl-digest")
_APP_TELLING = {"Company", "Manager", "HyperlinkBase", "Template"}


def find(workbook: Workbook) -> Iterator[Finding]:
    for kind, part, element in _telling(workbook):
        yield Finding(kind, part, quoted(f"{local(element)}: {_text(element)}"), removable=True)
    for part in of_kind(workbook, "custom-properties"):
        for element in tree(workbook, part):
            if element.get("name") in IDENTITY:
                continue
            what = quoted(f"{element.get('name', '')}: {''.join(map(str, element.itertext()))}")
            yield Finding("property", part, what, removable=True)


def remove(workbook: Workbook) -> None:
    for part in (*of_kind(workbook, "core-properties"), *of_kind(workbook, "extended-properties")):
        root = tree(workbook, part)
        telling = [e for e in root if _is_telling(part, e, workbook)]
        for element in telling:
            root.remove(element)
        if telling:
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            workbook.replace_part(part, data)
    for part in of_kind(workbook, "custom-properties"):
        workbook.remove_part(part)


def _telling(workbook: Workbook) -> Iterator[tuple[str, str, etree._Element]]:
    for part in (*of_kind(workbook, "core-properties"), *of_kind(workbook, "extended-properties")):
        for element in tree(workbook, part):
            if _is_telling(part, element, workbook):
                author = local(element) in ("creator", "lastModifiedBy", "Manager")
                yield "author" if author else "property", part, element


def _is_telling(part: str, element: etree._Element, workbook: Workbook) -> bool:
    name = local(element)
    if not _text(element):
        return False
    if name == "TitlesOfParts":
        return _names_a_part_that_is_gone(element, workbook)
    if part in of_kind(workbook, "core-properties"):
        return name not in _CORE_HARMLESS
    return name in _APP_TELLING


def _names_a_part_that_is_gone(titles: etree._Element, workbook: Workbook) -> bool:
    """Sheets that were renamed or taken out may still be listed, with the names of ranges."""
    known = {sheet.name for sheet in workbook.sheets}
    listed = {str(text) for text in titles.itertext() if str(text).strip()}
    ranges = {f"{sheet}!{name}" for sheet in known for name in ("Print_Area", "Print_Titles")} | {
        f"'{sheet}'!{name}" for sheet in known for name in ("Print_Area", "Print_Titles")
    }
    return not listed <= known | ranges | set(workbook.defined_names)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()

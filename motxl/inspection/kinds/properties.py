"""Document properties: authors, company, titles, whatever was typed (part 2, 11; 22.2, 22.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.inspection.finding import IDENTITY, Finding, quoted
from motxl.inspection.parts import Parts, local, text_of
from motxl.ooxml import Workbook
from motxl.ooxml.xml.tree import TreeElement

# What says nothing of anybody: times, counters, the program. But only while it looks like one.
_CORE_HARMLESS = {"created", "modified", "lastPrinted", "revision", "version", "language"}
_HARMLESS = re.compile(r"[\w.:+\-]{0,32}\Z")
_APP_HARMLESS = {
    *("TotalTime", "Pages", "Words", "Characters", "DocSecurity", "Lines", "Paragraphs", "Slides"),
    *("Notes", "HiddenSlides", "MMClips", "ScaleCrop", "LinksUpToDate", "SharedDoc", "AppVersion"),
    *("CharactersWithSpaces", "HyperlinksChanged", "DigSig"),
}
_PROGRAM = re.compile(
    r"(?i)[\w ./~()$@:+\-]*?(?:excel|motxl|openpyxl|office|sheets?|numbers|calc|gnumeric|wps|"
    r"aspose|spire|jasper|pandas|xlsx?|poi|php|oracle|sap|crystal)[\w ./~()$@:+\-]*\Z"
)
_CUSTOM, _LABELS = "custom-properties", "classificationlabels"


def find(parts: Parts) -> Iterator[Finding]:
    for kind, part, element in _telling(parts):
        yield Finding(kind, part, quoted(f"{local(element)}: {text_of(element)}"), removable=True)
    for part in parts.of_kind(_CUSTOM):
        for element in _own(parts.tree(part)):
            what = quoted(f"{element.get('name', '')}: {text_of(element)}")
            yield Finding("property", part, what, removable=True)
    for part in parts.of_kind(_LABELS):
        ids = (e.get("id", "") for e in parts.tree(part).iter() if local(e) == "label")
        yield Finding("label", part, quoted("; ".join(ids)), removable=True)
    for part in parts.of_kind("customProperty"):
        text = parts.package.part(part).replace(b"\0", b"").decode("utf-8", "replace")
        yield Finding("property", part, quoted(text))


def remove(workbook: Workbook) -> None:
    """A label goes together with its properties: one without the other would be half a label."""
    parts = Parts(workbook)
    telling: dict[str, list[TreeElement]] = {}
    for _kind, part, element in _telling(parts):
        telling.setdefault(part, []).append(element)
    for part in parts.of_kind(_CUSTOM):
        root = parts.tree(part)
        if all(element in _own(root) for element in root):
            workbook.remove_part(part)
        elif any(True for _ in _own(root)):
            telling[part] = list(_own(root))
    for part, elements in telling.items():
        root = parts.tree(part)
        for element in elements:
            root.remove(element)
        data = root.to_bytes(declaration=True)
        workbook.replace_part(part, data)
    for part in parts.of_kind(_LABELS):
        workbook.remove_part(part)


def _own(root: TreeElement) -> Iterator[TreeElement]:
    """The properties that are not the identity of an extract."""
    seen: set[str] = set()
    for element in root:
        name = element.get("name", "") if local(element) == "property" else ""
        if name not in IDENTITY or name in seen:
            yield element
        seen.add(name)


def _telling(parts: Parts) -> Iterator[tuple[str, str, TreeElement]]:
    for part in parts.of_kind("core-properties"):
        for element in parts.tree(part):
            name, text = local(element), text_of(element)
            harmless = name in _CORE_HARMLESS and _HARMLESS.match(text)
            if text and name and not harmless:
                author = name in ("creator", "lastModifiedBy")
                yield "author" if author else "property", part, element
    for part in parts.of_kind("extended-properties"):
        for element in parts.tree(part):
            if local(element) and _is_telling(element, parts.workbook):
                yield "author" if local(element) == "Manager" else "property", part, element


def _is_telling(element: TreeElement, workbook: Workbook) -> bool:
    name, text = local(element), text_of(element)
    if not text:
        return False
    if name == "TitlesOfParts":
        return _names_a_part_that_is_gone(element, workbook)
    if name == "HeadingPairs":
        return len(text) > 400
    if name == "Application":
        return not _PROGRAM.match(text) or len(text) > 64
    return name not in _APP_HARMLESS or not _HARMLESS.match(text)


def _names_a_part_that_is_gone(titles: TreeElement, workbook: Workbook) -> bool:
    """Sheets that were renamed or taken out may still be listed, with the names of ranges."""
    known = {sheet.name for sheet in workbook.sheets}
    listed = {text for text in titles.itertext() if text.strip()}
    ranges = {f"{sheet}!{name}" for sheet in known for name in ("Print_Area", "Print_Titles")} | {
        f"'{sheet}'!{name}" for sheet in known for name in ("Print_Area", "Print_Titles")
    }
    return not listed <= known | ranges | set(workbook.defined_names)

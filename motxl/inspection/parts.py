"""The parts of a workbook as inspection reads them: each one read once, and parsed once."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from motxl.inspection.plain import split_sheet, split_strings
from motxl.ooxml import Workbook
from motxl.ooxml.cells.contents import styles_in
from motxl.ooxml.looks.strings import properties_in
from motxl.ooxml.xml.scan import XmlError
from motxl.ooxml.xml.tree import TreeElement, parse, parse_loosely

if TYPE_CHECKING:
    from motxl.ooxml.sheet import Sheet

_XML_ENDINGS = (".xml", ".rels", ".vml")
_PLAIN_STYLE = re.compile(rb' s="([0-9]{1,9})"')
_PLAIN_PROPERTIES = re.compile(rb"<rPr>.*?</rPr>")
_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")


class Parts:
    """What every kind of thing is looked for in. It is made anew after a change."""

    def __init__(self, workbook: Workbook, words: Collection[str] = ()) -> None:
        self.workbook = workbook
        self.words = words
        """Texts that may stand in conditions and formulas although no cell shows them"""
        self.package = workbook.package
        self._xml: dict[str, bytes] = {}
        self._unusual: dict[str, bytes] = {}
        self._trees: dict[str, TreeElement] = {}

    @cached_property
    def names(self) -> list[str]:
        """The parts, without a leading slash, in the archive's order."""
        return [name.replace("\\", "/").lstrip("/") for name in self.package.names()]

    @cached_property
    def of_xml(self) -> list[str]:
        """The parts that are XML by their name, or by how they begin; not the pictures."""
        return [name for name in self.names if name not in self._others]

    @cached_property
    def _others(self) -> dict[str, bytes]:
        found = {}
        for name in self.names:
            lower = name.casefold()
            if not name.endswith("/") and not lower.endswith(_XML_ENDINGS):
                data = self.package.part(name)
                if lower.endswith(".svg") or not data.lstrip()[:4].startswith(_STARTS):
                    found[name] = data
        return found

    def xml(self, part: str) -> bytes:
        """UTF-8 bytes of a part; raises ``DamagedError`` where it is in no known encoding."""
        found = self._xml.get(part)
        if found is None:
            found = self._xml[part] = self.package.xml(part)
        return found

    def unusual(self, part: str) -> bytes:
        """A part without its rows or strings that are written plainly, which hold texts alone."""
        found = self._unusual.get(part)
        if found is None:
            found = self.xml(part)
            if part in self.sheets:
                found = split_sheet(found).rest
            elif part in self.of_kind("sharedStrings"):
                found = split_strings(found).rest
            self._unusual[part] = found
        return found

    def styles_in_use(self, sheet: Sheet) -> set[int]:
        """The formats (indices in ``cellXfs``) of cells, rows and columns, and the default one."""
        split = split_sheet(self.xml(sheet.part_name))
        return {*styles_in(split.rest), *map(int, set(_PLAIN_STYLE.findall(split.plain)))}

    def run_properties(self) -> set[bytes]:
        """The raw ``<rPr>`` elements of all shared strings, each once."""
        found = set[bytes]()
        for part in self.package.related(self.workbook.part_name, "sharedStrings")[:1]:
            split = split_strings(self.xml(part))
            found.update(properties_in(split.rest), _PLAIN_PROPERTIES.findall(split.plain))
        return found

    def tree(self, part: str) -> TreeElement:
        """The root of a part; raises ``DamagedError`` where it is no XML. Comments, which are told
        by ``xml_comments``, are left out.

        VML is what browsers once took, and is read as they did.
        """
        found = self._trees.get(part)
        if found is None:
            try:
                found = _parsed(self.xml(part), loosely=part.casefold().endswith(".vml"))
            except XmlError:
                raise self.package.damaged(part) from None
            self._trees[part] = found
        return found

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for source in self.package.sources():
            for link in self.package.relationships(source):
                if not link.external and self.package.has(link.target):
                    listed = found.setdefault(link.type.rpartition("/")[2], [])
                    if link.target not in listed:
                        listed.append(link.target)
        return found

    def of_kind(self, kind: str) -> list[str]:
        """The parts to which any part has a relationship of a kind (the last word of its type)."""
        return self._by_kind.get(kind, [])

    @property
    def kinds(self) -> dict[str, list[str]]:
        """The parts by the kinds of their relationships."""
        return self._by_kind

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The names of sheets by their parts: of worksheets, chart sheets and dialogs."""
        return {
            sheet.part_name: sheet.name
            for sheet in self.workbook.sheets
            if self.package.has(sheet.part_name)
        }

    def place(self, part: str) -> str:
        """How a part is named to people: a sheet by its name."""
        return self.sheets.get(part, part)


def _parsed(working: bytes, *, loosely: bool) -> TreeElement:
    try:
        return parse(working).root
    except XmlError:
        if loosely:
            return parse_loosely(working)
        raise


def local(element: TreeElement) -> str:
    """The name of an element without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2]


def text_of(element: TreeElement) -> str:
    """All the text in an element, on one line."""
    return " ".join("".join(element.itertext()).split())

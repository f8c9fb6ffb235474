"""A workbook as the judge reads it: zip members, content types, relationships, sheets, tables.

Read only, and on purpose without a line of ``motxl.ooxml``: a judge who shares the code of the
accused shares its mistakes. Strict workbooks are read as transitional ones.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from lxml import etree

from tests.judges.own.areas import Area, area, cell_name, position

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ROOT = "/"  # the source of the relationships in _rels/.rels

_STRICT = [
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
]
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376 part 1, 22.9.2.19 (ST_Xstring)


class UnreadableError(Exception):
    """What no check can look into: no zip file, XML that is not well formed, no workbook."""


@dataclass(frozen=True)
class Relationship:
    """``kind`` is the last word of its type; ``target`` a part, or ``""`` outside the package.

    ``address`` is the target as it is written.
    """

    id: str
    type: str
    target: str
    address: str
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


@dataclass(frozen=True)
class Cell:
    """A ``<c>`` where it stands, counted on from the one before when it has no ``r``."""

    row: int
    column: int
    element: etree._Element

    @property
    def name(self) -> str:
        return cell_name(self.row, self.column)


@dataclass(frozen=True)
class Table:
    part: str
    root: etree._Element

    @property
    def name(self) -> str:
        return self.root.get("displayName") or self.root.get("name") or ""

    @property
    def area(self) -> Area | None:
        return area(self.root.get("ref", ""))

    @property
    def header_rows(self) -> int:
        return number(self.root, "headerRowCount", 1)

    @property
    def total_rows(self) -> int:
        return number(self.root, "totalsRowCount", 0)


@dataclass(frozen=True)
class Sheet:
    """A tab. ``kind`` is ``worksheet``, ``chartsheet``, …; ``part`` is ``""`` when it has none."""

    name: str
    id: int
    state: str
    kind: str
    part: str
    root: etree._Element
    tables: list[Table] = field(default_factory=list)
    pivots: list[Table] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        return _cells(self.root)

    def __str__(self) -> str:
        return f"sheet {self.name!r}"


class Package:
    """:raises UnreadableError: at once for what is no zip file, later for a part asked for."""

    def __init__(self, path: Path | str, data: bytes | None = None) -> None:
        """Of a file, or of the bytes that a file of this name would hold."""
        self.path = Path(path)
        self._parsed: dict[str, etree._Element] = {}
        try:
            with zipfile.ZipFile(self.path if data is None else io.BytesIO(data)) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
                self.members = ["/" + info.filename.lstrip("/") for info in infos]
                self._bytes = {
                    name: archive.read(info) for name, info in zip(self.members, infos, strict=True)
                }
        except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as bad:
            raise UnreadableError(f"not a zip package: {bad}") from bad
        self._actual = {name.lower(): name for name in self.members}

    # Parts

    def find(self, name: str) -> str:
        """The part as the zip file spells it, or ``""``: part names have no case."""
        return self._actual.get(name.lower(), "")

    @property
    def parts(self) -> list[str]:
        """Every part, without content types and relationships."""
        return [
            name
            for name in dict.fromkeys(self.members)
            if name.lower() != "/[content_types].xml" and not name.lower().endswith(".rels")
        ]

    def data(self, part: str) -> bytes:
        """The bytes of an existing part."""
        return self._bytes[self.find(part)]

    def xml(self, part: str) -> etree._Element:
        if part not in self._parsed:
            found = self.find(part)
            if not found:
                raise UnreadableError(f"{part} is missing")
            try:
                self._parsed[part] = _parsed(self._bytes[found])
            except etree.XMLSyntaxError as bad:
                raise UnreadableError(f"{part} is not well-formed XML: {bad}") from bad
        return self._parsed[part]

    @cached_property
    def defaults(self) -> dict[str, str]:
        """Content types by extension, in small letters."""
        found = self.xml("/[Content_Types].xml").iterfind("{*}Default")
        return {one.get("Extension", "").lower(): one.get("ContentType", "") for one in found}

    @cached_property
    def overrides(self) -> dict[str, str]:
        """Content types by part name, in small letters."""
        found = self.xml("/[Content_Types].xml").iterfind("{*}Override")
        return {one.get("PartName", "").lower(): one.get("ContentType", "") for one in found}

    def content_type(self, part: str) -> str:
        """``""`` for a part that has none."""
        extension = posixpath.splitext(part)[1].lstrip(".").lower()
        return self.overrides.get(part.lower()) or self.defaults.get(extension, "")

    def relationships(self, source: str) -> list[Relationship]:
        """What a part (or ``ROOT``) points to; targets need not exist."""
        folder, name = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.find(rels):
            return []
        return [
            Relationship(
                one.get("Id", ""),
                one.get("Type", ""),
                "" if external else _resolve(folder, one.get("Target", "")),
                one.get("Target", ""),
                external,
            )
            for one in self.xml(rels).iterfind("{*}Relationship")
            for external in [one.get("TargetMode") == "External"]
        ]

    def related(self, source: str, kind: str) -> list[str]:
        """The existing parts of one kind that a part points to."""
        return [
            found
            for one in self.relationships(source)
            if one.kind == kind and (found := self.find(one.target))
        ]

    # The workbook

    @cached_property
    def workbook_part(self) -> str:
        found = self.related(ROOT, "officeDocument")
        if not found:
            raise UnreadableError("no workbook: no relationship of the package leads to one")
        return found[0]

    @property
    def workbook(self) -> etree._Element:
        return self.xml(self.workbook_part)

    def of_workbook(self, kind: str) -> etree._Element | None:
        """The root of ``sharedStrings``, ``styles``, ``calcChain``…, or ``None``."""
        found = self.related(self.workbook_part, kind)
        return self.xml(found[0]) if found else None

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Every tab, in the order of the tabs; one without its part is an empty sheet."""
        targets = {one.id: one for one in self.relationships(self.workbook_part)}
        return [
            self._sheet(one, targets.get(one.get(f"{RELATIONSHIPS}id", "")))
            for one in self.workbook.iterfind(f"{MAIN}sheets/{MAIN}sheet")
        ]

    def _sheet(self, element: etree._Element, target: Relationship | None) -> Sheet:
        part = self.find(target.target) if target else ""
        return Sheet(
            element.get("name", ""),
            number(element, "sheetId", 0),
            element.get("state", "visible"),
            target.kind if target else "",
            part,
            self.xml(part) if part else etree.Element(f"{MAIN}worksheet"),
            [Table(one, self.xml(one)) for one in self.related(part, "table")],
            [Table(one, self.xml(one)) for one in self.related(part, "pivotTable")],
        )

    @property
    def worksheets(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.kind == "worksheet"]

    @property
    def defined_names(self) -> list[etree._Element]:
        return self.workbook.findall(f"{MAIN}definedNames/{MAIN}definedName")

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings as a reader sees them: runs joined, escapes decoded."""
        root = self.of_workbook("sharedStrings")
        return [] if root is None else [text_of(one) for one in root.iterfind(f"{MAIN}si")]

    def text(self, cell: Cell) -> str:
        """What a cell holds, as text; ``""`` for an empty cell or a string that does not exist."""
        inline = cell.element.find(f"{MAIN}is")
        if inline is not None:
            return text_of(inline)
        value = cell.element.findtext(f"{MAIN}v") or ""
        if cell.element.get("t") != "s":
            return decoded(value)
        return self.strings[int(value)] if _indexes(value, self.strings) else ""


# Most parts of a workbook that was edited are those of the workbook before. Nobody changes what was
# read: a check finds the same in the same part.
PARTS_KEPT = 128


@lru_cache(PARTS_KEPT)
def _parsed(content: bytes) -> etree._Element:
    for strict, transitional in _STRICT:
        content = content.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


@lru_cache(PARTS_KEPT)
def _cells(sheet: etree._Element) -> list[Cell]:
    found = []
    row = 0
    for line in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        row = number(line, "r", row + 1)
        column = 0
        for element in line.iterfind(f"{MAIN}c"):
            at = position(element.get("r", ""))
            column = at[1] if at else column + 1
            found.append(Cell(row, column, element))
    return found


def _resolve(folder: str, target: str) -> str:
    """A target without its fragment; a fragment alone stays inside its source and is no part."""
    path = target.partition("#")[0]
    return posixpath.normpath(posixpath.join(folder or "/", path)) if path else ""


def _indexes(value: str, values: list[str]) -> bool:
    return value.strip().isdecimal() and int(value) < len(values)


def text_of(string: etree._Element) -> str:
    """The text of an ``<si>`` or ``<is>``, without its phonetic runs."""
    direct = string.iterfind(f"{MAIN}t")
    runs = string.iterfind(f"{MAIN}r/{MAIN}t")
    return decoded("".join(one.text or "" for group in (direct, runs) for one in group))


def decoded(text: str) -> str:
    """``_x000a_`` and its like as the characters they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def length(text: str) -> int:
    """Characters as Excel counts them: UTF-16 units, so that an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def number(element: etree._Element, attribute: str, default: int) -> int:
    """A whole-number attribute; the default also for what is no number (the SDK reports that)."""
    value = element.get(attribute, "").strip()
    return int(value) if value.removeprefix("-").isdecimal() else default


def flag(element: etree._Element, attribute: str, *, default: bool = False) -> bool:
    value = element.get(attribute)
    return default if value is None else value in {"1", "true", "on"}

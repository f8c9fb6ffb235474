"""One open package as its parts: sheets, tables, names, strings and formats, and what is edited.

What is edited waits in the sheets, the strings and the formats until it is flushed into the
package; whoever changes parts themselves flushes first, and says afterwards what is to be read
anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.looks.sharedparts import SharedParts
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.looks.styles import Styles
from motxl.ooxml.opc import opening
from motxl.ooxml.opc.opc import OFFICE_DOCUMENT, Package, Relationship
from motxl.ooxml.tablepart import TablePart, read_tables
from motxl.ooxml.xml import scan

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
WORKBOOK_TYPE = _MAIN + "sheet.main+xml"
TEMPLATE_TYPE = _MAIN + "template.main+xml"
MACRO_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
MACRO_TEMPLATE_TYPE = "application/vnd.ms-excel.template.macroEnabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_OF_TEMPLATE = {TEMPLATE_TYPE: WORKBOOK_TYPE, MACRO_TEMPLATE_TYPE: MACRO_WORKBOOK_TYPE}
_OF_WORKBOOK = {workbook: template for template, workbook in _OF_TEMPLATE.items()}

# What comes before ``calcPr`` in a workbook (18.2.27), the last one first.
_BEFORE_CALCPR = ("definedNames", "externalReferences", "functionGroups", "sheets")


_NAME = re.compile(r"[^\[\]:*?/\\]{1,31}\Z")  # 18.2.19 and Excel's own limits


def is_sheet_name(name: str) -> bool:
    """Whether Excel takes a name for a sheet."""
    apostrophe = name.startswith("'") or name.endswith("'")
    return _NAME.match(name) is not None and not apostrophe and name.casefold() != "history"


class Document:
    """The parts of one package that is a workbook. Reading is lazy."""

    def __init__(self, data: bytes, label: str) -> None:
        """``data`` is a whole file; ``label`` names it in messages."""
        self.label = label
        self.package = Package(data, label)
        self.part_name = self._find_workbook()
        """The workbook part"""
        self.shared = SharedParts(self.package, self.part_name, self._count_users)
        self._defined_names: dict[str, str] | None = None
        self._tables: dict[str, TablePart] = {}
        self._tables_are_read = False
        self._read_workbook_part()

    def _find_workbook(self) -> str:
        package = self.package
        for link in package.relationships(""):
            if not link.type.endswith(OFFICE_DOCUMENT) or not package.has(link.target):
                continue
            if package.content_type(link.target) == BINARY_TYPE:
                raise opening.binary_workbook(self.label)
            try:
                root = scan.root(scan.mask(package.xml(link.target)))
            except scan.XmlError:
                raise package.damaged(link.target) from None
            if root.namespace in scan.SPREADSHEET and root.tag.name.endswith(b"workbook"):
                return link.target
        mimetype = package.part("mimetype") if package.has("mimetype") else b""
        raise opening.other_package(package.names(), mimetype, self.label)

    def _read_workbook_part(self) -> None:
        """Sheets and the date system (18.2)."""
        package = self.package
        links = {link.id: link for link in package.relationships(self.part_name)}
        try:
            working = package.xml(self.part_name)
            masked = scan.mask(working)
            prefixes = scan.root(masked).prefixes
            self.open_sheets: tuple[OpenSheet, ...] = tuple(
                self._sheet(element.tag, links)
                for element in scan.elements(masked, prefixes, "sheet")
            )
            properties = scan.element(masked, prefixes, "workbookPr")
        except (scan.XmlError, KeyError):
            raise package.damaged(self.part_name) from None
        system = properties.tag.get("date1904") if properties else None
        self.shared.date1904 = system in ("1", "true")

    def _sheet(self, tag: scan.Tag, links: dict[str, Relationship]) -> OpenSheet:
        attributes = scan.attributes_of(tag)
        identifiers = (value for name, value in attributes.items() if name.endswith(":id"))
        link = links[next(identifiers, "")]
        return OpenSheet(
            self.package,
            self.shared,
            name=attributes["name"],
            state=attributes.get("state", "visible"),
            part=link.target,
            kind=link.type.rpartition("/")[2],
            sheet_id=attributes.get("sheetId", ""),
        )

    # What it holds

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904."""
        return self.shared.date1904

    @property
    def strings(self) -> SharedStrings | None:
        """The shared strings; ``None`` where the workbook has none."""
        return self.shared.strings

    @property
    def styles(self) -> Styles:
        """Fonts, fills and cell formats; an empty list where the workbook has none."""
        return self.shared.styles

    def _count_users(self) -> Counter[int]:
        """How many cells of all sheets refer to each shared string."""
        users: Counter[int] = Counter()
        for sheet in self.open_sheets:
            if self.package.has(sheet.part_name):
                users.update(sheet.string_indices())
        return users

    def open_sheet(self, name: str) -> OpenSheet | None:
        """A sheet by its name, without regard to case, as Excel compares them."""
        key = name.casefold()
        return next((sheet for sheet in self.open_sheets if sheet.name.casefold() == key), None)

    @property
    def table_parts(self) -> dict[str, TablePart]:
        """The tables of all sheets, by their names, case folded: two cannot have one name."""
        if not self._tables_are_read:
            found = read_tables(self.package, self.open_sheets, self._tables.values())
            self._tables = {table.name.casefold(): table for table in found}
            self._tables_are_read = True
        return self._tables

    @property
    def defined_names(self) -> dict[str, str]:
        """Formulas by name; names that belong to one sheet only are not listed."""
        if self._defined_names is None:
            self._defined_names = dict(self._read_names())
        return self._defined_names

    def _read_names(self) -> Iterator[tuple[str, str]]:
        try:
            working = self.package.xml(self.part_name)
            masked = scan.mask(working)
            for element in scan.elements(masked, scan.root(masked).prefixes, "definedName"):
                if element.tag.get("localSheetId") is None:
                    raw = working[element.inner_start : element.inner_end]
                    yield element.tag.get("name") or "", scan.character_data(raw)
        except scan.XmlError:
            raise self.package.damaged(self.part_name) from None

    # The kind of workbook

    @property
    def is_signed(self) -> bool:
        """Whether a digital signature vouches for the parts (ECMA-376 part 2, 10)."""
        return any(
            link.type.endswith("/digital-signature/origin")
            for link in self.package.relationships("")
        )

    @property
    def is_strict(self) -> bool:
        """Whether its parts are in the namespaces of Strict Open XML (ISO/IEC 29500, part 1)."""
        top = scan.root(scan.mask(self.package.xml(self.part_name)))
        return top.namespace != scan.SPREADSHEET[0]

    @property
    def content_type(self) -> str:
        return self.package.content_type(self.part_name) or ""

    @property
    def is_template(self) -> bool:
        return self.content_type in _OF_TEMPLATE

    def set_content_type_workbook(self) -> None:
        """A template becomes a workbook (.xltx to .xlsx, .xltm to .xlsm)."""
        kind = self.content_type
        self.package.set_content_type(self.part_name, _OF_TEMPLATE.get(kind, kind))

    def set_content_type_template(self) -> None:
        """A workbook becomes a template (.xlsx to .xltx, .xlsm to .xltm)."""
        kind = self.content_type
        self.package.set_content_type(self.part_name, _OF_WORKBOOK.get(kind, kind))

    # Parts as bytes

    def part(self, name: str) -> bytes:
        """The bytes of a part, with the edits made so far. Raises ``KeyError`` when there
        is none."""
        self.flush()
        return self.package.part(name)

    def replace_part(self, name: str, data: bytes) -> bool:
        """Give a part other bytes; ``False`` when it held them."""
        self.flush()
        changed = self.package.replace(name, data)
        if changed:
            self.forget_shared()
            self.reread()
        return changed

    def remove_part(self, name: str) -> None:
        """Take a part out, with the relationships that lead to it; raises ``KeyError`` if there is
        none.

        What only that part refers to stays: take it out too.
        """
        self.flush()
        self.package.remove_with_links(name)

    def add_part(self, name: str, data: bytes, content_type: str, *, source: str, kind: str) -> str:
        """Add a part that ``source`` links to; the id of the relationship.

        ``kind`` is the whole type of the relationship. Raises ``KeyError`` when the name is taken.
        """
        self.flush()
        self.package.add(name, data, content_type)
        return self.package.add_relationship(source, kind, name)

    def flush(self) -> None:
        """Put the edits of sheets, strings and styles into the package."""
        for sheet in self.open_sheets:
            sheet.flush()
        self.shared.flush()

    def package_bytes(self) -> bytes:
        """The whole package as it is in memory; the bytes that were read when nothing changed."""
        self.flush()
        return self.package.to_bytes()

    def to_bytes(self) -> bytes:
        """The whole file with its edits; the bytes that were read when there are none."""
        return self.package_bytes()

    # What is to be read anew

    def forget_shared(self) -> None:
        """Take note that the parts of strings and styles may have been rewritten."""
        self.shared.forget_strings()
        self.shared.forget_styles()

    def forget_names(self) -> None:
        """Take note that the defined names were rewritten."""
        self._defined_names = None

    def reread(self) -> None:
        """Take note that the workbook part was rewritten; sheets that are still there stay."""
        known = {sheet.sheet_id: sheet for sheet in self.open_sheets}
        self._tables_are_read = False
        self.forget_names()
        self._read_workbook_part()
        self.open_sheets = tuple(
            old if (old := known.get(new.sheet_id)) and old.part_name == new.part_name else new
            for new in self.open_sheets
        )

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """An edit of many parts, done whole or not at all: after an error within, the open
        document is what it was before."""
        self.flush()
        before, sheets = self.package.state(), self.open_sheets
        try:
            yield
        except BaseException:
            self.package.restore(before)
            self.open_sheets = sheets
            for sheet in sheets:
                sheet.forget()
            self.forget_shared()
            self.forget_names()
            if self._tables_are_read:
                for table in self._tables.values():
                    table.reread()
            raise

    def compute_when_opened(self, *, all_values: bool) -> None:
        """Have Excel work out anew in which order it computes; with ``all_values``, compute too.

        The order (18.6) is a memory of Excel's own: a workbook without it is complete.
        """
        package, book = self.package, self.part_name
        for part in package.related(book, "calcChain"):
            self.remove_part(part)
        if not all_values:
            return
        working = package.xml(book)
        masked = scan.mask(working)
        top = scan.root(masked)
        found = scan.element(masked, top.prefixes, "calcPr")
        if found is not None:
            raw = scan.element_with(working[found.start : found.end], "fullCalcOnLoad", "1")
            package.replace_xml(book, working[: found.start] + raw + working[found.end :])
            return
        before = (scan.element(masked, top.prefixes, name) for name in _BEFORE_CALCPR)
        end = next(element.end for element in before if element is not None)
        new = b'<%bcalcPr fullCalcOnLoad="1"/>' % top.prefix
        package.replace_xml(book, working[:end] + new + working[end:])

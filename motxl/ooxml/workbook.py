"""A workbook package: its sheets, tables and names, and saving it without losing a byte."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from motxl.a1 import from_a1
from motxl.files.note import NO_NOTE, Note
from motxl.ooxml.attempt import attempted
from motxl.ooxml.errors import SignatureWouldBreakError
from motxl.ooxml.looks.palette import DEFAULT_THEME, read_theme
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.looks.styles import Styles
from motxl.ooxml.opc import opening
from motxl.ooxml.opc.opc import OFFICE_DOCUMENT, Package, Relationship
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.table import Table, read_tables
from motxl.ooxml.xml import scan

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
WORKBOOK_TYPE = _MAIN + "sheet.main+xml"
TEMPLATE_TYPE = _MAIN + "template.main+xml"
MACRO_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
MACRO_TEMPLATE_TYPE = "application/vnd.ms-excel.template.macroEnabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_OF_TEMPLATE = {TEMPLATE_TYPE: WORKBOOK_TYPE, MACRO_TEMPLATE_TYPE: MACRO_WORKBOOK_TYPE}
_OF_WORKBOOK = {workbook: template for template, workbook in _OF_TEMPLATE.items()}

_CELL_NAME = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+)\Z")


class NamedCell(NamedTuple):
    """Where a defined name points to: rows and columns are 1-based."""

    sheet: Sheet
    row: int
    column: int


class Workbook:
    """An .xlsx, .xlsm, .xltx or .xltm package. Reading is lazy; edits wait for ``save``."""

    def __init__(self, data: bytes, path: Path | None = None, label: str | None = None) -> None:
        """``data`` is a whole file; ``label`` names it in messages (default: ``path``)."""
        self.path = path
        self.label = label or (str(path) if path else "workbook.xlsx")
        self.as_read = data
        """The file as it was read, or last saved"""
        self._was_saved = False
        self.package = Package(data, self.label)
        self.part_name = self._find_workbook()
        self._read_workbook_part()

    @classmethod
    def open(cls, path: str | Path) -> Workbook:
        """Read a workbook; ``MotxlError`` with one sentence when the file is none."""
        path = Path(path)
        return cls(opening.read_file(path), path)

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
        """Sheets, defined names and the date system (18.2)."""
        package = self.package
        links = {link.id: link for link in package.relationships(self.part_name)}
        try:
            working = package.xml(self.part_name)
            masked = scan.mask(working)
            prefixes = scan.root(masked).prefixes
            self.sheets: tuple[Sheet, ...] = tuple(
                self._sheet(element.tag, links)
                for element in scan.elements(masked, prefixes, "sheet")
            )
            properties = scan.element(masked, prefixes, "workbookPr")
        except (scan.XmlError, KeyError):
            raise package.damaged(self.part_name) from None
        system = properties.tag.get("date1904") if properties else None
        self.date1904 = system in ("1", "true")

    @cached_property
    def defined_names(self) -> dict[str, str]:
        """Formulas by name; names that belong to one sheet only are not listed."""
        names: dict[str, str] = {}
        try:
            working = self.package.xml(self.part_name)
            masked = scan.mask(working)
            for element in scan.elements(masked, scan.root(masked).prefixes, "definedName"):
                if element.tag.get("localSheetId") is None:
                    raw = working[element.inner_start : element.inner_end]
                    names[element.tag.get("name") or ""] = scan.character_data(raw)
        except scan.XmlError:
            raise self.package.damaged(self.part_name) from None
        return names

    def reread_names(self) -> None:
        """Take note that the defined names were rewritten."""
        self.__dict__.pop("defined_names", None)

    def _sheet(self, tag: scan.Tag, links: dict[str, Relationship]) -> Sheet:
        attributes = scan.attributes_of(tag)
        identifiers = (value for name, value in attributes.items() if name.endswith(":id"))
        identifier = next(identifiers, "")
        link = links[identifier]
        state = attributes.get("state", "visible")
        kind = link.type.rpartition("/")[2]
        sheet_id = attributes.get("sheetId", "")
        return Sheet(self, attributes["name"], state, link.target, kind, sheet_id)

    # Parts that cells refer to

    @cached_property
    def strings(self) -> SharedStrings | None:
        """The shared strings; ``None`` where the workbook has none."""
        found = self.package.related(self.part_name, "sharedStrings")
        if not found:
            return None
        try:
            return SharedStrings(self.package.xml(found[0]), self._count_users)
        except scan.XmlError:
            raise self.package.damaged(found[0]) from None

    def _count_users(self) -> Counter[int]:
        """How many cells of all sheets refer to each shared string."""
        users: Counter[int] = Counter()
        for sheet in self.sheets:
            if self.package.has(sheet.part_name):
                users.update(sheet.string_indices())
        return users

    @cached_property
    def styles(self) -> Styles:
        """Fonts, fills and cell formats; an empty list where the workbook has none."""
        themes = self.package.related(self.part_name, "theme")
        try:
            theme = read_theme(self.package.xml(themes[0])) if themes else DEFAULT_THEME
        except scan.XmlError:
            raise self.package.damaged(themes[0]) from None
        found = self.package.related(self.part_name, "styles")
        part = found[0] if found else "xl/styles.xml"
        empty = b'<styleSheet xmlns="' + scan.SPREADSHEET[0] + b'"/>'
        working = self.package.xml(part) if found else empty
        try:
            return Styles(working, theme, lambda: self.package.damaged(part))
        except scan.XmlError:
            raise self.package.damaged(part) from None

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {table.name.casefold(): table for table in read_tables(self)}

    # What a caller finds things by

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name, without regard to case, as Excel compares them."""
        key = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == key), None)

    @property
    def tables(self) -> dict[str, Table]:
        """All tables by the names they have in Excel."""
        return {table.name: table for table in self._tables.values()}

    def table(self, name: str) -> Table | None:
        """A table by its name, without regard to case."""
        return self._tables.get(name.casefold())

    def named_cell(self, name: str) -> NamedCell | None:
        """Where a defined name points to; ``None`` unless it is one cell of this workbook."""
        key = name.casefold()
        formula = next((f for n, f in self.defined_names.items() if n.casefold() == key), "")
        match = _CELL_NAME.match(formula.strip())
        if match is None:
            return None
        sheet = self.sheet((match[1] or match[2]).replace("''", "'"))
        return None if sheet is None else NamedCell(sheet, *from_a1(match[3]))

    def fill_colour(self, sheet: Sheet, row: int, column: int) -> str | None:
        """``RRGGBB`` of a cell's solid fill; ``None`` where it has none."""
        return self.styles.fill_colour(sheet.style_of((row, column)))

    def named_style(self, name: str) -> int | None:
        """The index in ``cellStyleXfs`` of a named style; ``None`` where there is none."""
        return self.styles.named_styles.get(name)

    def style_of_named(self, name: str) -> int | None:
        """The index in ``cellXfs`` of a format that looks as a named style, added if needed."""
        index = self.named_style(name)
        return None if index is None else self.styles.format_of_named(index)

    def bring_style(self, source: Workbook, name: str) -> int | None:
        """The same, brought in from another workbook where this one lacks it.

        ``None`` when neither has it.
        """
        own = self.style_of_named(name)
        if own is not None:
            return own
        index = source.style_of_named(name)
        found = self.package.related(self.part_name, "styles")
        if index is None or not found:
            return None
        from motxl.ooxml.grafting.styleimport import StyleImport

        self.flush()
        source.flush()
        styles = source.package.related(source.part_name, "styles")[0]
        brought = StyleImport(self.package.xml(found[0]), source.package.xml(styles))
        number = brought.format(index)
        self.package.replace_xml(found[0], brought.to_bytes())
        self.forget("styles")
        return number

    def differentials_of(self, styles: Sequence[int]) -> list[int]:
        """The looks of cell formats as differential formats: their indices in ``dxfs``."""
        from motxl.ooxml.grafting.differentials import with_differentials

        found = self.package.related(self.part_name, "styles")
        if not styles or not found:
            return []
        self.flush()
        working, indices = with_differentials(self.package.xml(found[0]), styles)
        if self.package.replace_xml(found[0], working):
            self.forget("styles")
        return indices

    @property
    def is_signed(self) -> bool:
        """Whether a digital signature vouches for the parts (ECMA-376 part 2, 10)."""
        return any(
            link.type.endswith("/digital-signature/origin")
            for link in self.package.relationships("")
        )

    # The kind of workbook

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

    # Parts as bytes, and the whole

    def part(self, name: str) -> bytes:
        """The bytes of a part, with the edits made so far; ``KeyError`` when there is none."""
        self.flush()
        return self.package.part(name)

    def replace_part(self, name: str, data: bytes) -> bool:
        """Give a part other bytes; ``False`` when it held them."""
        self.flush()
        changed = self.package.replace(name, data)
        if changed:
            self._forget()
        return changed

    def remove_part(self, name: str) -> None:
        """Take a part out, with the relationships that lead to it; ``KeyError`` if there is none.

        What only that part refers to stays: take it out too.
        """
        self.flush()
        self.package.remove_with_links(name)

    def _forget(self) -> None:
        self.forget("strings", "styles")
        self.reread()

    def forget(self, *cached: str) -> None:
        """Take note that parts were rewritten: what was read of them is read anew."""
        for name in cached:
            self.__dict__.pop(name, None)

    def reread(self) -> None:
        """Take note that the workbook part was rewritten; sheets that are still there stay."""
        known = {sheet.sheet_id: sheet for sheet in self.sheets}
        self.forget("_tables", "defined_names")
        self._read_workbook_part()
        self.sheets = tuple(
            old if (old := known.get(new.sheet_id)) and old.part_name == new.part_name else new
            for new in self.sheets
        )

    def read_anew(self) -> None:
        """Take note that any part may have been given back its former bytes."""
        for sheet in self.sheets:
            sheet.forget()
        self.forget("strings", "styles", "defined_names")
        for table in self.__dict__.get("_tables", {}).values():
            table.reread()

    def add_sheet(self, source: Workbook, name: str, *, before: str | None = None) -> Sheet:
        """Bring a sheet of another workbook in, with its tables, drawings, charts and pivots.

        It comes last, or before the sheet of that name, with its own name. Formats, strings and
        rules get this workbook's indices; tables and pivot caches get free ids. Refused when the
        name, or the name of one of its tables, is taken. ``KeyError`` when there is no such sheet.
        """
        from motxl.ooxml.grafting.graft import Graft

        with attempted(self):
            Graft(self, source, _named(source, name)).add(before)
        return _named(self, name)

    def replace_sheet(self, name: str, source: Workbook) -> Sheet:
        """Put the sheet of that name of another workbook in the place of one made before.

        Its place, its name and its id stay, so that formulas that refer to it still do; all that
        only the old one held (tables, drawings, pivot tables and their caches) goes.
        """
        from motxl.ooxml.grafting.graft import Graft

        old = _named(self, name)
        with attempted(self):
            Graft(self, source, _named(source, name)).replace(old)
        return _named(self, name)

    def add_part(self, name: str, data: bytes, content_type: str, *, source: str, kind: str) -> str:
        """Add a part that ``source`` links to; the id of the relationship.

        ``kind`` is the whole type of the relationship. ``KeyError`` when the name is taken.
        """
        self.flush()
        self.package.add(name, data, content_type)
        return self.package.add_relationship(source, kind, name)

    def flush(self) -> None:
        """Put the edits of sheets, strings and styles into the package."""
        package = self.package
        for sheet in self.sheets:
            if sheet.loaded and sheet.part.changed:
                package.replace_xml(sheet.part_name, sheet.part.to_bytes())
                sheet.part.note_written()
        loaded: dict[str, SharedStrings | Styles | None] = {
            "sharedStrings": self.__dict__.get("strings"),
            "styles": self.__dict__.get("styles"),
        }
        for kind, content in loaded.items():
            found = package.related(self.part_name, kind)
            if content is not None and found:
                try:
                    package.replace_xml(found[0], content.to_bytes())
                except scan.XmlError:
                    raise package.damaged(found[0]) from None

    @property
    def changed(self) -> bool:
        """Whether saving would write anything."""
        self.flush()
        if self._was_saved:
            return self.package.to_bytes() != self.as_read
        return self.package.changed

    def to_bytes(self) -> bytes:
        """The whole file with its edits; the bytes that were read when there are none."""
        self.flush()
        return self.package.to_bytes()

    def save(
        self, path: str | Path | None = None, *, force: bool = False, note: Note = NO_NOTE
    ) -> bool:
        """Write the workbook where it came from, or to ``path``; ``False`` when nothing changed.

        The previous state goes to the backups first, with a ``note`` of what changed it. Refused,
        unless ``force``, when the file is open elsewhere or signed, or when another file exists at
        ``path``; always when it is no longer what was read.
        """
        from motxl.files.saving import replace_read, write_new

        target = self.path if path is None else Path(path)
        if target is None:
            raise ValueError("a workbook without a path: say where to save it")
        elsewhere = self.path is None or not _same_file(target, self.path)
        changed, data = self.changed, self.to_bytes()
        if not elsewhere and not changed:
            return False
        if self.is_signed and changed and not force:
            raise SignatureWouldBreakError(target)
        if elsewhere:
            write_new(target, data, overwrite=force, force=force, note=note)
            return True
        replace_read(target, self.as_read, data, force=force, note=note)
        self.saved(data)
        return True

    def saved(self, data: bytes) -> None:
        """Take note that ``data`` is now on disk: the next save compares with it."""
        self.as_read = data
        self._was_saved = True


def _same_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _named(workbook: Workbook, name: str) -> Sheet:
    sheet = workbook.sheet(name)
    if sheet is None:
        raise KeyError(name)
    return sheet

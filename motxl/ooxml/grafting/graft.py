"""A sheet of one workbook added to another, or put in the place of one that was made before."""

from __future__ import annotations

from motxl.a1 import MAX_ROW
from motxl.i18n import N_, _
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document, is_sheet_name
from motxl.ooxml.errors import DamagedError, NotThereError, SheetRefusedError
from motxl.ooxml.grafting.sheetimport import SheetImport
from motxl.ooxml.grafting.styleimport import NO_STYLES, StyleImport
from motxl.ooxml.grafting.workbookpart import WorkbookPart, caches_shown_by
from motxl.ooxml.opc.opc import Package, relationships_part
from motxl.ooxml.opc.owned import PartCopy, free_name, owned, reached
from motxl.ooxml.rows.calcchain import chain_followed
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part

# Kinds of parts whose other half hangs on the workbook, and is not brought along.
_NOT_BROUGHT = {
    "slicer": N_("slicers"),
    "timeline": N_("timelines"),
    "queryTable": N_("a query"),
    "threadedComment": N_("threaded comments"),
    "customProperty": N_("custom properties"),
}
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class Graft:
    """One sheet on its way from ``source`` to ``target``."""

    def __init__(self, target: Document, source: Document, sheet: OpenSheet) -> None:
        self._target = target
        self._source = source
        self._sheet = sheet
        # Pivot caches of the workbook are reached through the pivot tables that show them.
        if not source.package.has(sheet.part_name):
            raise self.damaged()
        self._others = reached(source.package, sheet.part_name)
        self._book = WorkbookPart(target)

    # The two operations

    @names_its_part
    def add(self, before: str | None) -> None:
        """See ``Workbook.add_sheet``."""
        self._check_name()
        position = self._position(before)
        self._check({table.name for table in self._target.table_parts.values()})
        name = free_name(self._target.package, self._sheet.part_name, set())
        self._copy(name)
        identifier = self._target.package.add_relationship(
            self._target.part_name, self._link_type, name
        )
        self._book.enter_sheet(self._sheet.name, identifier, position)
        self._finish(position)

    @names_its_part
    def replace(self, old: OpenSheet) -> None:
        """See ``Workbook.replace_sheet``."""
        target = self._target
        kept = {t.name for t in target.table_parts.values() if t.sheet is not old}
        self._check(kept)
        position = target.open_sheets.index(old)
        self._take_out(old)
        self._copy(old.part_name)
        self._finish(position)

    def damaged(self) -> DamagedError:
        return self._source.package.damaged(self._sheet.part_name)

    # What forbids it

    def _refused(self, sentence: str, **words: object) -> SheetRefusedError:
        return SheetRefusedError(
            sentence.format(sheet=self._sheet.name, file=self._target.label, **words)
        )

    def _check_name(self) -> None:
        name = self._sheet.name
        if self._target.open_sheet(name) is not None:
            raise self._refused(_("{file} already has a sheet named {sheet}."))
        if not is_sheet_name(name):
            raise self._refused(_("Excel allows no sheet named “{sheet}”."))

    def _check(self, tables: set[str]) -> None:
        source, target = self._source, self._target
        for kind, what in _NOT_BROUGHT.items():
            if any(source.package.related(part, kind) for part in self._with_sheet):
                raise self._refused(
                    _("Sheet {sheet} holds {what}, which cannot be brought into {file}."),
                    what=_(what),
                )
        if self._namespace(source) != self._namespace(target):
            raise self._refused(
                _("{file} is a Strict Open XML workbook: save it as .xlsx in Excel first.")
            )
        cells = source.part(self._sheet.part_name)
        if b" cm=" in cells or b" vm=" in cells:
            raise self._refused(
                _("Sheet {sheet} holds {what}, which cannot be brought into {file}."),
                what=_("dynamic array formulas or pictures in cells"),
            )
        known = {name.casefold() for name in (*tables, *target.defined_names)}
        for table in source.table_parts.values():
            if table.sheet is self._sheet and table.name.casefold() in known:
                raise self._refused(
                    _("{file} already has a table or a name {table}: sheet {sheet} was not added."),
                    table=table.name,
                )

    @property
    def _with_sheet(self) -> list[str]:
        return [self._sheet.part_name, *self._others]

    @staticmethod
    def _namespace(document: Document) -> bytes:
        return scan.root(scan.mask(document.package.xml(document.part_name))).namespace

    def _position(self, before: str | None) -> int:
        if before is None:
            return len(self._target.open_sheets)
        sheet = self._target.open_sheet(before)
        if sheet is None:
            names = (one.name for one in self._target.open_sheets)
            raise NotThereError("sheet", before, names, self._target.label)
        return self._target.open_sheets.index(sheet)

    @property
    def _link_type(self) -> str:
        source = self._source
        links = source.package.relationships(source.part_name)
        return next(link.type for link in links if link.target == self._sheet.part_name)

    # The parts

    def _copy(self, name: str) -> None:
        """The sheet and what it leads to, with indices of the target."""
        source, target = self._source, self._target
        styles_part = self._styles_part()
        given = source.package.related(source.part_name, "styles")
        styles = StyleImport(
            target.package.xml(styles_part),
            source.package.xml(given[0]) if given else NO_STYLES,
        )
        sheet = SheetImport(styles, source.strings, target.strings)
        identifiers = self._table_ids()
        caches = self._cache_ids()
        pivots = {
            pivot: caches[cache]
            for pivot in source.package.related(self._sheet.part_name, "pivotTable")
            for cache in source.package.related(pivot, "pivotCacheDefinition")
        }

        def change(part: str, data: bytes) -> bytes:
            if part == self._sheet.part_name:
                return sheet.sheet(source.package.xml(part))
            if part in identifiers:
                table = sheet.indexed(source.package.xml(part))
                return scan.root_with(table, "id", str(identifiers[part]))
            if part in pivots:
                pivot = sheet.indexed(source.package.xml(part))
                return scan.root_with(pivot, "cacheId", str(pivots[part]))
            return sheet.indexed(source.package.xml(part)) if part in caches else data

        copy = PartCopy(source.package, target.package, change)
        copy.copy(self._sheet.part_name, name, self._others)
        target.package.replace_xml(styles_part, styles.to_bytes())
        target.shared.forget_styles()
        for part, identifier in caches.items():
            kind = self._link_type.rpartition("/")[0] + "/pivotCacheDefinition"
            link = target.package.add_relationship(target.part_name, kind, copy.names[part])
            self._book.enter_cache(identifier, link)

    def _styles_part(self) -> str:
        """The target's styles as they stand now; a workbook may do without until then."""
        target = self._target
        target.flush()
        found = target.package.related(target.part_name, "styles")
        if found:
            return found[0]
        name = free_name(target.package, "xl/styles.xml", set())
        target.package.add(name, NO_STYLES, _STYLES_TYPE)
        kind = self._link_type.rpartition("/")[0] + "/styles"
        target.package.add_relationship(target.part_name, kind, name)
        return name

    def _cache_ids(self) -> dict[str, int]:
        """A free id for each pivot cache that comes (18.2.12 ``cacheId``)."""
        package = self._source.package
        coming = [part for part in self._others if self._is_cache(package, part)]
        first = self._book.highest_cache() + 1
        return {part: first + number for number, part in enumerate(coming)}

    def _is_cache(self, package: Package, part: str) -> bool:
        pivots = package.related(self._sheet.part_name, "pivotTable")
        return any(part in package.related(pivot, "pivotCacheDefinition") for pivot in pivots)

    def _table_ids(self) -> dict[str, int]:
        """A free id for each table that comes (18.5.1.2 ``id``)."""
        package = self._target.package
        used = [0]
        for table in self._target.table_parts.values():
            if package.has(table.part_name):
                top = scan.root(scan.mask(package.xml(table.part_name)))
                used.append(scan.whole(top.tag.get("id")) or 0)
        coming = self._source.package.related(self._sheet.part_name, "table")
        return {part: max(used) + 1 + number for number, part in enumerate(coming)}

    def _finish(self, position: int) -> None:
        """The names that belong to the sheet alone, and the workbook's own view of it all."""
        source = self._source
        index = source.open_sheets.index(self._sheet)
        self._book.enter_names(WorkbookPart(source).names_of(index), position)
        self._target.reread()

    # Taking out what was there

    def _take_out(self, old: OpenSheet) -> None:
        """The old sheet's part and all that only it leads to; its place and id stay."""
        target, package = self._target, self._target.package
        strings = target.strings
        if strings is not None:
            strings.count_users()  # while its cells are there
            for index in list(old.string_indices()):
                strings.release(index)
        target.flush()
        for part in package.related(target.part_name, "calcChain"):
            rows = RowMap.delete(1, MAX_ROW, (1, MAX_ROW))
            chain = chain_followed(package.xml(part), old.sheet_id, rows)
            if chain is None:
                package.remove_with_links(part)
            else:
                package.replace_xml(part, chain)
        for part in owned(package, old.part_name):
            package.remove_with_links(part)
        for part in caches_shown_by(target, old):
            package.remove_with_links(part)
        links = relationships_part(old.part_name)
        if package.has(links):
            package.remove(links)
        package.remove(old.part_name)
        old.forget()
        self._book.without_sheet(target.open_sheets.index(old))

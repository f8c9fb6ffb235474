"""Pivot tables put into a workbook, or into the place of those that were made before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange
from motxl.i18n import _
from motxl.ooxml import editing
from motxl.ooxml.cells import contents
from motxl.ooxml.cells.areas import Areas
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError, DamagedError, NotThereError, SheetRefusedError
from motxl.ooxml.grafting.differentials import differentials_of
from motxl.ooxml.grafting.workbookpart import WorkbookPart
from motxl.ooxml.opc.owned import free_name, owned
from motxl.ooxml.pivots import cache as cache_parts
from motxl.ooxml.pivots import definition as pivot_part
from motxl.ooxml.pivots.layout import PivotLayout
from motxl.ooxml.pivots.places import Placed, Placement, arranged
from motxl.ooxml.pivots.present import FILTERS, PresentCache, caches, connections, pivots
from motxl.ooxml.pivots.shown import Grid, Role
from motxl.ooxml.pivots.source import PivotSource
from motxl.ooxml.rows import obstacles
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part

Styles = Mapping[Role, int]
"""Cell formats, as indices in ``cellXfs``"""


class Kept(NamedTuple):
    """A pivot table that was left as it is, because a slicer or a timeline that others made filters
    it."""

    name: str
    filter: str


class Tight(NamedTuple):
    """A pivot table that Excel will not refresh once it needs the columns that it may need."""

    name: str
    area: CellRange
    """Where it would lie"""
    what: str
    """What is in the way, untranslated"""
    at: CellRange


@dataclass
class Placing:
    """Pivot tables that are put into a workbook at once.

    Tables of one source share a cache. What was made before under the same name is replaced, where
    it stands now. A cache that another pivot table uses keeps its definition and its records, and
    is read anew when Excel opens the workbook.
    """

    document: Document
    moment: datetime
    """Said to be the time of the last refresh"""
    styles: Styles

    @names_its_part
    def put(self, placements: Sequence[Placement]) -> tuple[list[Placed], list[Kept]]:
        """Write them. Nothing is written when one cannot be: ``CellRefusedError`` names the place.

        Raises ``NotThereError`` when a sheet does not exist.
        """
        self._present = {one.name.casefold(): one for one in pivots(self.document)}
        self._caches = caches(self.document)
        kept = self._kept(placements)
        skipped = {one.name.casefold() for one in kept}
        ours = [p for p in placements if p.crosstab.layout.name.casefold() not in skipped]
        self._ours = {one.crosstab.layout.name.casefold() for one in ours}
        placed = arranged([self._place(one) for one in ours], self._present)
        self._check(placed)
        self._deselect()
        formats = differentials_of(self.document, list(self.styles.values()))
        # A workbook without styles has no looks to keep.
        self._looks = dict(zip(self.styles, formats, strict=False))
        sources: dict[str, PivotSource] = {}
        for one in ours:
            source = one.crosstab.source
            sources[source.table.casefold()] = source
        for source in sources.values():
            mine = [p for p in placed if p.grid.crosstab.source.table == source.table]
            identifier, part = self._cache(source, [p.grid.layout for p in mine])
            for table in mine:
                self._write(table, identifier, part)
        self._clear(placed)
        for table in placed:
            self._write_cells(table)
        self._drop_lost()
        self._refresh_others({one.crosstab.source.table.casefold() for one in placements})
        return placed, kept

    def damaged(self) -> DamagedError:
        return self.document.package.damaged(self.document.part_name)

    # Where they stand

    def _kept(self, placements: Sequence[Placement]) -> list[Kept]:
        names = {one.crosstab.layout.name.casefold(): one for one in placements}
        kept: dict[str, Kept] = {}
        for link in connections(self.document):
            one = names.get(link.pivot.casefold())
            if one is not None:
                name = one.crosstab.layout.name
                kept.setdefault(name, Kept(name, link.filter))
        return list(kept.values())

    def tight(self, placed: Sequence[Placed]) -> list[Tight]:
        """The pivot tables that have no room for all the columns that they may come to need."""
        found = []
        for one in placed:
            sheet = self._sheet(one.sheet)
            beside = one.reach._replace(first_column=one.area.last_column + 1)
            if beside.first_column > beside.last_column:
                continue
            obstacle = obstacles.in_the_way(self.document, sheet, beside, [])
            if obstacle is not None:
                found.append(Tight(one.name, one.reach, obstacle.what, obstacle.area))
        return found

    def _place(self, one: Placement) -> Placed:
        layout = one.crosstab.layout
        grid = Grid(one.crosstab)
        present = self._present.get(layout.name.casefold())
        if present is not None:
            sheet, row, column = present.sheet, present.area.first_row, present.area.first_column
        else:
            found = self.document.open_sheet(one.sheet)
            if found is None:
                names = (sheet.name for sheet in self.document.open_sheets)
                raise NotThereError("sheet", one.sheet, names, self.document.label)
            sheet, row, column = found, one.row, one.column
        area = grid.area(max(row, grid.rows_above + 1), column)
        return Placed(layout.name, sheet.name, area, grid, one.columns)

    def _check(self, placed: Sequence[Placed]) -> None:
        """Refuse what would overwrite something."""
        for one in placed:
            sheet = self._sheet(one.sheet)
            whole = one.whole
            if whole.last_row > MAX_ROW or whole.last_column > MAX_COLUMN:
                raise CellRefusedError(
                    _(
                        "The pivot table {name} would be larger than a sheet: "
                        "it counts too many items."
                    ).format(name=one.name)
                )
            ours = [
                p.whole for n, p in self._present.items() if n in self._ours and p.sheet is sheet
            ]
            obstacle = obstacles.in_the_way(self.document, sheet, whole, ours)
            if obstacle is None:
                continue
            raise CellRefusedError(
                _(
                    "The pivot table {name} needs the cells {area} of sheet {sheet}, but "
                    "there is no room: {cell} is occupied by {what}. Make room, then try "
                    "again."
                ).format(
                    name=one.name,
                    area=whole,
                    sheet=one.sheet,
                    what=_(obstacle.what),
                    cell=obstacle.area,
                )
            )

    def _sheet(self, name: str) -> OpenSheet:
        sheet = self.document.open_sheet(name)
        assert sheet is not None  # it was found before
        return sheet

    def _deselect(self) -> None:
        """Take out what is selected in tables of ours (18.3.1.69 ``pivotSelection``): it counts
        rows and items that will be others, and Excel repairs what lies beyond."""
        package = self.document.package
        ours = {one.part for name, one in self._present.items() if name in self._ours}
        for sheet in {one.sheet for name, one in self._present.items() if name in self._ours}:
            links = {
                link.id for link in package.relationships(sheet.part_name) if link.target in ours
            }
            sheet.part.head = without_selections(sheet.part.head, links)

    # The cache

    def _cache(self, source: PivotSource, layouts: Sequence[PivotLayout]) -> tuple[int, str]:
        """The cache of ours, written anew; its id and its part."""
        document = self.document
        axes = {name for layout in layouts for name in layout.axes}
        mine = self._own_cache(source)
        records = cache_parts.records(source, axes, self._namespaces)
        if mine is None:
            part = free_name(document.package, "xl/pivotCache/pivotCacheDefinition1.xml", set())
            link = document.add_part(
                *(part, b"", cache_parts.DEFINITION),
                source=document.part_name,
                kind=self._kind("pivotCacheDefinition"),
            )
            book = WorkbookPart(document)
            identifier = book.highest_cache() + 1
            book.enter_cache(identifier, link)
        else:
            part, identifier = mine.part, mine.id
        package = document.package
        found = [r for r in package.relationships(part) if r.is_a("pivotCacheRecords")]
        if found and package.has(found[0].target):
            package.replace(found[0].target, records)
            relation = found[0].id
        else:
            name = free_name(package, "xl/pivotCache/pivotCacheRecords1.xml", set())
            kind = self._kind("pivotCacheRecords")
            relation = document.add_part(
                *(name, records, cache_parts.RECORDS), source=part, kind=kind
            )
        made = cache_parts.definition(source, axes, relation, self.moment, self._namespaces)
        package.replace(part, made)
        document.reread()
        return identifier, part

    def _own_cache(self, source: PivotSource) -> PresentCache | None:
        """A cache of the source that only tables of ours use."""
        used = {p.cache for name, p in self._present.items() if name not in self._ours}
        mine = {p.cache for name, p in self._present.items() if name in self._ours}
        for one in self._caches:
            same = one.table.casefold() == source.table.casefold()
            if same and one.part in mine and one.part not in used:
                return one
        return None

    def _drop_lost(self) -> None:
        """Take out caches that only tables of ours used, and that none uses any more."""
        document, package = self.document, self.document.package
        if any(package.related(document.part_name, kind) for kind in FILTERS):
            return  # a slicer or a timeline may hang on one
        used = {one.cache for one in pivots(document)}
        mine = {p.cache for name, p in self._present.items() if name in self._ours}
        lost = [part for part in mine if part is not None and part not in used]
        for part in sorted(lost):
            for other in (*owned(package, part), part):
                package.remove_with_links(other)
        if lost:
            WorkbookPart(document).without_lost_caches()
            self._caches = caches(document)
            document.reread()

    def _refresh_others(self, tables: set[str]) -> None:
        """Have Excel refresh the caches that others made of our tables when it opens the
        workbook."""
        used = {p.cache for name, p in self._present.items() if name not in self._ours}
        mine = {p.cache for name, p in self._present.items() if name in self._ours}
        package = self.document.package
        for one in self._caches:
            theirs = one.part in used or one.part not in mine
            if one.table.casefold() in tables and theirs:
                working = scan.root_with(package.xml(one.part), "refreshOnLoad", "1")
                package.replace_xml(one.part, working)

    @property
    def _namespaces(self) -> bytes:
        document = self.document
        main = scan.root(scan.mask(document.package.xml(document.part_name))).namespace
        links = self._kind("").rstrip("/").encode()
        return b'xmlns="%b" xmlns:r="%b"' % (main, links)

    def _kind(self, name: str) -> str:
        """The whole type of a relationship, as this workbook writes them (Strict ones differ)."""
        document = self.document
        for link in document.package.relationships(document.part_name):
            if link.is_a("worksheet"):
                return f"{link.type.rpartition('/')[0]}/{name}"
        raise SheetRefusedError(
            _("{file} has no worksheet to put a pivot table on.").format(file=document.label)
        )

    # The table and its cells

    def _write(self, one: Placed, identifier: int, cache_part: str) -> None:
        package = self.document.package
        made = pivot_part.definition(one.grid, one.area, identifier, self._namespaces, self._looks)
        present = self._present.get(one.name.casefold())
        if present is not None and present.cache == cache_part:
            package.replace(present.part, made)
            return
        if present is not None:
            package.remove_with_links(present.part)
        part = free_name(package, "xl/pivotTables/pivotTable1.xml", set())
        self.document.add_part(
            *(part, made, pivot_part.CONTENT_TYPE),
            source=self._sheet(one.sheet).part_name,
            kind=self._kind("pivotTable"),
        )
        package.add_relationship(part, self._kind("pivotCacheDefinition"), cache_part)

    def _clear(self, placed: Sequence[Placed]) -> None:
        """Blank what tables of ours showed where none of them shows anything now."""
        for present in self._present.values():
            if present.name.casefold() not in self._ours:
                continue
            sheet, old = present.sheet, present.whole
            new = Areas([one.whole for one in placed if one.sheet == sheet.name])
            columns = range(old.first_column, old.last_column + 1)
            cells = list(contents.cells(sheet, columns, old.first_row, old.last_row))
            for cell in cells:
                if not new.contains(cell.row, cell.column):
                    editing.set_value(sheet, self.document, (cell.row, cell.column), None)
                    editing.set_style(sheet, (cell.row, cell.column), 0)

    def _write_cells(self, one: Placed) -> None:
        sheet = self._sheet(one.sheet)
        for cell in one.grid.cells():
            place = (one.area.first_row + cell.row, one.area.first_column + cell.column)
            editing.set_value(sheet, self.document, place, cell.value)
            style = self.styles.get(cell.role)
            if style is not None:
                editing.set_style(sheet, place, style)


def without_selections(head: bytes, links: Collection[str]) -> bytes:
    """What comes before a sheet's rows, without what is selected in the pivot tables to which
    these relationships lead."""
    masked = scan.mask(head)
    root = scan.root(masked)
    for found in reversed(list(scan.elements(masked, root.prefixes, "pivotSelection"))):
        named = scan.attributes_of(found.tag)
        if any(name.endswith(":id") and value in links for name, value in named.items()):
            head = head[: found.start] + head[found.end :]
    return head

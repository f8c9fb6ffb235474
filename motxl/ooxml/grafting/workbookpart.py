"""What the workbook part says of its sheets (ECMA-376 part 1, 18.2), entered and taken out."""

from __future__ import annotations

from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document
from motxl.ooxml.opc.owned import reached
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.ordered import WORKBOOK, appended

# Attributes that count sheets from 0 (18.2.5 localSheetId, 18.2.30 activeTab and firstSheet).
_INDICES = {b"definedName": ("localSheetId",), b"workbookView": ("activeTab", "firstSheet")}


class WorkbookPart:
    """The workbook part of a package, read anew for each change."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def _working(self) -> bytes:
        return self._document.package.xml(self._document.part_name)

    def _put(self, working: bytes) -> None:
        self._document.package.replace_xml(self._document.part_name, working)

    def _elements(self, working: bytes, name: str) -> list[scan.Element]:
        masked = scan.mask(working)
        return list(scan.elements(masked, scan.root(masked).prefixes, name))

    @staticmethod
    def _link(working: bytes, identifier: str) -> bytes:
        """An ``r:id`` (22.8.2.1), with its namespace where the document element has none."""
        masked = scan.mask(working)
        top = scan.root(masked).tag
        for tag in (top, *scan.tags(masked)):
            for name, value in scan.attributes_of(tag).items():
                if name.startswith("xmlns:") and value.endswith("/relationships"):
                    link = b'%b:id="%b"' % (name[6:].encode(), identifier.encode())
                    declared = name.encode() + b'="%b" ' % value.encode()
                    return link if tag is top else declared + link
        raise scan.XmlError("relationships")

    # Entering

    def enter_sheet(self, name: str, link: str, position: int) -> None:
        """A sheet at ``position`` (from 0), under the next free id; what counts sheets follows."""
        working = self._working
        top = scan.root(scan.mask(working))
        found = self._elements(working, "sheet")
        if not found:  # a part that was cut off
            raise scan.XmlError("sheets")
        numbers = [(scan.whole(element.tag.get("sheetId")) or 0) for element in found]
        element = b'<%bsheet name="%b" sheetId="%d" %b/>' % (
            top.prefix,
            scan.escape_attribute(name),
            max(numbers, default=0) + 1,
            self._link(working, link),
        )
        place = found[position].start if position < len(found) else found[-1].end
        self._put(_counted_from(working[:place] + element + working[place:], position))

    def enter_cache(self, identifier: int, link: str) -> None:
        """A pivot cache (18.2.11 ``pivotCache``)."""
        working = self._working
        top = scan.root(scan.mask(working))
        element = b'<%bpivotCache cacheId="%d" %b/>' % (
            top.prefix,
            identifier,
            self._link(working, link),
        )
        self._put(appended(working, WORKBOOK, "pivotCaches", element))

    def highest_cache(self) -> int:
        caches = self._elements(self._working, "pivotCache")
        return max(((scan.whole(cache.tag.get("cacheId")) or 0) for cache in caches), default=0)

    def names_of(self, index: int) -> list[tuple[bytes, bytes]]:
        """The names that belong to a sheet alone: raw attributes and formula of each."""
        working = self._working
        return [
            (element.tag.attributes, working[element.inner_start : element.inner_end])
            for element in self._elements(working, "definedName")
            if element.tag.get("localSheetId") == str(index)
        ]

    def enter_names(self, names: list[tuple[bytes, bytes]], index: int) -> None:
        """Names of another workbook's sheet as names of the sheet ``index`` of this one."""
        working = self._working
        name = scan.root(scan.mask(working)).prefix + b"definedName"
        new = b"".join(
            b"<%b%b>%b</%b>"
            % (name, scan.with_attribute(attributes, "localSheetId", str(index)), formula, name)
            for attributes, formula in names
        )
        if new:
            self._put(appended(working, WORKBOOK, "definedNames", new))

    # Taking out

    def without_sheet(self, index: int) -> None:
        """Take out what belongs to a sheet alone, not the sheet; and lost caches."""
        working = self._working
        going = [
            element
            for element in self._elements(working, "definedName")
            if element.tag.get("localSheetId") == str(index)
        ]
        self._take_out(working, [*going, *self._lost_caches(working)])

    def without_lost_caches(self) -> None:
        """Take out what lists caches that are no longer there."""
        working = self._working
        self._take_out(working, self._lost_caches(working))

    def _lost_caches(self, working: bytes) -> list[scan.Element]:
        package = self._document.package
        links = {link.id for link in package.relationships(self._document.part_name)}
        return [
            element
            for element in self._elements(working, "pivotCache")
            if links.isdisjoint(scan.attributes_of(element.tag).values())
        ]

    def _take_out(self, working: bytes, going: list[scan.Element]) -> None:
        for element in sorted(going, reverse=True, key=lambda one: one.start):
            working = working[: element.start] + working[element.end :]
        for parent in ("definedNames", "pivotCaches"):
            for element in reversed(self._elements(working, parent)):
                if not working[element.inner_start : element.inner_end].strip():
                    working = working[: element.start] + working[element.end :]
        self._put(working)


def _counted_from(working: bytes, position: int) -> bytes:
    """Indices of sheets from ``position`` on are one more."""
    for tag in reversed(list(scan.tags(scan.mask(working)))):
        attributes = tag.attributes
        for name in _INDICES.get(tag.name.rpartition(b":")[2], ()) if not tag.closing else ():
            index = tag.get(name)
            if index is not None and index.isdigit() and int(index) >= position:
                attributes = scan.with_attribute(attributes, name, str(int(index) + 1))
        if attributes != tag.attributes:
            start = tag.start + 1 + len(tag.name)
            working = working[:start] + attributes + working[start + len(tag.attributes) :]
    return working


def caches_shown_by(document: Document, sheet: OpenSheet) -> list[str]:
    """Pivot caches that only pivot tables of one sheet show, with their records.

    While the workbook has slicers or timelines all caches stay: they may be what those filter.
    """
    package = document.package
    if package.related(document.part_name, "slicerCache") or package.related(
        document.part_name, "timelineCache"
    ):
        return []
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for other in document.open_sheets:
        for pivot in package.related(other.part_name, "pivotTable"):
            shown[other is sheet].update(package.related(pivot, "pivotCacheDefinition"))
    mine = sorted(shown[True] - shown[False])
    return [part for cache in mine for part in (*reached(package, cache), cache)]

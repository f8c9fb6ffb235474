"""The part of an Excel table and its place on a sheet (ECMA-376 part 1, 18.5.1.2 ``table``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.a1 import CellRange
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.errors import DamagedError
from motxl.ooxml.opc.opc import Package
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part
from motxl.ooxml.xml.text import decode_escapes, encode_escapes

if TYPE_CHECKING:
    from motxl.ooxml.cells.ranges import Growth


class TablePart:
    """What a table's part says. Rows and columns are 1-based."""

    def __init__(self, package: Package, sheet: OpenSheet, part: str) -> None:
        """Raises ``XmlError`` or ``ValueError`` when the part is damaged."""
        self._package = package
        self.sheet = sheet
        self.part_name = part
        self.reread()

    def __repr__(self) -> str:
        return f"<TablePart {self.name!r} {self.sheet.name!r}!{self.ref}>"

    def reread(self) -> None:
        """Take note that the part was rewritten."""
        self._columns: tuple[str, ...] | None = None
        top = scan.root(scan.mask(self._package.xml(self.part_name)))
        self.name = top.tag.get("displayName") or top.tag.get("name") or ""
        self.ref = CellRange.parse(top.tag.get("ref") or "")
        self._header_rows = int(top.tag.get("headerRowCount") or 1)
        self._totals_rows = int(top.tag.get("totalsRowCount") or 0)
        if not self.ref.first_row <= self.first_data_row <= self.last_data_row + 1:
            raise scan.XmlError("ref")

    def damaged(self) -> DamagedError:
        return self._package.damaged(self.part_name)

    @property
    @names_its_part
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, left to right, line breaks included."""
        if self._columns is None:
            masked = scan.mask(self._package.xml(self.part_name))
            self._columns = tuple(
                decode_escapes(element.tag.get("name") or "")
                for element in scan.elements(masked, scan.root(masked).prefixes, "tableColumn")
            )
        return self._columns

    @property
    @names_its_part
    def calculated(self) -> dict[int, str]:
        """The formulas of calculated columns (18.5.1.1), by the sheet's columns; arrays are left
        out."""
        working = self._package.xml(self.part_name)
        masked = scan.mask(working)
        prefixes = scan.root(masked).prefixes
        found: dict[int, str] = {}
        columns = scan.elements(masked, prefixes, "tableColumn")
        for column, element in enumerate(columns, self.ref.first_column):
            inside = (element.inner_start, element.inner_end)
            formula = scan.element(masked, prefixes, "calculatedColumnFormula", *inside)
            if formula is not None and formula.tag.get("array") not in ("1", "true"):
                raw = working[formula.inner_start : formula.inner_end]
                found[column] = scan.character_data(raw)
        return found

    @property
    def header_row(self) -> int | None:
        """The row of the column names; ``None`` where it is switched off."""
        return self.ref.first_row if self._header_rows else None

    @property
    def first_data_row(self) -> int:
        return self.ref.first_row + self._header_rows

    @property
    def last_data_row(self) -> int:
        return self.ref.last_row - self._totals_rows

    @property
    def totals(self) -> bool:
        """Whether a totals row ends the table."""
        return bool(self._totals_rows)

    def set_columns(self, names: Sequence[str]) -> None:
        """Write other names of all columns into the part."""
        working = self._package.xml(self.part_name)
        masked = scan.mask(working)
        found = list(scan.elements(masked, scan.root(masked).prefixes, "tableColumn"))
        for element, name in reversed(list(zip(found, names, strict=True))):
            raw = scan.element_with(
                working[element.start : element.end], "name", encode_escapes(name)
            )
            working = working[: element.start] + raw + working[element.end :]
        self._package.replace_xml(self.part_name, working)
        self._columns = None

    def add_column(self, name: str) -> None:
        """Write one column more, the last one, into the part (18.5.1.3 ``tableColumn``)."""
        working = self._package.xml(self.part_name)
        masked = scan.mask(working)
        top = scan.root(masked)
        columns = list(scan.elements(masked, top.prefixes, "tableColumn"))
        outer = scan.element(masked, top.prefixes, "tableColumns")
        if outer is None:
            raise scan.XmlError("tableColumns")
        identifier = max(int(one.tag.get("id") or 0) for one in columns) + 1
        text = scan.escape_attribute(encode_escapes(name))
        new = b'<%btableColumn id="%d" name="%b"/>' % (top.prefix, identifier, text)
        raw = working[outer.start : outer.inner_end] + new + working[outer.inner_end : outer.end]
        raw = scan.element_with(raw, "count", str(len(columns) + 1))
        working = working[: outer.start] + raw + working[outer.end :]
        before, self.ref = self.ref, self.ref._replace(last_column=self.ref.last_column + 1)
        filter_ = scan.element(scan.mask(working), top.prefixes, "autoFilter")
        if filter_ is not None:
            old = CellRange.parse(filter_.tag.get("ref") or "")
            if old.last_column == before.last_column:
                raw = scan.element_with(
                    working[filter_.start : filter_.end],
                    "ref",
                    str(old._replace(last_column=self.ref.last_column)),
                )
                working = working[: filter_.start] + raw + working[filter_.end :]
        self._package.replace_xml(self.part_name, scan.root_with(working, "ref", str(self.ref)))
        self._columns = None

    def set_last_data_row(self, growth: Growth) -> None:
        """Write the table's new range into its part."""
        if growth.new_last_row == growth.last_row:
            return
        from motxl.ooxml.cells.ranges import grown  # most runs only read

        working = grown(self._package.xml(self.part_name), growth)
        self.ref = self.ref._replace(
            last_row=self.ref.last_row + growth.new_last_row - growth.last_row
        )
        tag = scan.root(scan.mask(working)).tag
        start = tag.start + 1 + len(tag.name)
        attributes = scan.with_attribute(tag.attributes, "ref", str(self.ref))
        working = working[:start] + attributes + working[start + len(tag.attributes) :]
        self._package.replace_xml(self.part_name, working)


def read_tables(
    package: Package, sheets: Iterable[OpenSheet], known: Iterable[TablePart]
) -> Iterator[TablePart]:
    """The tables of all sheets, in the order of the sheets; those of ``known`` that are still there
    are read anew."""
    there = {(table.sheet, table.part_name): table for table in known}
    for sheet in sheets:
        for part in package.related(sheet.part_name, "table"):
            try:
                if (table := there.get((sheet, part))) is None:
                    table = TablePart(package, sheet, part)
                else:
                    table.reread()
                yield table
            except (scan.XmlError, ValueError):
                raise package.damaged(part) from None

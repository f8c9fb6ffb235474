"""Excel tables (ECMA-376 part 1, 18.5.1.2 ``table``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from motxl.a1 import CellRange
from motxl.i18n import _
from motxl.ooxml.attempt import whole
from motxl.ooxml.errors import CellRefusedError, DamagedError
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.values import Value
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part
from motxl.ooxml.xml.text import decode_escapes, encode_escapes, encode_text

if TYPE_CHECKING:
    from motxl.ooxml.cells.ranges import Growth
    from motxl.ooxml.workbook import Workbook


class Table:
    """A table of one sheet. Rows and columns are 1-based."""

    def __init__(self, workbook: Workbook, sheet: Sheet, part: str) -> None:
        """``XmlError`` or ``ValueError`` when the part is damaged."""
        self._workbook = workbook
        self.sheet = sheet
        self.part_name = part
        self.reread()

    def reread(self) -> None:
        """Take note that the part was rewritten."""
        self.__dict__.pop("columns", None)
        top = scan.root(scan.mask(self._workbook.package.xml(self.part_name)))
        self.name = top.tag.get("displayName") or top.tag.get("name") or ""
        self.ref = CellRange.parse(top.tag.get("ref") or "")
        self._header_rows = int(top.tag.get("headerRowCount") or 1)
        self._totals_rows = int(top.tag.get("totalsRowCount") or 0)
        if not self.ref.first_row <= self.first_data_row <= self.last_data_row + 1:
            raise scan.XmlError("ref")

    def damaged(self) -> DamagedError:
        return self._workbook.package.damaged(self.part_name)

    @cached_property
    @names_its_part
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, left to right, line breaks included."""
        masked = scan.mask(self._workbook.package.xml(self.part_name))
        return tuple(
            decode_escapes(element.tag.get("name") or "")
            for element in scan.elements(masked, scan.root(masked).prefixes, "tableColumn")
        )

    @property
    @names_its_part
    def calculated(self) -> dict[int, str]:
        """The formulas of calculated columns (18.5.1.1), by the sheet's columns; arrays are left
        out."""
        working = self._workbook.package.xml(self.part_name)
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

    def __repr__(self) -> str:
        return f"<Table {self.name!r} {self.sheet.name!r}!{self.ref}>"

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

    def column(self, name: str) -> int | None:
        """The sheet's column in which a table column stands; ``None`` when it has none."""
        if name not in self.columns:
            return None
        return self.ref.first_column + self.columns.index(name)

    @whole
    @names_its_part
    def replace_rows(
        self, rows: Sequence[Sequence[Value]], styles: Sequence[Sequence[int | None]] | None = None
    ) -> bool:
        """Give the table other data rows, more or fewer; ``False`` when it held them.

        Each row has one value per column. New cells look as those of the first data row, unless
        ``styles`` (indices in ``cellXfs``, same shape, ``None`` for the default) says otherwise.
        One data row always stays: no rows at all leave a blank one. What covered the data rows
        (filters, conditional formats, validations) follows. Refused when something below would be
        overwritten, or a formula lost.
        """
        from motxl.ooxml.rows.filling import Filling  # most runs only read

        return Filling(self._workbook, self).replace(rows, styles)

    @whole
    def insert_rows(
        self, before: int, rows: Sequence[Sequence[Value]], *, like: int | None = None
    ) -> None:
        """Put new data rows before a row of the sheet (1-based; last data row + 1 appends).

        ``None`` in a calculated column is the column's formula, as in Excel.

        They look as the row ``like`` does; by default as the one above. Whole rows of the sheet
        move down, and every reference to them in the workbook follows: formulas, names, charts,
        pivot tables, comments, drawings, rules. Refused, naming the place, when one cannot.
        """
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self._workbook, self).insert(before, rows, like)

    @whole
    def delete_rows(self, first: int, count: int = 1) -> None:
        """Take data rows out (whole rows of the sheet); one blank row always stays.

        Their comments, links, rules and merges go too. Refused, naming the place, when a formula,
        a name or a chart reads what is gone.
        """
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self._workbook, self).delete(first, count)

    @whole
    def move_rows(self, first: int, count: int, before: int) -> None:
        """Move data rows before another row (numbers are those of before the move)."""
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self._workbook, self).move(first, count, before)

    @whole
    def arrange_rows(self, order: Sequence[int]) -> None:
        """Put the data rows in another order; those that are not in ``order`` go.

        ``order`` gives the numbers that they have now, each at most once.
        """
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self._workbook, self).arrange(order)

    @whole
    @names_its_part
    def extend_to(self, last_row: int) -> None:
        """Take the rows below in, down to ``last_row``; what they hold stays as it is.

        What covered all data rows follows. Refused when a totals row, another table, a pivot
        table or merged cells are in the way.
        """
        from motxl.ooxml.rows.filling import Filling

        Filling(self._workbook, self).extend(last_row)

    @whole
    @names_its_part
    def rename_columns(self, names: Mapping[str, str]) -> bool:
        """Give columns other names, in the table and in its header cells.

        Columns that are not there are passed over. Defined names such as ``tblProgramme[Réf.]``
        follow. Refused when a name would stand twice, or when a formula names such a column: it
        would lose it.
        """
        old = self.columns
        new = tuple(names.get(name, name) for name in old)
        if new == old:
            return False
        package = self._workbook.package
        changes = {one: other for one, other in zip(old, new, strict=True) if one != other}
        self._workbook.flush()
        names_after = self._names_after(changes)
        if len({name.casefold() for name in new}) < len(new) or names_after is None:
            raise CellRefusedError(
                _("The columns of table {table} cannot be renamed: formulas or other columns use "
                  "the names.").format(table=self.name)
            )  # fmt: skip
        if names_after != package.xml(self._workbook.part_name):
            package.replace_xml(self._workbook.part_name, names_after)
        working = package.xml(self.part_name)
        masked = scan.mask(working)
        found = list(scan.elements(masked, scan.root(masked).prefixes, "tableColumn"))
        for element, name in reversed(list(zip(found, new, strict=True))):
            raw = scan.element_with(
                working[element.start : element.end], "name", encode_escapes(name)
            )
            working = working[: element.start] + raw + working[element.end :]
        package.replace_xml(self.part_name, working)
        self.__dict__.pop("columns", None)
        if self.header_row is not None:
            for column, name in enumerate(new, self.ref.first_column):
                self.sheet.set_value((self.header_row, column), name)
        return True

    def _names_after(self, changes: Mapping[str, str]) -> bytes | None:
        """The workbook's part when its defined names follow new names of columns; ``None`` where a
        formula of a cell, or of the table itself, names one of the columns."""
        package, workbook = self._workbook.package, self._workbook
        table = self.name.encode() + b"["
        follows = {_in_formula(one): _in_formula(other) for one, other in changes.items()}
        for sheet in workbook.sheets:
            data = package.xml(sheet.part_name) if package.has(sheet.part_name) else b""
            if table in data and any(one in data for one in follows):
                return None
        if any(b"[" + one + b"]" in package.xml(self.part_name) for one in follows):
            return None
        names = package.xml(workbook.part_name)
        for one, other in follows.items():
            names = names.replace(table + one + b"]", table + other + b"]")
        return names

    def set_last_data_row(self, growth: Growth) -> None:
        """Write the table's new range into its part."""
        if growth.new_last_row == growth.last_row:
            return
        from motxl.ooxml.cells.ranges import grown

        package = self._workbook.package
        working = grown(package.xml(self.part_name), growth)
        self.ref = self.ref._replace(
            last_row=self.ref.last_row + growth.new_last_row - growth.last_row
        )
        tag = scan.root(scan.mask(working)).tag
        start = tag.start + 1 + len(tag.name)
        attributes = scan.with_attribute(tag.attributes, "ref", str(self.ref))
        working = working[:start] + attributes + working[start + len(tag.attributes) :]
        package.replace_xml(self.part_name, working)


def _in_formula(column: str) -> bytes:
    """A column's name as a structured reference spells it (ECMA-376 part 1, 18.17.6.3), in XML."""
    escaped = "".join(f"'{one}" if one in "[]#'" else one for one in column)
    return encode_text(escaped)


def read_tables(workbook: Workbook) -> Iterator[Table]:
    """The tables of all sheets, in the order of the sheets."""
    for sheet in workbook.sheets:
        for part in workbook.package.related(sheet.part_name, "table"):
            try:
                yield Table(workbook, sheet, part)
            except (scan.XmlError, ValueError):
                raise workbook.package.damaged(part) from None

"""Replacing all data rows of a table, in linear time; what stands below moves out of the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from motxl.a1 import MAX_ROW, CellRange, column_letters
from motxl.i18n import N_, _
from motxl.ooxml.cells import contents, newcells, reading
from motxl.ooxml.cells.cells import RowBytes
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.cells.ranges import Growth, grown
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows import obstacles
from motxl.ooxml.rows.filtering import filter_of
from motxl.ooxml.rows.growing import grow_references
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.values import ColouredText, Value
from motxl.ooxml.xml import scan

Rows = Sequence[Sequence["Value"]]
_NONE: Mapping[int, bytes] = MappingProxyType({})
Styles = Sequence[Sequence[int | None]]


class Filling:
    """One table given other data rows; cells beside the table stay."""

    def __init__(self, document: Document, table: TablePart) -> None:
        self._document = document
        self._table = table
        self._sheet: OpenSheet = table.sheet
        self._first_column = table.ref.first_column
        self._last_column = table.ref.last_column
        self._columns = range(self._first_column, self._last_column + 1)
        self.rows: Rows = ()
        self.styles: Styles | None = None
        self._defaults: list[int] = []
        self._letters = [column_letters(column) for column in self._columns]
        self._filter = filter_of(document.package.xml(table.part_name))

    @property
    def _part(self) -> SheetPart:
        return self._sheet.part

    def replace(self, rows: Rows, styles: Styles | None) -> bool:
        """See ``Table.replace_rows``."""
        if not self._take(rows, styles):
            return False
        released = self._released()
        self._count_users(released)
        self._make_room()
        _write_all(self._document, [self], released)
        return True

    def _take(self, rows: Rows, styles: Styles | None) -> bool:
        """Check what is to be written; ``False`` when the table holds it already."""
        width = len(self._columns)
        for index, values in enumerate(rows):
            if len(values) != width:
                raise ValueError(f"row {index} has {len(values)} values, not {width}")
        self.rows = rows = rows or [[None] * width]
        if styles is not None and len(styles) != len(rows):
            raise ValueError(f"styles for {len(styles)} of {len(rows)} rows")
        self.styles = styles
        if self._same(rows, styles):
            return False
        self._check_values(rows)
        return True

    def _count_users(self, released: Sequence[int]) -> None:
        """Know who uses which string before any of their cells go."""
        strings = self._document.strings
        if strings is not None and released:
            strings.count_users()

    @property
    def new_last(self) -> int:
        """The last data row that there will be."""
        return self._table.first_data_row + len(self.rows) - 1

    def _same(self, rows: Rows, styles: Styles | None) -> bool:
        """Whether the table holds these rows already."""
        first, last = self._table.first_data_row, self._table.last_data_row
        if len(rows) != last - first + 1:
            return False
        seen: set[tuple[int, int]] = set()
        for cell in contents.cells(self._sheet, self._columns, first, last):
            row, column = cell.row - first, cell.column - self._first_column
            style = styles[row][column] if styles is not None else None
            value = rows[row][column]
            if isinstance(value, ColouredText) or not newcells.holds(self._sheet, cell, value):
                return False
            if style not in (None, cell.style):
                return False
            seen.add((row, column))
        return all(
            value is None or (row, column) in seen
            for row, values in enumerate(rows)
            for column, value in enumerate(values)
        )

    def extend(self, new_last: int) -> None:
        """See ``Table.extend_to``."""
        table = self._table
        first, last = table.first_data_row, table.last_data_row
        if new_last <= last:
            return
        area = CellRange(last + 1, self._first_column, new_last, self._last_column)
        obstacle = obstacles.not_for_a_table(self._document, self._sheet, area, table.part_name)
        if table.totals or obstacle is not None:
            what, cell = (
                (obstacle.what, obstacle.area) if obstacle else (N_("its totals row"), area)
            )
            raise CellRefusedError(
                _(
                    "Table {table} of sheet {sheet} cannot take in the rows down to {row}: "
                    "{cell} is occupied by {what}. Make room, then try again."
                ).format(
                    table=table.name,
                    sheet=self._sheet.name,
                    row=new_last,
                    what=_(what),
                    cell=cell,
                )
            )
        self._follow(Growth(first, last, new_last, self._first_column, self._last_column))

    # What forbids it

    def is_free(self) -> bool:
        """Whether the table can get its new length without anything having to move."""
        table, last, new_last = self._table, self._table.last_data_row, self.new_last
        if new_last == last:
            return True
        edges = (self._first_column, max(last, new_last), self._last_column)
        area = CellRange(min(last, new_last) + 1, *edges)
        if table.totals or new_last > MAX_ROW:
            return False
        if new_last > last:
            return obstacles.below(self._document, self._sheet, area, table.part_name) is None
        return obstacles.attached(self._document, self._sheet, area) is None

    def _make_room(self) -> None:
        """Have what stands below the data rows, the totals row first, go where they will end.

        A refusal leaves all as it was: nothing was written before.
        """
        table, last, new_last = self._table, self._table.last_data_row, self.new_last
        if new_last == last:
            return
        if new_last > MAX_ROW:
            raise CellRefusedError(
                _("Table {table} would have more rows than a sheet can hold ({limit}).").format(
                    table=table.name, limit=MAX_ROW
                )
            )
        edges = (self._first_column, max(last, new_last), self._last_column)
        area = CellRange(min(last, new_last) + 1, *edges)
        data = (table.first_data_row, last)
        if new_last > last:
            obstacle = obstacles.below(self._document, self._sheet, area, table.part_name)
            if obstacle is not None or table.totals:
                rows = RowMap.insert(last + 1, new_last - last, data)
                RowShift(self._document, self._sheet, rows, table).apply()
            return
        obstacle = obstacles.attached(self._document, self._sheet, area)
        if obstacle is None and table.totals:
            rows = RowMap.delete(new_last + 1, last - new_last, data)
            RowShift(self._document, self._sheet, rows, table).apply()
        if obstacle is not None:
            raise CellRefusedError(
                _(
                    "Table {table} of sheet {sheet} cannot end at row {row}: {cell} is "
                    "occupied by {what}. Free this place, then try again."
                ).format(
                    table=table.name,
                    sheet=self._sheet.name,
                    row=new_last,
                    what=_(obstacle.what),
                    cell=obstacle.area,
                )
            )

    def _check_values(self, rows: Rows) -> None:
        for row, values in enumerate(rows, self._table.first_data_row):
            for column, value in enumerate(values, self._first_column):
                if isinstance(value, str):
                    newcells.check_text(self._sheet, value, row, column)
                elif isinstance(value, (float, date)):
                    newcells.new_content(self._sheet, value, row, column)

    def _released(self) -> list[int]:
        """The shared strings of the cells that go; refuses formulas."""
        first, last = self._table.first_data_row, self._table.last_data_row
        released: list[int] = []
        prefixes = self._part.root.prefixes
        for cell in reading.raw_cells(self._part, self._columns, first, last):
            if cell.content and reading.has_formula(cell, prefixes):
                raise self._sheet.formula_refused(cell.row, cell.column)
            value = reading.value_of(cell, prefixes) if cell.type == "s" else None
            index = scan.whole(value)
            if index is not None:
                released.append(index)
        return released

    # What is written

    def cells(
        self,
        row: int,
        values: Sequence[Value],
        styles: Sequence[int | None],
        defaults: list[int],
        formulas: Mapping[int, bytes] = _NONE,
    ) -> bytes:
        """The ``<c>`` elements of one row of the table; ``formulas`` by the sheet's columns."""
        prefix = self._part.prefix.decode()
        strings = self._document.strings
        pieces: list[bytes] = []
        for index, value in enumerate(values):
            style = styles[index] if styles else None
            if style is None:
                style = defaults[index]
            formula = formulas.get(self._first_column + index)
            if value is None and not style and formula is None:
                continue
            tag = f'<{prefix}c r="{self._letters[index]}{row}"'
            if style:
                tag += f' s="{style}"'
            if formula is not None:
                pieces += [f"{tag}>".encode(), formula, f"</{prefix}c>".encode()]
                continue
            if value is None:
                pieces.append(f"{tag}/>".encode())
                continue
            if isinstance(value, str) and strings is not None:
                if isinstance(value, ColouredText):
                    number = strings.acquire(
                        newcells.string_element(self._sheet, value, b"si", style)
                    )
                else:
                    number = strings.acquire_text(value)
                text = f'{tag} t="s"><{prefix}v>{number}</{prefix}v></{prefix}c>'
                pieces.append(text.encode())
                continue
            column = self._first_column + index
            kind, content = newcells.new_content(self._sheet, value, row, column, style)
            kind_attribute = f' t="{kind}"' if kind else ""
            pieces += [f"{tag}{kind_attribute}>".encode(), content, f"</{prefix}c>".encode()]
        return b"".join(pieces)

    def cells_of(self, row: int) -> bytes:
        """The ``<c>`` elements of the table in a row of the sheet; none beyond its last row."""
        offset = row - self._table.first_data_row
        if not 0 <= offset < len(self.rows):
            return b""
        chosen = self.styles[offset] if self.styles is not None else ()
        return self.cells(row, self.rows[offset], chosen, self._defaults)

    def hides(self, row: int) -> bool:
        """Whether the table's filter hides what will stand in a row of the sheet."""
        offset = row - self._table.first_data_row
        if self._filter is None or not 0 <= offset < len(self.rows):
            return False
        return not self._filter(self.rows[offset])

    def note_defaults(self) -> None:
        """Take note of how new cells are to look: as those of the first data row do now."""
        first = self._table.first_data_row
        self._defaults = [
            contents.style_of(self._sheet, (first, column)) for column in self._columns
        ]

    def spans(self, row: int) -> bool:
        """Whether a row of the sheet is one of the table's, now or before."""
        table = self._table
        return table.first_data_row <= row <= max(table.last_data_row, self.new_last)

    def follow(self) -> None:
        """Give the table its new range."""
        table = self._table
        first, last = table.first_data_row, table.last_data_row
        edges = (self._first_column, self._last_column)
        self._follow(Growth(first, last, self.new_last, *edges))

    def _follow(self, growth: Growth) -> None:
        """The table's range, and all that covered its data rows, get the new length."""
        part, table = self._part, self._table
        table.set_last_data_row(growth)
        if growth.new_last_row == growth.last_row:
            return
        part.tail = grown(part.tail, growth)
        grow_references(self._document, self._sheet.name, growth)
        extent = part.dimension
        if extent is None:
            return
        if growth.new_last_row > growth.last_row:
            part.extend(growth.new_last_row, self._last_column)
        elif extent.last_row == growth.last_row:
            last = max(part.rows.numbers(), default=growth.new_last_row)
            part.declare(extent._replace(last_row=max(last, extent.first_row)))


def replace_together(document: Document, contents: Sequence[tuple[TablePart, Rows]]) -> bool:
    """Give tables that stand side by side on one sheet other data rows.

    As ``Table.replace_rows`` for each of them in turn, but each row of the sheet is written once.
    """
    with document.attempt():
        return _replaced_together(document, contents)


def _replaced_together(document: Document, contents: Sequence[tuple[TablePart, Rows]]) -> bool:
    fillings = [Filling(document, table) for table, _rows in contents]
    taken = [
        filling
        for filling, (_table, rows) in zip(fillings, contents, strict=True)
        if filling._take(rows, None)
    ]
    if not taken:
        return False
    if len({id(one._sheet) for one in taken}) > 1 or not all(one.is_free() for one in taken):
        for one in taken:
            Filling(document, one._table).replace(one.rows, None)
        return True
    released = [index for one in taken for index in one._released()]
    taken[0]._count_users(released)
    _write_all(document, taken, released)
    return True


def _write_all(document: Document, fillings: Sequence[Filling], released: Sequence[int]) -> None:
    """Write the tables' rows, for which there is room; what stands beside them stays."""
    sheet = fillings[0]._sheet
    segments = list(_segments(fillings))
    for one in fillings:
        one.note_defaults()  # before the first row is written
    strings = document.strings
    if strings is not None:
        for index in released:
            strings.release(index)
    for segment in segments:
        for row in segment.rows:
            new = sorted((one._first_column, one.cells_of(row)) for one in segment.fillings)
            hidden = any(one.hides(row) for one in segment.fillings)
            _write_row(
                sheet, row, new, segment.columns, beside=row in segment.beside, hidden=hidden
            )
    for one in fillings:
        one.follow()


class _Segment(NamedTuple):
    """Rows of the sheet that belong to the same tables."""

    rows: range
    fillings: list[Filling]
    columns: frozenset[int]
    beside: set[int]
    """The rows that have cells outside of those columns"""


def _segments(fillings: Sequence[Filling]) -> Iterator[_Segment]:
    tables = [one._table for one in fillings]
    starts = {table.first_data_row for table in tables}
    ends = {max(one._table.last_data_row, one.new_last) + 1 for one in fillings}
    for first, after in pairwise(sorted(starts | ends)):
        mine = [one for one in fillings if one.spans(first)]
        columns = frozenset(column for one in mine for column in one._columns)
        if mine:
            part = fillings[0]._part
            beside = reading.rows_with_others(part, columns, first, after - 1)
            yield _Segment(range(first, after), mine, columns, beside)


def _write_row(
    sheet: OpenSheet,
    row: int,
    new: Sequence[tuple[int, bytes]],
    columns: Collection[int],
    *,
    beside: bool,
    hidden: bool,
) -> None:
    """Put groups of cells, each at its first column, in the place of those in ``columns``. A row
    is shown, whatever it was, unless a filter hides it."""
    part, rows = sheet.part, sheet.part.rows
    data = rows.get(row)
    cells = b"".join(group for _column, group in new)
    if data is None:
        if cells:
            prefix = part.prefix
            look = b' hidden="1"' if hidden else b""
            rows.put(row, b'<%brow r="%d"%b>%b</%brow>' % (prefix, row, look, cells, prefix))
        return
    opened = RowBytes(row, data, part.prefix, look=beside)
    opened.forget_height()
    opened.attributes = scan.with_attribute(opened.attributes, "hidden", "1" if hidden else None)
    keep = [cell for cell in opened.cells if cell.column not in columns]
    for edge in (min(columns), max(columns)):
        opened.widen_spans(edge)
    if not cells and not keep and _bare(opened.attributes):
        rows.put(row, b"")
    elif not beside:
        rows.put(row, opened.with_only(cells))
    else:
        rows.put(row, opened.with_cells(keep, new))


def _bare(attributes: bytes) -> bool:
    """Whether a row's attributes say nothing but its number and hints."""
    names = scan.attribute_names(attributes)
    return all(name in ("r", "spans") or name.endswith(":dyDescent") for name in names)

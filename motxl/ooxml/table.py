"""Excel tables (ECMA-376 part 1, 18.5.1.2 ``table``), to read and to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motxl.a1 import CellRange
from motxl.ooxml.attempt import whole
from motxl.ooxml.cells.typed import CellValue, typed
from motxl.ooxml.document import Document
from motxl.ooxml.errors import DamagedError, NotThereError
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.values import Value
from motxl.ooxml.xml.damage import names_its_part


class Table:
    """A table of one sheet. Rows and columns are 1-based."""

    def __init__(self, document: Document, sheet: Sheet, place: TablePart) -> None:
        self.document = document
        self.sheet = sheet
        self.place = place
        """What the operations below the façade take"""

    def __repr__(self) -> str:
        return f"<Table {self.name!r} {self.sheet.name!r}!{self.ref}>"

    # What it is

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def ref(self) -> CellRange:
        """The cells of the table, its header and its totals row included."""
        return self.place.ref

    @property
    def part_name(self) -> str:
        return self.place.part_name

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, left to right, line breaks included."""
        return self.place.columns

    @property
    def calculated(self) -> dict[int, str]:
        """The formulas of calculated columns (18.5.1.1), by the sheet's columns; arrays are left
        out."""
        return self.place.calculated

    @property
    def header_row(self) -> int | None:
        """The row of the column names; ``None`` where it is switched off."""
        return self.place.header_row

    @property
    def first_data_row(self) -> int:
        return self.place.first_data_row

    @property
    def last_data_row(self) -> int:
        return self.place.last_data_row

    @property
    def totals(self) -> bool:
        """Whether a totals row ends the table."""
        return self.place.totals

    def damaged(self) -> DamagedError:
        return self.place.damaged()

    def column(self, name: str) -> int:
        """The sheet's column in which a table column stands. Raises ``NotThereError``, which is a
        ``KeyError``."""
        if name not in self.columns:
            raise NotThereError("column", name, self.columns, self.name)
        return self.ref.first_column + self.columns.index(name)

    def find_column(self, name: str) -> int | None:
        """The sheet's column in which a table column stands; ``None`` when there is no such
        column."""
        return self.column(name) if name in self.columns else None

    # Its rows

    def __len__(self) -> int:
        """How many data rows it has. One that is blank stays where there is nothing."""
        return self.last_data_row - self.first_data_row + 1

    def __bool__(self) -> bool:
        """A table is one, however few rows it has."""
        return True

    @property
    def rows(self) -> list[dict[str, CellValue]]:
        """The data rows, each as values by the names of the columns."""
        first = self.ref.first_column
        lines: list[dict[str, CellValue]] = [dict.fromkeys(self.columns) for _ in range(len(self))]
        columns = range(first, self.ref.last_column + 1)
        for cell in self.sheet.cells(columns, self.first_data_row, self.last_data_row):
            name = self.columns[cell.column - first]
            lines[cell.row - self.first_data_row][name] = typed(cell, self.place.sheet.shared)
        return lines

    def __getitem__(self, column: str) -> list[CellValue]:
        """The values of a column, top to bottom. Raises ``NotThereError``, which is a
        ``KeyError``."""
        self.column(column)
        return [row[column] for row in self.rows]

    def append(self, row: Mapping[str, Value] | Sequence[Value]) -> None:
        """Add a data row at the end, or in the place of the blank row of an empty table.

        ``row`` gives values by the names of columns, or one for each column. A column that it does
        not name stays empty, or has the formula of its column.
        """
        if isinstance(row, Mapping):
            for name in row:
                self.column(name)
            row = [row.get(name) for name in self.columns]
        if len(self) == 1 and not any(value is not None for value in self.rows[0].values()):
            self.insert_rows(self.first_data_row, [row])
            self.delete_rows(self.last_data_row)
        else:
            self.insert_rows(self.last_data_row + 1, [row])

    # Editing

    @whole
    @names_its_part
    def replace_rows(
        self, rows: Sequence[Sequence[Value]], styles: Sequence[Sequence[int | None]] | None = None
    ) -> bool:
        """Give the table other data rows, more or fewer; ``False`` when it held them.

        Each row has one value per column. New cells look as those of the first data row, unless
        ``styles`` (indices in ``cellXfs``, same shape, ``None`` for the default) says otherwise.
        One data row always stays: no rows at all leave a blank one. What covered the data rows
        (filters, conditional formats, validations) follows. Raises ``CellRefusedError`` when
        something below would be overwritten, or a formula lost.
        """
        from motxl.ooxml.rows.filling import Filling  # most runs only read

        return Filling(self.document, self.place).replace(rows, styles)

    @whole
    def insert_rows(
        self, before: int, rows: Sequence[Sequence[Value]], *, like: int | None = None
    ) -> None:
        """Put new data rows before a row of the sheet (1-based; last data row + 1 appends).

        ``None`` in a calculated column is the column's formula, as in Excel; the cell stays blank
        where the formula would look beyond the sheet, and where no row has it that counts by
        distance.

        They look as the row ``like`` does; by default as the one above. Whole rows of the sheet
        move down, and every reference to them in the workbook follows: formulas, names, charts,
        pivot tables, comments, drawings, rules. Raises ``CellRefusedError``, which names the place,
        when one cannot.
        """
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self.document, self.place).insert(before, rows, like)

    @whole
    def delete_rows(self, first: int, count: int = 1) -> None:
        """Take data rows out (whole rows of the sheet); one blank row always stays.

        Their comments, links, rules and merges go too. Raises ``CellRefusedError``, which names the
        place, when a formula, a name or a chart reads what is gone.
        """
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self.document, self.place).delete(first, count)

    @whole
    def move_rows(self, first: int, count: int, before: int) -> None:
        """Move data rows before another row (numbers are those of before the move)."""
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self.document, self.place).move(first, count, before)

    @whole
    def arrange_rows(self, order: Sequence[int]) -> None:
        """Put the data rows in another order; those that are not in ``order`` go.

        ``order`` gives the numbers that they have now, each at most once.
        """
        from motxl.ooxml.rows.tablerows import TableRows

        TableRows(self.document, self.place).arrange(order)

    @whole
    @names_its_part
    def extend_to(self, last_row: int) -> None:
        """Take the rows below in, down to ``last_row``; what they hold stays as it is.

        What covered all data rows follows. Raises ``CellRefusedError`` when a totals row, another
        table, a pivot table or merged cells are in the way.
        """
        from motxl.ooxml.rows.filling import Filling

        Filling(self.document, self.place).extend(last_row)

    @whole
    @names_its_part
    def rename_columns(self, names: Mapping[str, str]) -> bool:
        """Give columns other names, in the table and in its header cells.

        Columns that are not there are passed over. Defined names such as ``tblProgramme[Réf.]``
        follow. Raises ``CellRefusedError`` when a name would stand twice, or when a formula names
        such a column: it would lose it.
        """
        from motxl.ooxml.rows.columnnames import rename_columns

        return rename_columns(self.document, self.place, names)

    @whole
    @names_its_part
    def add_columns(self, names: Sequence[str], *, like: str, width: float | None = None) -> None:
        """Give the table more columns at its right, which look as the column ``like`` does.

        Their cells are empty; ``width`` counts digits of the default font, and is that of ``like``
        where none is given; a column of which the sheet says a width keeps it. Conditional formats
        of the last column go on over them. Raises ``CellRefusedError``, which names the place, when
        something stands there, or when a name would stand twice; ``NotThereError`` where ``like``
        is no column.
        """
        from motxl.ooxml.rows.newcolumns import add_columns

        add_columns(self.document, self.place, names, self.column(like), width)

"""Inserting, deleting and moving rows of a table, with all that refers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from motxl.ooxml import editing
from motxl.ooxml.cells import contents, newcells
from motxl.ooxml.cells.cells import RowBytes
from motxl.ooxml.cells.computing import formula_element
from motxl.ooxml.cells.formulas import UnmappableError, translated, translated_alike
from motxl.ooxml.document import Document
from motxl.ooxml.rows.arranging import arrange
from motxl.ooxml.rows.filling import Filling
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.values import Value


class TableRows:
    """The data rows of one table. Whole rows of the sheet move, as with Excel's sheet rows."""

    def __init__(self, document: Document, table: TablePart) -> None:
        self._document = document
        self._table = table

    @property
    def _data_rows(self) -> tuple[int, int]:
        """The first and the last row number of the data."""
        return self._table.first_data_row, self._table.last_data_row

    def insert(self, before: int, rows: Sequence[Sequence[Value]], like: int | None) -> None:
        """See ``Table.insert_rows``."""
        first, last = self._data_rows
        if not first <= before <= last + 1:
            raise ValueError(f"row {before} is not in {first}-{last + 1}")
        if like is not None and not first <= like <= last:
            raise ValueError(f"row {like} is not in {first}-{last}")
        width = self._table.ref.last_column - self._table.ref.first_column + 1
        if any(len(values) != width for values in rows):
            raise ValueError(f"a row does not have {width} values")
        if not rows:
            return
        self._refuse_impossible(before, rows)
        model_row = like if like is not None else min(max(before - 1, first), last)
        self._shift(RowMap.insert(before, len(rows), self._data_rows))
        if model_row >= before:
            model_row += len(rows)
        self._fill(before, rows, model_row)

    def _refuse_impossible(self, first: int, rows: Sequence[Sequence[Value]]) -> None:
        """Make the cells for the errors alone: a value that no cell can hold is refused before
        anything moves."""
        for number, values in enumerate(rows, first):
            for column, value in enumerate(values, self._table.ref.first_column):
                newcells.new_content(self._table.sheet, value, number, column)

    def _fill(self, first: int, rows: Sequence[Sequence[Value]], model_row: int) -> None:
        """Give the rows from ``first`` on these values, and the looks of another row."""
        sheet, part = self._table.sheet, self._table.sheet.part
        columns = range(self._table.ref.first_column, self._table.ref.last_column + 1)
        filling = Filling(self._document, self._table)
        styles = [contents.style_of(sheet, (model_row, column)) for column in columns]
        row_bytes = part.rows.get(model_row)
        model = RowBytes(model_row, row_bytes, part.prefix, look=False) if row_bytes else None
        computed = self._computed(model_row)
        for number, values in enumerate(rows, first):
            row = RowBytes(number, RowBytes.like(number, part.prefix, model), part.prefix)
            formulas = self._formulas_of(number, values, computed)
            cells = filling.cells(number, values, (), styles, formulas)
            part.rows.put(number, row.with_only(cells))
        part.extend(first + len(rows) - 1, columns[-1])
        if computed:
            self._document.compute_when_opened(all_values=True)

    def _formulas_of(
        self, row: int, values: Sequence[Value], computed: Mapping[int, tuple[int, str]]
    ) -> dict[int, bytes]:
        """The formula elements of a new row, by columns, where it has no value of its own."""
        formulas: dict[int, bytes] = {}
        for column, (base_row, formula) in computed.items():
            if values[column - self._table.ref.first_column] is None:
                with suppress(UnmappableError):  # it would look beyond the sheet
                    text = translated(formula, row - base_row, 0)
                    formulas[column] = formula_element(self._table.sheet.part.prefix, text)
        return formulas

    def _computed(self, model_row: int) -> dict[int, tuple[int, str]]:
        """The formulas of calculated columns, each with the row in which it reads so.

        One that looks at cells by their distance is taken from the nearest cell that has it: the
        table's part does not say from which row it counts. Without such a cell it is absent.
        """
        sheet = self._table.sheet
        found: dict[int, tuple[int, str]] = {}
        for column, formula in self._table.calculated.items():
            if formula and translated_alike(formula):
                found[column] = model_row, formula
                continue
            rows = [
                row for row, _column in contents.formula_cells(sheet, [column], *self._data_rows)
            ]
            if rows:
                nearest = min(rows, key=lambda row: abs(row - model_row))
                text = contents.formula(sheet, (nearest, column))
                if text is not None:
                    found[column] = nearest, text
        return found

    def delete(self, first: int, count: int) -> None:
        """See ``Table.delete_rows``."""
        top, bottom = self._data_rows
        if not (count > 0 and top <= first and first + count - 1 <= bottom):
            raise ValueError(f"rows {first}-{first + count - 1} are not in {top}-{bottom}")
        if count == bottom - top + 1:
            # A table keeps one data row: the first one stays, blank.
            self._empty(top)
            first, count = first + 1, count - 1
        if count:
            top, bottom = self._data_rows
            # Arranging, unlike a RowMap, also releases the shared strings of what goes.
            order = [*range(top, first), *range(first + count, bottom + 1)]
            self._arrange(order)

    def arrange(self, order: Sequence[int]) -> None:
        """See ``Table.arrange_rows``."""
        top, bottom = self._data_rows
        if not order:
            self.delete(top, bottom - top + 1)
        else:
            self._arrange(order)

    def _arrange(self, order: Sequence[int]) -> None:
        arrange(self._document, self._table.sheet, order, self._data_rows, self._table)

    def _empty(self, row: int) -> None:
        """Blank a row, but for the formulas of calculated columns: from these, new rows take
        theirs. Raises ``CellRefusedError`` for any other formula in it."""
        sheet = self._table.sheet
        columns = set(range(self._table.ref.first_column, self._table.ref.last_column + 1))
        kept = {
            column
            for _row, column in contents.formula_cells(sheet, self._table.calculated, row, row)
        }
        columns -= kept
        for cell in list(contents.cells(sheet, columns, row, row)):
            if cell.formula:
                raise sheet.formula_refused(cell.row, cell.column)
        for column in sorted(columns):
            editing.set_value(sheet, self._document, (row, column), None)
        if kept:
            self._document.compute_when_opened(all_values=True)

    def move(self, first: int, count: int, before: int) -> None:
        """See ``Table.move_rows``."""
        top, bottom = self._data_rows
        last = first + count - 1
        if not (count > 0 and top <= first and last <= bottom and top <= before <= bottom + 1):
            raise ValueError(f"rows {first}-{last}, {before} are not in {top}-{bottom}")
        if not first <= before <= last + 1:
            self._shift(RowMap.move(first, count, before, self._data_rows))

    def _shift(self, rows: RowMap) -> None:
        RowShift(self._document, self._table.sheet, rows, self._table).apply()

"""Rows behind the last one of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motxl.book.editing.fitting import fit_rows
from motxl.ooxml import Table, Workbook
from motxl.ooxml.values import Value
from motxl.template.layout import TableLayout
from motxl.template.shipped import template_workbook


def table_of(workbook: Workbook, layout: TableLayout) -> Table:
    """A table of ours. A workbook without its sheet gets the template's. Raises ``MotxlError``
    where a sheet of that name, or of another one of its tables, is in the way."""
    table = workbook.find_table(layout.name)
    if table is None:
        workbook.add_sheet(template_workbook(workbook), layout.sheet)
        table = workbook.table(layout.name)
    return table


def append_rows(table: Table, rows: Sequence[Mapping[str, Value]]) -> None:
    """Add rows, by the names of columns; columns that the table lacks are passed over. The blank
    row that every table keeps is filled first."""
    lines = [[row.get(name) for name in table.columns] for row in rows]
    blank = _is_blank(table)
    first_new = table.first_data_row if blank else table.last_data_row + 1
    if blank:
        first, *lines = lines
        for column, value in enumerate(first, table.ref.first_column):
            table.sheet.set_value((table.first_data_row, column), value)
    table.insert_rows(table.last_data_row + 1, lines)
    fit_rows(table, first_new)


def _is_blank(table: Table) -> bool:
    """Whether the table holds nothing but the one blank row that every table keeps."""
    if table.first_data_row != table.last_data_row:
        return False
    columns = range(table.ref.first_column, table.ref.last_column + 1)
    cells = table.sheet.cells(columns, table.first_data_row, table.last_data_row)
    return not any(cell.text for cell in cells)

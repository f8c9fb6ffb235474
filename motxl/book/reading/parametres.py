"""Reading ``tblParametres``."""

from __future__ import annotations

from motxl.book.reading.readable import ReadableWorkbook
from motxl.book.reading.unread import mark_unread
from motxl.book.reading.values import Values
from motxl.template import layout
from motxl.template.parametres import Parameters


def read_parameters(workbook: ReadableWorkbook, values: Values) -> Parameters:
    """What the table holds; nothing where it is not there."""
    table = workbook.find_table(layout.PARAMETRES.name)
    if table is None:
        return Parameters()
    data = table.ref._replace(first_row=table.first_data_row, last_row=table.last_data_row)

    columns = layout.PARAMETRES.known(table.columns)

    def read() -> Parameters:
        rows = values.numbered_records(table.sheet.name, columns, data)
        return Parameters(table.sheet.name, columns, table.ref.first_column, rows)

    found = read()
    blank = [row for row, value in found.of(layout.Parametre.COMMUNES) if value in (None, "")]
    if not blank or found.columns is None:
        return found
    for row in blank:  # what was left blank on purpose says all; what was never computed, nothing
        mark_unread(table.sheet, values, {found.columns[1]}, row, row)
    return read()

"""Reading ``tblNiveaux``: how the rows of the programme are numbered."""

from __future__ import annotations

from dataclasses import replace

from motxl.book.reading.readable import ReadableWorkbook
from motxl.book.reading.values import Values
from motxl.programme.cellvalue import as_text
from motxl.programme.scheme import Scheme
from motxl.programme.yes_no import yes_or_no
from motxl.template import layout
from motxl.template.niveaux import Levels, read_levels
from motxl.template.parametres import Parameters


def levels_of_workbook(
    workbook: ReadableWorkbook,
    values: Values,
    parameters: Parameters,
    otherwise: Scheme | None = None,
) -> Levels:
    """What the workbook says of its levels; where it has no such table, ``otherwise`` is their
    scheme, or if that is ``None`` the usual one."""
    written = as_text(parameters.values.get(layout.Parametre.STABLE))
    # What is neither yes nor no is read as what changes no code.
    stable = bool(written) and yes_or_no(written) is not False
    table = workbook.find_table(layout.NIVEAUX.name)
    if table is None:
        if otherwise is None:
            return read_levels("", {}, (), stable=stable)
        return Levels(replace(otherwise, is_stable=True) if stable else otherwise)
    names = layout.NIVEAUX.known(table.columns)
    first = table.ref.first_column
    data = table.ref._replace(first_row=table.first_data_row, last_row=table.last_data_row)
    return read_levels(
        table.sheet.name,
        {name: number for number, name in enumerate(names, first)},
        values.numbered_records(table.sheet.name, names, data),
        stable=stable,
    )

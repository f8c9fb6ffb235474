"""Writing findings to Contrôle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motxl.a1 import CellRange, to_a1
from motxl.book.reading.control import findings
from motxl.book.reading.values import Values
from motxl.ooxml import Table, Workbook
from motxl.ooxml.values import Value
from motxl.programme.cellvalue import Record
from motxl.template import layout
from motxl.template.layout import ControleColumn
from motxl.template.shipped import template_workbook


def write_control(
    workbook: Workbook,
    values: Values,
    rows: Sequence[Sequence[str | None]],
    targets: Sequence[str | None],
    columns: Mapping[str, Sequence[str]] | None = None,
    more: Mapping[str, Record] | None = None,
) -> None:
    """Give ``tblControle`` these rows, one value per column of its layout.

    Columns that staff added keep what stands in them, finding by finding. ``targets`` are the
    places that the cells of Cellule link to. A workbook without the table gets the template's
    sheet.

    The table gets these ``columns`` where it lacks them, with the values of a drop-down list, if
    there are any; ``more`` says, by fingerprint, what stands
    in other columns than those of the layout.
    """
    table = workbook.find_table(layout.CONTROLE.name)
    if table is None:
        workbook.add_sheet(template_workbook(workbook), layout.CONTROLE.sheet)
        table = workbook.find_table(layout.CONTROLE.name)
        assert table is not None  # the template has it
    columns = columns or {}
    if lacking := [name for name in columns if name not in table.columns]:
        table.add_columns(lacking, like=ControleColumn.CONSTAT, width=_WIDTH)
    before = findings(workbook, values) | dict(more or {})
    new = [_in_columns(table, row, before) for row in rows]
    first, column = table.first_data_row, table.find_column(ControleColumn.CELLULE)
    if column is not None:
        # Links would be in the way of a table that grows or shrinks.
        table.sheet.set_links(_column(table, column), {})
    if table.replace_rows(new):
        from motxl.book.editing.fitting import fit_rows  # few runs write

        fit_rows(table)
    for name, allowed in columns.items():
        if allowed:
            table.sheet.add_drop_down(_column(table, table.column(name)), allowed)
    if column is not None:
        links = {to_a1(first + n, column): place for n, place in enumerate(targets) if place}
        table.sheet.set_links(_column(table, column), links)


_WIDTH = 24.0


def _column(table: Table, column: int) -> CellRange:
    return CellRange(table.first_data_row, column, table.last_data_row, column)


def _in_columns(table: Table, row: Sequence[str | None], before: dict[str, Record]) -> list[Value]:
    """A row's values in the order of the table's columns, whatever staff made of them."""
    known = dict(zip(layout.CONTROLE.columns, row, strict=True))
    record = before.get(known.get(ControleColumn.EMPREINTE) or "", {})
    return [known[name] if name in known else record.get(name) for name in table.columns]

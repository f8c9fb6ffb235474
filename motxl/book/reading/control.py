"""Contrôle in a workbook: the findings written there, and which of them staff accepted."""

from __future__ import annotations

from motxl.a1 import CellRange
from motxl.book.reading.readable import ReadableWorkbook
from motxl.book.reading.values import Values
from motxl.programme.cellvalue import Record, as_text
from motxl.template import layout
from motxl.template.layout import ControleColumn
from motxl.text.normalise import normalise

_NOT_ACCEPTED = {"", "non", "no", "faux", "false", "0"}


def is_accepted(record: Record) -> bool:
    """Whether staff accepted the finding of a row: anything but a no in Ignorer."""
    return normalise(as_text(record.get(ControleColumn.IGNORER))) not in _NOT_ACCEPTED


def records(workbook: ReadableWorkbook, values: Values) -> list[Record]:
    """The rows of Contrôle, in their order, those without a fingerprint too."""
    table = workbook.find_table(layout.CONTROLE.name)
    if table is None:
        return []
    ref = table.ref
    data = CellRange(table.first_data_row, ref.first_column, table.last_data_row, ref.last_column)
    return list(values.records(table.sheet.name, table.columns, data))


def accepted(workbook: ReadableWorkbook, values: Values) -> dict[str, Record]:
    """The rows of Contrôle that staff accepted, by fingerprint."""
    return {key: row for key, row in findings(workbook, values).items() if is_accepted(row)}


def findings(workbook: ReadableWorkbook, values: Values) -> dict[str, Record]:
    """The rows of Contrôle by fingerprint; of several, one that staff accepted."""
    found: dict[str, Record] = {}
    for record in records(workbook, values):
        key = as_text(record.get(ControleColumn.EMPREINTE))
        if key and (key not in found or is_accepted(record)):
            found[key] = record
    return found

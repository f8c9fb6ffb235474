"""Writing to ``tblParametres``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from motxl.book.reading.parametres import read_parameters
from motxl.book.reading.values import Values
from motxl.ooxml import Workbook
from motxl.template import layout


def set_parameters(workbook: Workbook, values: Values, wanted: Mapping[str, object]) -> None:
    """Give the keys that are there their values, an empty text for none; keys that staff added
    stay."""
    table, found = workbook.find_table(layout.PARAMETRES.name), read_parameters(workbook, values)
    if table is None or found.columns is None:
        return
    for row, key, _value in found.rows:
        value = wanted.get(key)
        if isinstance(value, str | int | date):
            table.sheet.set_value((row, found.columns[1]), None if value == "" else value)


def set_texts(workbook: Workbook, values: Values, key: str, texts: Sequence[str]) -> None:
    """Give a key as many rows as there are texts: those that it has, then new ones."""
    table, found = workbook.find_table(layout.PARAMETRES.name), read_parameters(workbook, values)
    if table is None or found.columns is None:
        return
    key_at, value_at = found.columns
    rows = [row for row, _value in found.of(key)]
    for text, row in zip(texts, rows, strict=False):
        table.sheet.set_value((row, value_at), text)
    for text in texts[len(rows) :]:
        # The table takes one more row in: other tables stand beside it.
        row = table.last_data_row + 1
        for column, value in ((key_at, key), (value_at, text)):
            table.sheet.set_value((row, column), value)
            table.sheet.set_style((row, column), table.sheet.style_of((row - 1, column)))
        table.extend_to(row)

"""Changing a workbook as Excel would, also in ways that ``motxl.ooxml`` has no words for."""

from __future__ import annotations

import re

from motxl.a1 import column_letters
from motxl.ooxml import Table, Workbook
from motxl.ooxml.values import Value
from motxl.template import layout


def table_of(workbook: Workbook, name: str = layout.PROGRAMME.name) -> Table:
    table = workbook.find_table(name)
    assert table is not None
    return table


def set_value(
    workbook: Workbook, row: int, column: str, value: Value, table: str = layout.PROGRAMME.name
) -> None:
    found = table_of(workbook, table)
    number = found.column(column)
    assert number is not None
    found.sheet.set_value((row, number), value)


def set_format(workbook: Workbook, row: int, column: str, number_format: int) -> None:
    """Another number format: 0 is General, 14 a date."""
    table = table_of(workbook)
    place = (row, table.column(column) or 0)
    style = workbook.styles.with_number_format(table.sheet.style_of(place), number_format)
    table.sheet.set_style(place, style)


def rename_column(
    workbook: Workbook, old: str, new: str, name: str = layout.PROGRAMME.name
) -> None:
    assert table_of(workbook, name).rename_columns({old: new})


def _rewrite(workbook: Workbook, pattern: bytes, new: bytes) -> None:
    """One place of the sheet Programme, as bytes."""
    name = table_of(workbook).sheet.part_name
    data, count = re.subn(pattern, new, workbook.part(name), count=1)
    assert count == 1, pattern
    workbook.replace_part(name, data)
    table_of(workbook).sheet.forget()


def hide_rows(workbook: Workbook, rows: list[int]) -> None:
    for row in rows:
        _rewrite(workbook, rb'<row r="%d"' % row, rb'<row r="%d" hidden="1"' % row)


def merge(workbook: Workbook, row: int, column: int, height: int) -> None:
    letters = column_letters(column)
    area = f"{letters}{row}:{letters}{row + height - 1}".encode()
    _rewrite(
        workbook,
        rb"</sheetData>",
        rb'</sheetData><mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % area,
    )


def compute(workbook: Workbook, row: int, column: int, text: str) -> None:
    """A formula whose result is ``text``."""
    cell = f"{column_letters(column)}{row}".encode()
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode()
    pattern = rb'<c r="%s"((?: s="\d+")?)[^>]*>.*?</c>' % cell
    _rewrite(
        workbook,
        pattern,
        rb'<c r="%s"\1 t="str"><f>T(1)</f><v>%s</v></c>' % (cell, escaped.replace(b"\\", b"\\\\")),
    )

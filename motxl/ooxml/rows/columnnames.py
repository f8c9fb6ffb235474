"""Columns of a table under other names, and what calls them by name."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.a1 import MAX_COLUMN, CellRange
from motxl.i18n import _
from motxl.ooxml import editing
from motxl.ooxml.cells import contents
from motxl.ooxml.document import Document
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.tablepart import TablePart
from motxl.ooxml.xml.text import encode_text


def rename_columns(document: Document, table: TablePart, names: Mapping[str, str]) -> bool:
    """See ``Table.rename_columns``."""
    old = table.columns
    new = tuple(names.get(name, name) for name in old)
    if new == old:
        return False
    package = document.package
    changes = {one: other for one, other in zip(old, new, strict=True) if one != other}
    document.flush()
    names_after = _names_after(document, table, changes)
    if len({name.casefold() for name in new}) < len(new) or names_after is None:
        raise CellRefusedError(
            _("The columns of table {table} cannot be renamed: formulas or other columns use "
              "their names.").format(table=table.name)
        )  # fmt: skip
    if names_after != package.xml(document.part_name):
        package.replace_xml(document.part_name, names_after)
    table.set_columns(new)
    if table.header_row is not None:
        for column, name in enumerate(new, table.ref.first_column):
            editing.set_value(table.sheet, document, (table.header_row, column), name)
    return True


def add_column(document: Document, table: TablePart, name: str) -> int:
    """See ``Table.add_column``."""
    document.flush()
    number = table.ref.last_column + 1
    area = table.ref._replace(first_column=number, last_column=number)
    taken = any(
        other.sheet is table.sheet and other is not table and _meet(other.ref, area)
        for other in document.table_parts.values()
    )
    cells = contents.cells(table.sheet, [number], area.first_row, area.last_row)
    if (
        number > MAX_COLUMN
        or name.casefold() in {one.casefold() for one in table.columns}
        or taken
        or any(cell.text or cell.formula for cell in cells)
        or any(_meet(merged, area) for merged in table.sheet.merged_ranges)
    ):
        raise CellRefusedError(
            _("Table {table} has no room at its right for the column {name}: free the next column "
              "of its sheet.").format(table=table.name, name=name)
        )  # fmt: skip
    table.add_column(name)
    if table.header_row is not None:
        editing.set_value(table.sheet, document, (table.header_row, number), name)
    return number


def _meet(one: CellRange, other: CellRange) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def _names_after(document: Document, table: TablePart, changes: Mapping[str, str]) -> bytes | None:
    """The workbook's part when its defined names follow new names of columns; ``None`` where a
    formula of a cell, or of the table itself, names one of the columns."""
    package = document.package
    name = table.name.encode() + b"["
    follows = {_in_formula(one): _in_formula(other) for one, other in changes.items()}
    for sheet in document.open_sheets:
        data = package.xml(sheet.part_name) if package.has(sheet.part_name) else b""
        if name in data and any(one in data for one in follows):
            return None
    if any(b"[" + one + b"]" in package.xml(table.part_name) for one in follows):
        return None
    names = package.xml(document.part_name)
    for one, other in follows.items():
        names = names.replace(name + one + b"]", name + other + b"]")
    return names


def _in_formula(column: str) -> bytes:
    """A column's name as a structured reference spells it (ECMA-376 part 1, 18.17.6.3), in XML."""
    escaped = "".join(f"'{one}" if one in "[]#'" else one for one in column)
    return encode_text(escaped)

"""Columns of a table under other names, and what calls them by name."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.i18n import _
from motxl.ooxml import editing
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

"""Differences as the workbook that is spoken of writes what its cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from motxl.i18n import has_names, in_cell
from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing import Difference, RowSide
from motxl.programme.comparing.differences import text_of
from motxl.programme.model import Entry

if TYPE_CHECKING:
    from motxl.programme.comparing.merging import MergeClash

_BETWEEN = " · "


def as_written(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Their values in the workbook's words; names of sheets and columns stay ours."""
    return map(_written, differences) if has_names() else iter(differences)


def clash_as_written(one: MergeClash) -> MergeClash:
    """The same, of what both sides changed."""
    if one.column is None or one.kind == "moved":
        return one
    values = (_value(value, one.table, one.column) for value in (one.base, one.ours, one.theirs))
    base, ours, theirs = values
    return one._replace(base=base, ours=ours, theirs=theirs)


def _written(one: Difference) -> Difference:
    old_row, new_row = (_side(row, one.table) for row in (one.old_row, one.new_row))
    if one.column is None:
        return replace(one, old_row=old_row, new_row=new_row)
    old, new = (
        _value(value, one.table, one.column, row)
        for value, row in ((one.old_value, one.old_row), (one.new_value, one.new_row))
    )
    return replace(one, old_row=old_row, new_row=new_row, old_value=old, new_value=new)


def _side(row: RowSide | None, table: str) -> RowSide | None:
    """A row of another table than the programme's, whose text is told from its keys."""
    if row is None or isinstance(row.record, Entry):
        return row
    record = {name: _value(value, table, name, row) for name, value in row.record.items()}
    names = {text_of(value): text_of(record[name]) for name, value in row.record.items()}
    parts = (names.get(part) or part for part in row.text.split(_BETWEEN))
    return replace(row, record=record, text=_BETWEEN.join(parts))


def _value(value: CellValue, table: str, column: str, row: RowSide | None = None) -> CellValue:
    if not isinstance(value, str):
        return value
    record = None if row is None or isinstance(row.record, Entry) else row.record
    return in_cell(value, table, column, record)

"""Differences applied: the old rows and what changed give the new rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing.comparison import Comparison
from motxl.programme.comparing.differences import Difference, RowSide
from motxl.programme.model import LABEL, ORDRE, ColouredRun, Entry, Programme


class PlainRow(NamedTuple):
    """What a row of a programme holds, wherever it stands."""

    values: Mapping[str, CellValue]
    """Of the cells that hold something, by column; without Ordre"""
    runs: tuple[ColouredRun, ...] = ()
    """Of its label; nothing where that shows in the colour of other text"""


def plain_row(entry: Entry) -> PlainRow:
    """What an entry holds."""
    values = {name: entry.value(name) for name in entry.columns if name != ORDRE}
    runs = entry.label_format.runs if entry.label_format else ()
    return PlainRow({name: value for name, value in values.items() if value is not None}, runs)


def apply(old: Programme, comparison: Comparison) -> list[PlainRow]:
    """The rows of the new programme, in their order, made of those of the old one and of the
    differences. The new programme itself only says which row has which number."""
    differences = [one for one in comparison.differences if not one.table]
    rows = {entry.row: plain_row(entry) for entry in old.entries}
    leaving = {_of(one.old_row) for one in differences if one.kind in {"removed", "moved"}}
    cells: dict[int, list[Difference]] = {}
    for one in differences:
        if one.column is not None:
            cells.setdefault(_of(one.old_row), []).append(one)
    new_of = _new_rows(comparison)
    order = [new_of[entry.row] for entry in old.entries if entry.row not in leaving]
    made = {
        new_of[entry.row]: _edited(rows[entry.row], cells.get(entry.row, ()))
        for entry in old.entries
        if entry.row in new_of
    }
    for one in differences:
        if one.kind in {"added", "moved"}:
            row = _of(one.new_row)
            if one.kind == "added":
                assert one.new_row is not None
                assert isinstance(one.new_row.record, Entry)
                made[row] = plain_row(one.new_row.record)
            order.insert(order.index(_of(one.new_above)) + 1 if one.new_above else 0, row)
    return [made[row] for row in order]


def _of(side: RowSide | None) -> int:
    assert side is not None
    assert isinstance(side.record, Entry)
    return side.record.row


def _new_rows(comparison: Comparison) -> dict[int, int]:
    """By the old row of each entry that stayed, its new one."""
    old, new = comparison.old.entries, comparison.new.entries
    mates = enumerate(comparison.matching.mates)
    return {old[i].row: new[j].row for j, i in mates if i is not None}


def _edited(row: PlainRow, differences: Iterable[Difference]) -> PlainRow:
    values, runs = dict(row.values), row.runs
    for one in differences:
        assert one.column is not None
        values[one.column] = one.new_value
        if one.column == LABEL:
            runs = one.runs
    return PlainRow({name: value for name, value in values.items() if value is not None}, runs)

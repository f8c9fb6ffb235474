"""Programmes of a few rows, made without a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue
from motxl.programme.model import AXE, LABEL, ORDRE, REF, TYPE, Entry, LabelFormat, Programme
from motxl.text.runs import Run

COLUMNS = (AXE, LABEL, TYPE, REF, "Frontière", "Pilote", ORDRE)
ORANGE = "C04F00"


class MadeRow(NamedTuple):
    """A row as a test writes it."""

    values: Mapping[str, CellValue]
    coloured: tuple[int, int] | None = None
    """Characters of the label that are orange"""

    def put(self, **values: CellValue) -> MadeRow:
        return self._replace(values={**self.values, **values})


def row(code: str, label: str, kind: str = "Action", ref: str = "", **others: CellValue) -> MadeRow:
    return MadeRow({AXE: code, LABEL: label, TYPE: kind, REF: ref, **others})


def programme(rows: Sequence[MadeRow], columns: Sequence[str] = COLUMNS) -> Programme:
    """The first row of the sheet is the header's."""
    places = {name: number for number, name in enumerate(columns, 1)}
    return Programme("Programme", places, [_entry(n, one, places) for n, one in enumerate(rows, 2)])


def _entry(number: int, one: MadeRow, places: Mapping[str, int]) -> Entry:
    values = [one.values.get(name) for name in places]
    if ORDRE in places:
        values[places[ORDRE] - 1] = number
    shown = None
    if one.coloured is not None:
        text, (start, end) = str(one.values[LABEL]), one.coloured
        parts = ((text[:start], None), (text[start:end], ORANGE), (text[end:], None))
        shown = LabelFormat(tuple(Run(*part) for part in parts if part[0]), None)
    return Entry(number, places, values, shown)

"""What was typed anywhere in an open workbook, so that later it is known which cells somebody has
changed since."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator
from typing import NamedTuple

from motxl.a1 import CellRange, from_a1, to_a1
from motxl.book.live.appworkbook import AppWorkbook

_VERSION = 1


class TypedPlace(NamedTuple):
    """Where something is, or was, typed."""

    sheet: str
    cell: str
    """An A1 reference; the name of a text box; empty where the whole sheet came or went"""
    is_cell: bool = True

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


class Typed(NamedTuple):
    """All that a workbook shows and that people type: not what pivot tables make of it."""

    cells: dict[str, dict[str, str]]
    """By sheet, by A1 reference, what was typed: formulas as such"""
    notes: dict[str, dict[str, str]]
    """By sheet, the notes of cells, by reference, and the texts of boxes, by name"""
    pivots: dict[str, list[list[int]]]
    """By sheet, the areas of its pivot tables"""
    moved: list[str] | None = None
    """The sheets on which cells stood elsewhere before motxl wrote; ``None`` where it is not
    known"""

    def to_bytes(self) -> bytes:
        told = {"version": _VERSION, **self._asdict()}
        return gzip.compress(json.dumps(told, ensure_ascii=False).encode(), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes) -> Typed | None:
        """``None`` where that is not what this motxl has written."""
        try:
            told = json.loads(gzip.decompress(data))
            if told.pop("version") == _VERSION:
                return cls(**told)
        except (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError):
            pass
        return None


def shown(port: AppWorkbook, moved: Collection[str] | None) -> Typed:
    """What a workbook shows now; a few calls for each sheet."""
    found = Typed({}, {}, {}, None if moved is None else sorted(moved))
    for name in port.sheet_names():
        top, left, rows = port.typed(name)
        found.cells[name] = {
            to_a1(row, column): text
            for row, cells in enumerate(rows, top)
            for column, text in enumerate(cells, left)
            if text
        }
        found.notes[name] = port.notes(name)
        found.pivots[name] = [list(area) for area in port.pivot_areas(name)]
    return found


def changed(then: Typed, now: Typed) -> list[TypedPlace]:
    """Where something else is typed now than then, sheet by sheet."""
    found = [
        TypedPlace(name, "") for name in {**then.cells, **now.cells} if not _both(name, then, now)
    ]
    for name in now.cells:
        if _both(name, then, now):
            found += _in_sheet(name, then, now)
    return found


def _both(name: str, then: Typed, now: Typed) -> bool:
    return name in then.cells and name in now.cells


def _in_sheet(name: str, then: Typed, now: Typed) -> Iterator[TypedPlace]:
    pivots = [CellRange(*area) for area in (*then.pivots[name], *now.pivots[name])]
    before, after = then.cells[name], now.cells[name]
    different = [cell for cell in {**before, **after} if before.get(cell) != after.get(cell)]
    for cell in sorted(different, key=from_a1):
        row, column = from_a1(cell)
        if not any(_is_in(area, row, column) for area in pivots):
            yield TypedPlace(name, cell)
    notes, noted = then.notes[name], now.notes[name]
    for key in sorted({*notes, *noted}):
        if notes.get(key) != noted.get(key):
            yield TypedPlace(name, key, is_cell=False)


def _is_in(area: CellRange, row: int, column: int) -> bool:
    inside = area.first_row <= row <= area.last_row
    return inside and area.first_column <= column <= area.last_column

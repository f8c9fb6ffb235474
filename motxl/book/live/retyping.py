"""What somebody typed in some cells, to be typed again into another state of the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.a1 import from_a1, to_a1
from motxl.book.live.appworkbook import AppWorkbook
from motxl.book.live.shown import Typed, TypedPlace
from motxl.book.live.steps import CellStep, RewriteCell, SetCell, SetFormula, is_same
from motxl.book.live.writing import write
from motxl.book.reading.values import SheetValues
from motxl.ooxml import Workbook
from motxl.programme.cellvalue import CellValue

_GENERAL = "General"


def typed_again(
    port: AppWorkbook, places: Sequence[TypedPlace], now: Typed, copy: bytes
) -> list[CellStep]:
    """The steps that type what these cells hold ``now``, with the looks that their texts have in
    the ``copy`` of the workbook. ``expected`` is to be filled in."""
    if not places:
        return []
    workbook = Workbook(copy)
    values = SheetValues(workbook)
    return [_step(port, workbook, values, place, now) for place in places]


def _step(
    port: AppWorkbook, workbook: Workbook, values: SheetValues, place: TypedPlace, now: Typed
) -> CellStep:
    at = (place.sheet, *from_a1(place.cell))
    typed = now.cells[place.sheet].get(place.cell, "")
    sheet = workbook.find_sheet(place.sheet)
    cell = None if sheet is None else sheet.cell(at[1:])
    if typed.startswith("=") and cell is not None and cell.formula:
        return SetFormula(*at, None, typed)
    rows = values.rows(place.sheet)
    value = rows[at[1] - 1][at[2] - 1 :][:1] if at[1] <= len(rows) else []
    if sheet is not None and value and isinstance(value[0], str) and value[0]:
        return RewriteCell(*at, None, sheet.looks(at[1:]))
    code = port.number_format(*at)
    number = value[0] if value and value[0] != "" else None
    return SetCell(*at, None, number, None if code == _GENERAL else code)


def put_back(port: AppWorkbook, steps: Sequence[CellStep]) -> list[str]:
    """Do the steps, whatever the cells hold; the cells in which it could not be."""
    now = [step._replace(expected=port.value(step.sheet, step.row, step.column)) for step in steps]
    _done, skipped = write(port, now)
    return [f"{one.sheet}!{one.cell}" for one in skipped]


def differences(one: bytes, other: bytes) -> list[TypedPlace]:
    """The cells of two workbooks that hold other values; sheets that only one of them has."""
    then, now = _cells(one), _cells(other)
    found = [TypedPlace(name, "") for name in {**then, **now} if not (name in then and name in now)]
    for name, cells in now.items():
        before = then.get(name, cells)
        places = sorted(
            at for at in {*before, *cells} if not is_same(before.get(at), cells.get(at))
        )
        found += [TypedPlace(name, to_a1(*at)) for at in places]
    return found


def _cells(data: bytes) -> dict[str, dict[tuple[int, int], CellValue]]:
    """The values of each sheet, by row and column, without the blank ones."""
    workbook = Workbook(data)
    values = SheetValues(workbook)
    return {
        sheet.name: {
            (row, column): value
            for row, cells in enumerate(values.rows(sheet.name), 1)
            for column, value in enumerate(cells, 1)
            if value != ""
        }
        for sheet in workbook
        if sheet.is_worksheet
    }

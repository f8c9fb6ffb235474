"""What stands in a workbook, as people see it: the rows of every table of ours, cell by cell.

Not in it: Contrôle, Synthèse and Données, which motxl writes anew; number formats and looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from motxl.a1 import column_letters, to_a1
from motxl.ooxml import Workbook
from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.dates import from_serial
from motxl.ooxml.sheet import Sheet
from motxl.ooxml.table import Table
from motxl.programme.model import AXE, LABEL, ORDRE, REF
from motxl.template import layout

Value = object
"""A text, a number, a date, a truth; ``("=", value)`` where a formula gives it"""

PROGRAMME = layout.PROGRAMME.name
HIDDEN, MERGED, BELOW = "(hidden)", "(merged)", "(below the table)"
_MARKS = frozenset((HIDDEN, MERGED, BELOW))
_LEFT_OUT = frozenset(
    (layout.SheetName.CONTROLE, layout.SheetName.SYNTHESE, layout.SheetName.DONNEES)
)
_HIGHEST = layout.Parametre.DERNIERE_REF
# What motxl keeps for itself among the parameters, by their keys.
_OWN_PARAMETERS = frozenset((_HIGHEST, layout.Parametre.COULEURS))


class Row:
    """A row of a table: its cells that hold something, by the name of their column."""

    __slots__ = ("cells", "colours", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        """1-based, in the sheet"""
        self.cells: dict[str, Value] = {}
        self.colours: tuple[str | None, ...] = ()
        """The colour of each character of the label"""

    @property
    def content(self) -> frozenset[tuple[str, Value]]:
        """What makes it this row, wherever it stands."""
        return frozenset((name, value) for name, value in self.cells.items() if name != ORDRE)

    @property
    def is_blank(self) -> bool:
        return self.cells.keys() <= _MARKS | {ORDRE}

    def text(self, column: str) -> str:
        value = self.cells.get(column)
        return "" if value is None else shown(value)


class Area(NamedTuple):
    """The rows of one table, those typed below it included."""

    sheet: str
    columns: Mapping[str, int]
    """Where each column stands in the sheet, 1-based"""
    rows: Sequence[Row]


class State:
    """A workbook at one moment. Two of them are the same when people see the same in both."""

    def __init__(self) -> None:
        self.areas: dict[str, Area] = {}
        self.loose: dict[tuple[str, str], Value] = {}
        """Cells outside of tables, by sheet and place; the sheet on which each table stands"""
        self.highest_ref = 0
        """The highest number of a Réf. that Paramètres keeps"""

    @cached_property
    def compared(self) -> tuple[object, ...]:
        areas = tuple(
            (name, tuple(area.columns), tuple((row.content, row.colours) for row in area.rows))
            for name, area in self.areas.items()
        )
        return areas, tuple(sorted(self.loose.items(), key=lambda item: item[0]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self.compared == other.compared

    __hash__ = None  # type: ignore[assignment]

    @property
    def programme(self) -> Sequence[Row]:
        area = self.areas.get(PROGRAMME)
        return area.rows if area is not None else ()


def shown(value: Value) -> str:
    """A value as an example shows it, and as a finding may name it."""
    if isinstance(value, tuple):
        return f"={shown(value[1])}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def state_of(workbook: Workbook, columns: Mapping[str, int] | None = None) -> State:
    """Read a workbook. ``columns`` say where a foreign one has its codes and labels, on its first
    sheet: a workbook that is read with ``--columns``."""
    state = State()
    foreign = workbook.sheets[0] if columns else None
    known = {one.name for one in layout.TABLES} | {one.table for one in layout.DROP_DOWNS}
    tables: dict[str, list[Table]] = {}
    for table in workbook.tables.values():
        if table.name in known and table.sheet is not foreign:
            tables.setdefault(table.sheet.name, []).append(table)
            state.loose["(sheet)", table.name] = table.sheet.name
    for sheet in workbook.sheets:
        if not sheet.is_worksheet or sheet.name in _LEFT_OUT:
            continue
        if sheet is foreign and columns:
            _read_foreign(state, workbook, sheet, columns)
        else:
            _read(state, workbook, sheet, tables.get(sheet.name, []))
    programme = state.areas.get(PROGRAMME)
    if programme is not None and LABEL in programme.columns:
        _colours(workbook, programme)
    _set_own_parameters_apart(state)
    return state


def _read(state: State, workbook: Workbook, sheet: Sheet, tables: Sequence[Table]) -> None:
    places: dict[int, tuple[Table, str]] = {}
    for table in tables:
        for number, name in enumerate(table.columns, table.ref.first_column):
            places[number] = table, name
    rows: dict[str, dict[int, Row]] = {
        table.name: {n: Row(n) for n in range(table.first_data_row, table.last_data_row + 1)}
        for table in tables
    }
    for cell in sheet.cells():
        if cell.text is None and not cell.formula:
            continue
        place = places.get(cell.column)
        if place is None and len(tables) == 1:
            # What stands beside a table's rows goes with them.
            place = tables[0], f"({column_letters(cell.column)})"
        owner, name = place or (None, "")
        value = _value(workbook, cell)
        if owner is None or cell.row < owner.first_data_row:
            if owner is None or cell.row != owner.header_row:
                state.loose[sheet.name, to_a1(cell.row, cell.column)] = value
            continue
        of_table = rows[owner.name]
        if cell.row not in of_table:
            of_table[cell.row] = Row(cell.row)
            of_table[cell.row].cells[BELOW] = True
        of_table[cell.row].cells[name] = value
    for table in tables:
        found = [row for _number, row in sorted(rows[table.name].items())]
        names = {name: table.ref.first_column + at for at, name in enumerate(table.columns)}
        _mark(sheet, found)
        state.areas[table.name] = Area(sheet.name, names, found)


def _read_foreign(
    state: State, workbook: Workbook, sheet: Sheet, columns: Mapping[str, int]
) -> None:
    names = {number: name for name, number in columns.items()}
    rows: dict[int, Row] = {}
    for cell in sheet.cells():
        if cell.text is not None or cell.formula:
            row = rows.setdefault(cell.row, Row(cell.row))
            name = names.get(cell.column, f"({column_letters(cell.column)})")
            row.cells[name] = _value(workbook, cell)
    found = [rows.get(n) or Row(n) for n in range(1, max(rows, default=0) + 1)]
    _mark(sheet, found)
    state.areas[PROGRAMME] = Area(sheet.name, columns, found)


def _value(workbook: Workbook, cell: Cell) -> Value:
    value: Value = cell.text
    if cell.kind == "boolean":
        value = cell.text == "1"
    elif cell.kind == "number" and cell.text is not None:
        try:
            value = number = float(cell.text)
            if workbook.styles.shows_date(cell.style):
                value = from_serial(number, date1904=workbook.date1904)
        except (ValueError, OverflowError):
            value = cell.text
    return ("=", value) if cell.formula else value


def _mark(sheet: Sheet, rows: Iterable[Row]) -> None:
    hidden, merged = sheet.hidden_rows, sheet.merged_ranges
    if not hidden and not merged:
        return
    for row in rows:
        if row.number in hidden:
            row.cells[HIDDEN] = True
        if any(area.first_row <= row.number <= area.last_row for area in merged):
            row.cells[MERGED] = True


def _colours(workbook: Workbook, area: Area) -> None:
    sheet = workbook.sheet(area.sheet)
    if sheet is None or not area.rows:
        return
    rows = {row.number: row for row in area.rows}
    for cell in sheet.runs([area.columns[LABEL]], min(rows), max(rows)):
        row = rows.get(cell.row)
        if row is not None:
            if not cell.formula:
                row.cells[LABEL] = cell.text
            row.colours = tuple(
                # Nobody sees the colour of a space.
                None if character.isspace() else run.properties
                for run in cell.runs
                for character in run.text
            )


def _set_own_parameters_apart(state: State) -> None:
    area = state.areas.get(layout.PARAMETRES.name)
    for row in area.rows if area is not None else ():
        if row.text("Clé") in _OWN_PARAMETERS:
            value = row.cells.pop("Valeur", None)
            if row.text("Clé") == _HIGHEST and isinstance(value, float):
                state.highest_ref = int(value)


__all__ = ["AXE", "LABEL", "ORDRE", "PROGRAMME", "REF", "Area", "Row", "State", "shown", "state_of"]

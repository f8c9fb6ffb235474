"""Texts beside the programme's own columns, in which staff may name its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from motxl.book.reading.locate import Location
from motxl.book.reading.values import Values
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.model import PlacedText
from motxl.template import layout
from motxl.template.layout import EvenementColumn, JetonColumn, SuiviJetonColumn
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook

_DIGIT = re.compile("[0-9]")
_OURS = {table.name: table.columns for table in layout.TABLES}
# Free texts of our other tables.
_FREE: Mapping[str, tuple[str, ...]] = {
    layout.EVENEMENTS.name: (EvenementColumn.INTITULE, EvenementColumn.LIEU),
    layout.JETONS.name: (JetonColumn.PRESTATION,),
    layout.SUIVI_JETONS.name: (SuiviJetonColumn.PRESTATION, SuiviJetonColumn.NOTE),
}
# Written by motxl, or lists of names and values.
_NOBODY_WRITES_IN = frozenset(
    one.name
    for one in (
        *layout.DONNEES,
        layout.CONTROLE,
        layout.PARAMETRES,
        layout.VERSIONS,
        *(drop_down.layout for drop_down in layout.DROP_DOWNS),
    )
)
# A table of the staff's may be of another kind altogether, and as long as a sheet.
_MOST_CELLS = 200_000


def other_texts(
    workbook: ReadableWorkbook, place: Location, values: Values
) -> Iterator[PlacedText]:
    """Texts that hold a number: in columns of the staff's own beside the programme, and in tables;
    of ours in the columns for free text."""
    if place.header_row is not None:
        yield from _beside(workbook, place, values)
    for table in workbook.tables.values():
        if table.name == place.table or table.name in _NOBODY_WRITES_IN:
            continue
        free = _FREE.get(table.name, ())
        closed = frozenset(name for name in _OURS.get(table.name, ()) if name not in free)
        columns = {
            number: name
            for number, name in enumerate(table.columns, table.ref.first_column)
            if name not in closed
        }
        if columns and closed:
            closed = frozenset(map(normalise, closed))
            columns = {n: name for n, name in columns.items() if normalise(name) not in closed}
        first, last = table.first_data_row, table.last_data_row
        if (last - first + 1) * len(columns) <= _MOST_CELLS:
            yield from _with_numbers(values, table.sheet.name, columns, first, last)


def _beside(workbook: ReadableWorkbook, place: Location, values: Values) -> Iterator[PlacedText]:
    assert place.header_row is not None
    rows = values.rows(place.sheet)
    headers = titles(rows, place.header_row, place.upper_header_row)
    table = workbook.find_table(place.table) if place.table else None
    first = table.ref.first_column if table else 1
    last = table.ref.last_column if table else len(headers)
    known = set(place.columns.values())
    columns = {
        number: name
        for number, header in enumerate(headers, 1)
        if first <= number <= last and number not in known and (name := as_text(header))
    }
    yield from _with_numbers(values, place.sheet, columns, place.first_row, place.last_row)


def titles(
    rows: Sequence[Sequence[CellValue]], lower: int, upper: int | None
) -> Sequence[CellValue]:
    """The titles of the columns of a sheet whose titles stand in one row, or in two."""
    own = rows[lower - 1] if lower <= len(rows) else ()
    above = rows[upper - 1] if upper is not None else ()
    pairs = zip_longest(own, above)
    return [one if one is not None and one != "" else other for one, other in pairs]


def _with_numbers(
    values: Values, sheet: str, columns: Mapping[int, str], first: int, last: int | None
) -> Iterator[PlacedText]:
    if not columns:
        return
    for number, row in enumerate(values.rows(sheet)[first - 1 : last], first):
        for column, header in columns.items():
            value = row[column - 1] if column <= len(row) else None
            if isinstance(value, str) and _DIGIT.search(value):
                yield PlacedText(sheet, number, column, header, value)

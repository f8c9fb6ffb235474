"""Looking around in a workbook whose programme was read: what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.a1 import CellRange, to_a1
from motxl.book.reading.locate import columns_of, header_in
from motxl.book.reading.values import Values
from motxl.errors import MotxlError
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import AXE, LABEL, Programme
from motxl.programme.rows import is_header
from motxl.programme.shape import rows_with_codes
from motxl.programme.surroundings import OtherSheet, Surroundings
from motxl.template import layout
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableSheet, ReadableTable, ReadableWorkbook
    from motxl.programme.found import FoundProgramme


def surroundings(
    workbook: ReadableWorkbook,
    values: Values,
    programme: Programme,
    found: FoundProgramme | None = None,
) -> Surroundings:
    """What stands around the programme that was read from a workbook, where it was ``found`` or
    elsewhere."""
    tables = {
        design.name: table
        for design in layout.TABLES
        if (table := workbook.find_table(design.name)) is not None
    }
    return Surroundings(
        tables={name: _columns(t) for name, t in tables.items() if name not in _WRITTEN_ANEW},
        sheets=tuple(_other_sheets(workbook, values, programme, tables, found)),
        outside=tuple(_outside(values, programme)),
        valueless=tuple(_valueless(workbook, values, programme, tables)),
    )


def _columns(table: ReadableTable) -> frozenset[str]:
    """The columns of a table by their names in the design."""
    design = next(one for one in layout.TABLES if one.name == table.name)
    if design is layout.PROGRAMME:
        return frozenset(columns_of(table.columns, 1))
    if set(design.columns) <= set(table.columns):
        return frozenset(design.columns)
    headers = set(map(normalise, table.columns))
    return frozenset(name for name in design.columns if normalise(name) in headers)


def _other_sheets(
    workbook: ReadableWorkbook,
    values: Values,
    programme: Programme,
    tables: dict[str, ReadableTable],
    found: FoundProgramme | None,
) -> Iterator[OtherSheet]:
    """The sheets that hold rows with codes, and are neither the programme's nor of the design."""
    known = {programme.sheet, *(programme.spread.sheets if programme.spread else ())}
    known |= {t.sheet.name for name, t in tables.items() if name != layout.PROGRAMME.name}
    if programme.table is not None:
        known |= {sheet.name for sheet in workbook.sheets if sheet.name in _MADE_BY_MOTXL}
    titles = _titles(values, found) if found is not None else {}
    for sheet in workbook.sheets:
        if sheet.name in known:
            continue
        hidden = sheet.state != "visible"
        try:
            rows = values.rows(sheet.name)
            ours = header_in(sheet.name, rows)
            if rows_with_codes(rows) or (
                ours is not None
                and any(row[ours.columns[LABEL] - 1 :] for row in rows[ours.first_row - 1 :])
            ):
                yield OtherSheet(sheet.name, hidden)
            elif len(titles) >= _FEWEST_TITLES and _stands_below(titles, rows):
                yield OtherSheet(sheet.name, hidden, is_alike=True)
        except MotxlError:  # of a sheet that nobody asked about: it is only not looked at
            yield OtherSheet(sheet.name, hidden, looked_at=False)


def _titles(values: Values, found: FoundProgramme) -> dict[int, str]:
    """The titles of the columns of a programme that was found, by their places from 0."""
    part = found.parts[0]
    if not part.header_rows:
        return {}
    return _texts(values.rows(part.sheet)[part.header_rows[-1] - 1])


def _texts(row: Sequence[CellValue]) -> dict[int, str]:
    return {at: key for at, value in enumerate(row) if (key := normalise(str(value or "")))}


def _stands_below(titles: dict[int, str], rows: Sequence[Sequence[CellValue]]) -> bool:
    """Whether a sheet has the same titles in the same columns, and rows below them."""
    for number, row in enumerate(rows[:_MOST_ROWS_ABOVE], 1):
        if _texts(row) == titles:
            return any(len(_texts(below)) > 1 for below in rows[number:])
    return False


_FEWEST_TITLES = 2
# Titles of columns stand near the top.
_MOST_ROWS_ABOVE = 30
_MADE_BY_MOTXL = {layout.SheetName.ACCUEIL, layout.SheetName.SYNTHESE, layout.SheetName.DONNEES}


def _outside(values: Values, programme: Programme) -> Iterator[int]:
    """Rows with a code and a label that the programme's place leaves out, and STR708 does not tell
    of."""
    read = programme.structure.rows
    if read is None or {AXE, LABEL} - programme.columns.keys():
        return
    told: set[int | None] = {row for row, _written in programme.structure.below}
    told.add(programme.structure.header_row)
    code_at, label_at = programme.columns[AXE] - 1, programme.columns[LABEL] - 1
    scheme = programme.scheme
    rows = values.rows(programme.sheet)
    around = (*enumerate(rows[: read[0] - 1], 1), *enumerate(rows[read[1] :], read[1] + 1))
    for number, row in around:
        if (
            number == programme.structure.header_row
            or number in told
            or len(row) <= max(code_at, label_at)
        ):
            continue
        code, label = row[code_at], row[label_at]
        if not isinstance(code, str) or not isinstance(label, str) or is_header(code, label):
            continue
        if label.strip() and scheme.readings(scheme.tidy(code)):
            yield number


def _valueless(
    workbook: ReadableWorkbook,
    values: Values,
    programme: Programme,
    tables: dict[str, ReadableTable],
) -> Iterator[tuple[str, str]]:
    """Cells whose value is not known, in the programme and in the tables that rules look at."""
    areas: list[tuple[ReadableSheet, CellRange]] = []
    sheet, rows = workbook.find_sheet(programme.sheet), programme.structure.rows
    if sheet is not None and rows is not None and programme.columns:
        first, last = min(programme.columns.values()), max(programme.columns.values())
        # Without a table, rows of errors at the end are no entries, and may be of the programme.
        end = rows[1] if programme.table else max(rows[1], len(values.rows(programme.sheet)))
        areas.append((sheet, CellRange(rows[0], first, end, last)))
    for name, table in tables.items():
        if name not in _NOT_CHECKED:
            ref = table.ref
            data = (table.first_data_row, ref.first_column, table.last_data_row, ref.last_column)
            areas.append((table.sheet, CellRange(*data)))
    for sheet, area in areas:
        columns = range(area.first_column, area.last_column + 1)
        for row, column in sheet.valueless_cells(columns, area.first_row, area.last_row):
            yield sheet.name, to_a1(row, column)


_WRITTEN_ANEW = frozenset(one.name for one in layout.DONNEES)
_NOT_CHECKED = {
    *(layout.PROGRAMME.name, layout.VERSIONS.name, layout.CONTROLE.name),
    *_WRITTEN_ANEW,
}
"""The programme's is looked at by its own place; no rule looks at the others"""

"""The template filled with what a source holds: a coloured workbook, as bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from motxl.book.editing.fitting import fit_programme, fit_rows
from motxl.book.editing.parametres import set_parameters
from motxl.book.file.filebook import FileBook
from motxl.book.reading.values import SheetValues
from motxl.errors import MotxlError, system_reason
from motxl.files.regular import regular_bytes
from motxl.i18n import _
from motxl.importers.tables import NewWorkbook, Row
from motxl.importers.text import SourceText, decode, read_text
from motxl.ooxml import Workbook
from motxl.programme.colouring import colour
from motxl.programme.events import propose_events
from motxl.programme.model import TYPE
from motxl.template import layout
from motxl.template.heights import styled_height

TEMPLATE = "programme"


# A published programme is some hundred kilobytes of text.
_MOST = 64 << 20


def read_source(source: Path) -> SourceText:
    """Read a source file; every error names it."""
    try:
        data = regular_bytes(source, _MOST)
    except IsADirectoryError:
        raise MotxlError(_("{path} is a folder, not a file.").format(path=source)) from None
    except FileNotFoundError:
        raise MotxlError(_("{path} does not exist.").format(path=source)) from None
    except OSError as error:
        raise MotxlError(
            _("{path} cannot be read: {reason}.").format(path=source, reason=system_reason(error))
        ) from None
    try:
        return read_text(decode(data))
    except MotxlError as error:
        raise MotxlError(_("{path}: {sentence}").format(path=source, sentence=error)) from None


def fill(new: NewWorkbook, template: bytes, path: Path) -> tuple[bytes, FileBook]:
    """A workbook from the template's bytes, coloured; and the book that was read from it."""
    workbook = Workbook(template, path)
    values = SheetValues(workbook)
    workbook.set_content_type_workbook()
    fill_tables(new, workbook)
    set_parameters(workbook, values, new.parameters)
    filled = Workbook(workbook.to_bytes(), path)
    book = FileBook.read(filled)
    book.apply(colour(book.programme))
    book.add_events(propose_events(book.programme))
    _fit_rows(filled)
    return filled.to_bytes(), book


def fill_tables(new: NewWorkbook, workbook: Workbook) -> None:
    """Replace the rows of the tables that ``new`` has, and write its named cells (in memory).
    Raises ``MotxlError`` where the workbook lacks such a table."""
    for table_layout in layout.TABLES:
        if rows := new.tables.get(table_layout.name):
            _fill_table(workbook, table_layout, rows)
    for name, value in new.cells.items():
        cell = workbook.named_cell(name)
        if cell is not None and value is not None:
            cell.sheet.set_value((cell.row, cell.column), value)


def _fill_table(workbook: Workbook, table_layout: layout.TableLayout, rows: Sequence[Row]) -> None:
    """Replace a table's rows, each cell in the named style of its column and row."""
    table = workbook.find_table(table_layout.name)
    if table is None:
        raise MotxlError(
            _("The template {path} lacks the table {table}.").format(
                path=workbook.label, table=table_layout.name
            )
        )
    styles = {name: workbook.style_of_named(name) for name in layout.STYLES}
    values = [[row.get(column) for column in table.columns] for row in rows]
    formats = [
        [
            styles[layout.style_of(table_layout, column, _type_of(row))]
            if column in table_layout.columns
            else None
            for column in table.columns
        ]
        for row in rows
    ]
    table.replace_rows(values, formats)


def _fit_rows(workbook: Workbook) -> None:
    """Heights for all rows whose texts wrap: not every program works them out by itself."""
    for one in layout.TABLES:
        if one.sheet not in _OTHERWISE and (register := workbook.find_table(one.name)):
            fit_rows(register)
    if programme := workbook.find_table(layout.PROGRAMME.name):
        fit_programme(programme)
    _fit_legend(workbook)


_OTHERWISE = frozenset(
    {layout.PROGRAMME.sheet, layout.PARAMETRES.sheet, *(one.sheet for one in layout.DONNEES)}
)
"""Sheets whose rows are not those of one register alone"""


def _fit_legend(workbook: Workbook) -> None:
    heights: dict[int, float] = {}
    for name in layout.LEGENDES:
        place = workbook.named_cell(name)
        cell = place.sheet.cell((place.row, place.column)) if place else None
        if place and cell and cell.text:
            width = place.sheet.part.column_width(place.column)
            needed = styled_height(cell.text, width, _LEGEND) + _AIR
            heights[place.row] = max(heights.get(place.row, 0.0), needed)
            place.sheet.fit_row(place.row, heights[place.row])


_LEGEND, _AIR = layout.LevelLook(10.5, False, 1), 6.0
"""As Accueil writes its texts, and the points between two of them"""


def _type_of(row: Row) -> str | None:
    value = row.get(TYPE)
    return value if isinstance(value, str) else None

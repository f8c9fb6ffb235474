"""A workbook that is open in an application: all that is asked of xlwings stands here.

What xlwings has no name for is asked of Excel's own object model (``api``), of which the engine
for LibreOffice has the same few members: ``SaveCopyAs``, ``Saved``, ``ReadOnly``,
``ProtectContents``, ``FilterMode``, ``Cut``, ``PivotTables``, ``Comments``, ``Shapes``,
``ColorIndex``, ``Underline``, ``Strikethrough``, ``Superscript``, ``Subscript``.
Rows and columns are 1-based; characters are counted in UTF-16 units, as Excel counts them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, time
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motxl.a1 import CellRange, from_a1, to_a1
from motxl.book.live.patience import RefusedError, patient, patiently, refusal_of
from motxl.errors import MotxlError
from motxl.ooxml.dates import to_serial
from motxl.ooxml.looks.looks import Look

if TYPE_CHECKING:
    import xlwings

EXCEL, LIBREOFFICE = "Excel", "LibreOffice"
LiveValue = str | float | bool | date | time | None

_AUTOMATIC = -4105  # xlColorIndexAutomatic
_SINGLE = 2  # xlUnderlineStyleSingle
_NOT_UNDERLINED = -4142  # xlUnderlineStyleNone
_NOTE = 4  # msoComment: the box of a cell's note
_CODES = {"dd/mm/yyyy": "m/d/yyyy"}
"""The short date of the reader's country, as a file has it: by this name
Excel knows it (format 14) in any country"""
_RAISED = {"superscript": "Superscript", "subscript": "Subscript"}
# Digits with little around them: 1.10, 3/4, 12 mars, 50 %, 1e5, 14:30.
_LOOKS = re.compile(r"(?=.{1,24}\Z)\s*[(\w]{0,4}[.,]?\s*[0-9][^\n]*\Z")
_MOST_ROWS, _MOST_COLUMNS = 20_000, 60
"""What is looked at for a change"""
_QUIET = (False, "manual", False)
_USUAL = (True, "automatic", True)
"""Screen updating, calculation, events"""
_PREFIXED = "=+-@'"
"""Text that begins so would be a formula, or lose its first character"""


class AppWorkbook:
    """One open workbook."""

    def __init__(self, book: xlwings.Book, application: str) -> None:
        """``application`` is its name in messages."""
        self._book = book
        self.application = application
        self._sheets: dict[str, xlwings.Sheet] = {}

    # The workbook

    @property
    def name(self) -> str:
        return str(self._book.name)

    @patient
    def save_copy(self, path: Path) -> None:
        """Write the workbook as it stands now to a file; it stays what and where it is."""
        self._book.api.SaveCopyAs(str(path))

    @property
    @patient
    def is_read_only(self) -> bool:
        return bool(self._book.api.ReadOnly)

    @property
    @patient
    def is_saved(self) -> bool:
        """Whether the file holds all that the application shows."""
        return bool(self._book.api.Saved)

    @patient
    def refresh(self, names: Collection[str]) -> dict[str, str]:
        """Have the pivot tables of these names read their sources anew. Nothing else of the
        workbook is refreshed: a query of the staff's would ask for a password.

        Gives those that the application does not refresh, with what it says: one that would lie
        over another one.
        """
        refused: dict[str, str] = {}
        for sheet in self._book.sheets:
            for pivot in sheet.api.PivotTables():
                name = pivot.Name
                if name in names:
                    try:
                        patiently(pivot.RefreshTable, self.application)
                    except RefusedError as error:
                        refused[name] = str(error)
        return refused

    @patient
    def close(self) -> None:
        """Close it; what was not saved is lost."""
        self._book.close()

    @patient
    def say(self, text: str) -> None:
        """Show a sentence in the application's status bar."""
        self._book.app.status_bar = text

    @patient
    def edited_cell(self) -> str | None:
        """The cell that somebody is typing in, with its sheet. Excel answers nothing meanwhile."""
        if self.application == EXCEL:
            return None
        found: str | None = self._book.api.EditedCell
        return found

    def _sheet(self, name: str) -> xlwings.Sheet:
        if name not in self._sheets:
            self._sheets[name] = self._book.sheets[name]
        return self._sheets[name]

    @patient
    def is_protected(self, sheet: str) -> bool:
        return bool(self._sheet(sheet).api.ProtectContents)

    @patient
    def is_filtered(self, sheet: str) -> bool:
        """Whether a filter hides rows of the sheet, or of one of its tables."""
        found = self._sheet(sheet)
        if found.api.FilterMode:
            return True
        if self.application != EXCEL:
            return False
        # Excel keeps the filter of a table apart from the sheet's.
        return any(
            table.api.ShowAutoFilter and table.api.AutoFilter.FilterMode for table in found.tables
        )

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """No repainting, no calculation, no macros of the workbook's events, until all is written;
        then everything, the selection too, as it was, whatever happened."""
        app = self._book.app
        before = self._state()
        try:
            self._set_state(_QUIET)
            yield
        finally:
            screen, calculation, events = before[0]
            self._give_back((screen, events, calculation))
            self._select(app, before[1])

    @patient
    def _state(self) -> tuple[tuple[bool, str, bool], tuple[str, str] | None]:
        app = self._book.app
        selected = None
        with suppress(Exception):  # a picture or a chart may be selected
            selection = app.selection
            if selection is not None:
                selected = (str(selection.sheet.name), str(selection.address))
        state = (bool(app.screen_updating), str(app.calculation), bool(app.enable_events))
        # Nobody works with a frozen window: a motxl that was killed has left it so.
        return (_USUAL if not state[0] else state), selected

    @patient
    def _set_state(self, state: tuple[bool, str, bool]) -> None:
        app = self._book.app
        app.calculation = state[1]
        app.enable_events = state[2]
        app.screen_updating = state[0]

    def _give_back(self, state: tuple[bool, bool, str]) -> None:
        """Each on its own: where one is refused, the screen is not left frozen."""
        app = self._book.app
        for name, value in zip(
            ("screen_updating", "enable_events", "calculation"), state, strict=True
        ):
            with suppress(Exception):
                patiently(partial(setattr, app, name, value), self.application)

    @patient
    def _select(self, app: xlwings.App, before: tuple[str, str] | None) -> None:
        """Give the selection back, where it is not what it was."""
        with suppress(Exception):
            now = app.selection
            told = None if now is None else (str(now.sheet.name), str(now.address))
            if before is not None and told != before:
                self._sheet(before[0]).activate()
                self._sheet(before[0]).range(before[1]).select()

    # Cells

    def _cell(self, sheet: str, row: int, column: int) -> xlwings.Range:
        return self._sheet(sheet).range((row, column))

    def _area(self, sheet: str, area: CellRange) -> xlwings.Range:
        return self._sheet(sheet).range(
            (area.first_row, area.first_column), (area.last_row, area.last_column)
        )

    @patient
    def values(self, sheet: str, area: CellRange) -> list[list[LiveValue]]:
        """The values of an area, row by row, in one call."""
        found: list[list[LiveValue]] = self._area(sheet, area).options(ndim=2).value
        return found

    @patient
    def fingerprint(self) -> str:
        """A text that changes when a value of a table does, or of a sheet where there is none; one
        call for each table."""
        digest = sha256()
        areas = [table.range for sheet in self._book.sheets for table in sheet.tables]
        for area in areas or [sheet.used_range for sheet in self._book.sheets]:
            rows, columns = area.shape
            looked_at = area.resize(min(rows, _MOST_ROWS), min(columns, _MOST_COLUMNS))
            digest.update(repr((area.row, looked_at.options(ndim=2).value)).encode())
        return digest.hexdigest()

    @patient
    def sheet_names(self) -> list[str]:
        return [str(sheet.name) for sheet in self._book.sheets]

    @patient
    def typed(self, sheet: str) -> tuple[int, int, list[list[str]]]:
        """What was typed into the cells of a sheet, formulas as such, row by row; before it the
        row and the column where that begins."""
        area = self._sheet(sheet).used_range
        found = area.formula
        rows = [[found]] if isinstance(found, str) else found
        return area.row, area.column, [[_as_text(cell) for cell in row] for row in rows]

    @patient
    def pivot_areas(self, sheet: str) -> list[CellRange]:
        """Where the pivot tables of a sheet stand, with their filters."""
        pivots = self._sheet(sheet).api.PivotTables()
        return [_area_at(str(pivot.TableRange2.Address)) for pivot in pivots]

    @patient
    def notes(self, sheet: str) -> dict[str, str]:
        """The notes of a sheet's cells, by reference, and the texts of its boxes, by name."""
        api, found = self._sheet(sheet).api, {}
        for note in api.Comments:
            found[str(note.Parent.Address).replace("$", "")] = str(note.Text())
        for shape in api.Shapes:
            with suppress(Exception):  # a picture, a chart: no text
                if shape.Type != _NOTE and shape.TextFrame2.HasText:
                    found[str(shape.Name)] = str(shape.TextFrame2.TextRange.Text)
        return found

    @patient
    def value(self, sheet: str, row: int, column: int) -> LiveValue:
        found: LiveValue = self._cell(sheet, row, column).value
        return found

    @patient
    def set_value(self, sheet: str, row: int, column: int, value: LiveValue) -> None:
        """Text stays text: what the application would take for a number, a date or a formula gets
        the apostrophe that says so, which is not part of the text."""
        cell = self._cell(sheet, row, column)
        cell.value = _typed(value)
        if isinstance(value, str) and value and cell.value != value:
            cell.value = f"'{value}"
            if cell.value != value:
                raise RefusedError(to_a1(row, column))

    @patient
    def set_formula(self, sheet: str, row: int, column: int, formula: str) -> None:
        """``formula`` as ``typed`` gives it."""
        self._cell(sheet, row, column).formula = formula

    @patient
    def number_format(self, sheet: str, row: int, column: int) -> str:
        return str(self._cell(sheet, row, column).number_format)

    @patient
    def set_values(self, sheet: str, area: CellRange, rows: Sequence[Sequence[LiveValue]]) -> None:
        """The values of an area, in one call, and a second one that reads them back."""
        self._area(sheet, area).value = [[_typed(value) for value in row] for row in rows]
        now = self._area(sheet, area).options(ndim=2).value
        for row, (wanted, found) in enumerate(zip(rows, now, strict=True), area.first_row):
            for column, (value, seen) in enumerate(
                zip(wanted, found, strict=True), area.first_column
            ):
                if isinstance(value, str) and value and seen != value:
                    self.set_value(sheet, row, column, value)

    @patient
    def format_down(self, sheet: str, area: CellRange) -> None:
        """Give the cells of an area the format of its first row; the clipboard stays as it is."""
        first = self._area(sheet, area._replace(last_row=area.first_row))
        first.autofill(self._area(sheet, area), "fill_formats")

    @patient
    def set_number_format(self, sheet: str, row: int, column: int, code: str) -> None:
        self._cell(sheet, row, column).number_format = _CODES.get(code, code)

    @patient
    def unlink(self, sheet: str, area: CellRange) -> None:
        """Take the links of an area away; texts and formats stay."""
        self._area(sheet, area).api.ClearHyperlinks()

    @patient
    def link(self, sheet: str, row: int, column: int, target: str, text: str) -> None:
        """Have a cell lead to a place in the workbook, ``'Feuille 1'!B3``."""
        self._cell(sheet, row, column).add_hyperlink(f"#{target}", text, text)

    # Characters

    @patient
    def set_colour(
        self, sheet: str, row: int, column: int, span: tuple[int, int], rgb: str | None
    ) -> None:
        """The colour of some characters, ``RRGGBB``; ``None`` is automatic."""
        self._set_colour(self._font(sheet, row, column, span), rgb)

    def _font(self, sheet: str, row: int, column: int, span: tuple[int, int]) -> xlwings.main.Font:
        return self._cell(sheet, row, column).characters[slice(*span)].font

    @staticmethod
    def _set_colour(font: Any, rgb: str | None) -> None:
        if rgb is None:
            font.api.ColorIndex = _AUTOMATIC
        else:
            font.color = (int(rgb[:2], 16), int(rgb[2:4], 16), int(rgb[4:], 16))

    @patient
    def set_look(
        self,
        sheet: str,
        row: int,
        column: int,
        span: tuple[int, int],
        look: Look,
        instead: Look | None = None,
    ) -> None:
        """All of the format of some characters; only what differs from ``instead``, if that is
        what they have."""
        font = self._font(sheet, row, column, span)
        plain = ("bold", "italic", "size")
        for name in plain:
            value = getattr(look, name)
            if value is not None and (instead is None or value != getattr(instead, name)):
                setattr(font, name, value)
        if look.font and (instead is None or look.font != instead.font):
            font.name = look.font
        if look.underlined != (instead.underlined if instead else False):
            font.api.Underline = _SINGLE if look.underlined else _NOT_UNDERLINED
        if look.struck != (instead.struck if instead else False):
            font.api.Strikethrough = look.struck
        before = instead.raised if instead else None
        if before not in {None, look.raised}:
            setattr(font.api, _RAISED[before], False)
        if look.raised not in {None, before}:
            setattr(font.api, _RAISED[look.raised], True)
        if instead is None or look.colour != instead.colour:
            self._set_colour(font, look.colour)

    # Tables and rows

    @patient
    def table_area(self, sheet: str, name: str) -> CellRange | None:
        """Where a table stands, its headers and totals included."""
        for table in self._sheet(sheet).tables:
            if str(table.name) == name:
                return _area_of(table.range)
        return None

    @patient
    def resize_table(self, sheet: str, name: str, area: CellRange) -> None:
        self._sheet(sheet).tables[name].resize(self._area(sheet, area))

    def insert_cells(self, sheet: str, area: CellRange) -> None:
        """Push the cells of an area down."""
        with self._refusing():
            self._area(sheet, area).insert("down")

    def delete_cells(self, sheet: str, area: CellRange) -> None:
        """Take the cells of an area out; those below move up."""
        with self._refusing():
            self._area(sheet, area).delete("up")

    @patient
    def is_blank(self, sheet: str, area: CellRange) -> bool:
        """Whether no cell of an area holds anything; a formula that shows nothing is something."""
        formulas = self._area(sheet, area).formula
        if isinstance(formulas, str):
            return not formulas
        return not any(cell for row in formulas for cell in row)

    @patient
    def clear(self, sheet: str, area: CellRange) -> None:
        """Leave nothing in the cells of an area, no format either."""
        self._area(sheet, area).clear()

    def _row(self, sheet: str, row: int) -> xlwings.Range:
        return self._sheet(sheet).range(f"{row}:{row}")

    def insert_row(self, sheet: str, row: int) -> None:
        """A blank row before this one."""
        with self._refusing():
            self._row(sheet, row).insert("down")

    def delete_row(self, sheet: str, row: int) -> None:
        with self._refusing():
            self._row(sheet, row).delete("up")

    def move_row(self, sheet: str, source: int, target: int) -> None:
        """Put a whole row onto a blank one; what refers to it follows. The source stays, blank."""
        with self._refusing():
            self._row(sheet, source).api.Cut(self._row(sheet, target).api)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Calls that cannot be repeated: an error of the application is a refusal."""
        try:
            yield
        except MotxlError:
            raise
        except Exception as error:
            raise refusal_of(error) from None


def _typed(value: LiveValue) -> LiveValue:
    """What Excel would take for a formula, a number or a date is marked as text; an hour of no day
    is the number that stands for it."""
    if isinstance(value, time):
        return to_serial(value, date1904=False)
    if isinstance(value, str) and (value.startswith(tuple(_PREFIXED)) or _LOOKS.match(value)):
        return f"'{value}"
    return value


def _as_text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _area_at(address: str) -> CellRange:
    first, _colon, last = address.replace("$", "").partition(":")
    return CellRange(*from_a1(first), *from_a1(last or first))


def _area_of(found: xlwings.Range) -> CellRange:
    rows, columns = found.shape
    return CellRange(found.row, found.column, found.row + rows - 1, found.column + columns - 1)

"""Values of a workbook's sheets, read fast and for reading only.

A sheet of nothing but numbers, days, texts and truths is read at once, by ``usualvalues`` of
``ooxml``; another by python-calamine; and cell by cell where calamine is not there or cannot.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, cast

from motxl.a1 import CellRange
from motxl.ooxml import Sheet, Workbook
from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.dates import from_serial
from motxl.programme.cellvalue import CellValue, Elapsed, Record
from motxl.template.words import words_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

# A million rows and 26 columns are read; two cells in far corners are no reason to make room for
# all that lies between them.
MAX_CELLS = 26_000_000
MAX_TEXT = 1 << 28
"""Characters of a sheet's texts, where each counts as often as cells show it"""
_MAX_UNUSED_STRINGS = MAX_CELLS // 10
"""Strings that a workbook may announce beyond those that it has: calamine makes room for them"""
_DAY = 86_400_000
"""Milliseconds: what calamine rounds to"""


class Values(ABC):
    """The values of each sheet, as rows of cells from A1 on."""

    @abstractmethod
    def rows(self, sheet: str) -> list[list[CellValue]]:
        """``rows(…)[2][1]`` is the cell B3. Blank cells are empty texts or missing at the end.

        The same lists each time: what is written into them, the next one reads. Empty for a sheet
        that is not there, and for one without cells, such as a chart. Raises ``TooLargeError`` for
        more than ``MAX_CELLS`` or ``MAX_TEXT``.
        """

    def are_verbatim(self, sheet: str) -> bool:
        """Whether the texts of a sheet are known to be, character by character, what its cells
        hold."""
        return False

    def records(self, sheet: str, columns: Sequence[str], data: CellRange) -> list[Record]:
        """The rows of a table that hold something, each by column name, in their order; blank
        cells are ``None``."""
        return [record for _row, record in self.numbered_records(sheet, columns, data)]

    def numbered_records(
        self, sheet: str, columns: Sequence[str], data: CellRange
    ) -> list[tuple[int, Record]]:
        """The rows of a table that hold something, each with its 1-based row number."""
        found: list[tuple[int, Record]] = []
        rows = self.rows(sheet)[data.first_row - 1 : data.last_row]
        for number, row in enumerate(rows, data.first_row):
            cells = row[data.first_column - 1 : data.last_column]
            if any(cell not in {"", None} for cell in cells):
                all_cells = chain(cells, repeat(None))  # a row ends with its last cell
                record = {
                    name: None if cell == "" else cell
                    for name, cell in zip(columns, all_cells, strict=False)
                }
                found.append((number, record))
        return found


class SheetValues(Values):
    """The values of the sheets of a package; a sheet is read when it is first asked for.

    Edits that were made before then are seen, as far as they are in the sheet; later ones are not.
    """

    def __init__(self, workbook: Workbook, *, spelt: bool = False) -> None:
        """Words of the workbook's own are what they mean; ``spelt`` keeps apart those that a cell
        spells in its own way, for whoever looks at that."""
        self._workbook = workbook
        words = None if spelt else words_of(workbook)
        self._plain = {} if words is None else words.plain
        self._rows: dict[str, list[list[CellValue]]] = {}
        self._verbatim: set[str] = set()
        self._data = workbook.package_bytes()  # now: calamine is to read no edit half done

    @cached_property
    def _calamine(self) -> CalamineWorkbook | None:
        """The workbook as it was when this object was made; ``None`` where calamine cannot open
        it, or is not there."""
        strings = self._workbook.strings
        if strings is not None and strings.announced > len(strings) + _MAX_UNUSED_STRINGS:
            return None
        try:
            from python_calamine import CalamineError, CalamineWorkbook  # many runs need none
        except ImportError:
            return None  # the page in a browser has no such library

        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self._data))
        except CalamineError:
            return None

    def rows(self, sheet: str) -> list[list[CellValue]]:
        if sheet not in self._rows:
            found = self._usual_rows(sheet)
            if found is None:
                # Cell by cell also where calamine sees nothing: it stumbles over what Excel reads.
                found = self._calamine_rows(sheet) or self._rows_by_cells(sheet)
            else:
                self._verbatim.add(sheet)
            if self._plain and self._put_plainly(found):
                self._verbatim.discard(sheet)
            self._rows[sheet] = found
        return self._rows[sheet]

    def _put_plainly(self, rows: list[list[CellValue]]) -> bool:
        """Whether any cell was to be put otherwise."""
        any_was = False
        for row in rows:
            for place, cell in enumerate(row):
                if isinstance(cell, str) and cell in self._plain:
                    row[place], any_was = self._plain[cell], True
        return any_was

    def are_verbatim(self, sheet: str) -> bool:
        self.rows(sheet)
        return sheet in self._verbatim

    def _usual_rows(self, sheet: str) -> list[list[CellValue]] | None:
        """The rows of a sheet that is read at once; ``None`` for another, and for an edited one."""
        worksheet = self._worksheet(sheet)
        if worksheet is None or (worksheet.loaded and worksheet.part.changed):
            return None
        return cast("list[list[CellValue]] | None", worksheet.usual_values(MAX_CELLS, MAX_TEXT))

    def _calamine_rows(self, sheet: str) -> list[list[CellValue]] | None:
        """The rows as calamine reads them; ``None`` where it does not, or makes too much room."""
        worksheet = self._worksheet(sheet)
        # An edited sheet is none that is bounded: calamine would read it as it was.
        if worksheet is None or not worksheet.is_bounded(MAX_CELLS, MAX_TEXT):
            return None
        if self._calamine is None:
            return None
        from python_calamine import CalamineError  # loaded by now

        try:
            found = self._calamine.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, OSError, OverflowError):  # the last: hours beyond what Python counts
            return None
        return cell_values(found)

    def _rows_by_cells(self, sheet: str) -> list[list[CellValue]]:
        """Slower, for what calamine stumbles over and Excel does not (an empty string table…)."""
        rows: list[list[CellValue]] = []
        worksheet = self._worksheet(sheet)
        if worksheet is None:
            return rows
        cells = text = 0
        for cell in worksheet.cells():
            while len(rows) < cell.row:
                rows.append([])
            row = rows[cell.row - 1]
            cells += max(cell.column - len(row), 0)
            text += len(cell.text or "")
            if cells > MAX_CELLS or text > MAX_TEXT:
                raise worksheet.too_large()
            row.extend([""] * (cell.column - len(row)))
            row[cell.column - 1] = self._value(cell)
        return rows

    def _worksheet(self, name: str) -> Sheet | None:
        """The sheet of cells with this name."""
        sheet = self._workbook.find_sheet(name)
        return sheet if sheet is not None and sheet.is_worksheet else None

    def _value(self, cell: Cell) -> CellValue:
        if cell.text is None:
            return ""
        if cell.kind == "boolean":
            return cell.text == "1"
        if cell.kind != "number":
            return cell.text
        try:
            number = float(cell.text)
        except ValueError:
            return cell.text
        styles = self._workbook.styles
        if styles.shows_elapsed(cell.style):
            return Elapsed(round(number * _DAY) / _DAY)
        if styles.shows_date(cell.style) and number >= 0:
            return self._moment(number)
        return number

    def _moment(self, number: float) -> CellValue:
        """What a number stands for that shows as a date or a time, to the millisecond."""
        if number < 1:
            midnight = datetime(1900, 1, 1)
            return (midnight + timedelta(milliseconds=round(number * _DAY))).time()
        try:
            moment = from_serial(number, date1904=self._workbook.date1904)
        except OverflowError:  # beyond the year 9999: Excel shows ####
            return number
        if not number % 1:
            return moment.date()
        day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return day + timedelta(milliseconds=round((moment - day) / timedelta(milliseconds=1)))


def cell_values(rows: list[list[Any]]) -> list[list[CellValue]]:
    """The rows that calamine read, with ``Elapsed`` for each ``timedelta``; the same lists."""
    for row in rows:
        for at, value in enumerate(row):
            if isinstance(value, timedelta):
                row[at] = Elapsed(value / timedelta(days=1))
    return rows


def has_text(row: Sequence[CellValue], place: int) -> bool:
    """Whether the cell at a place of a row, counted from 0, holds a text that is not blank."""
    value = row[place] if place < len(row) else None
    return isinstance(value, str) and bool(value.strip())

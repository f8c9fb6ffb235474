"""Values of a workbook's sheets, read fast and for reading only: at once where they are usual
ones, else by python-calamine."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from motxl.a1 import CellRange
from motxl.ooxml import Workbook
from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.dates import from_serial
from motxl.programme.cellvalue import CellValue, Elapsed, Record

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

# A million rows and 26 columns are read; two cells in far corners are no reason to make room for
# all that lies between them.
MAX_CELLS = 26_000_000
MAX_TEXT_BYTES = 1 << 28
_DAY = 86_400_000
"""Milliseconds: what calamine rounds to"""


class Values(ABC):
    """The values of each sheet, as rows of cells from A1 on."""

    @abstractmethod
    def rows(self, sheet: str) -> list[list[CellValue]]:
        """``rows(…)[2][1]`` is the cell B3. Blank cells are empty texts or missing at the end."""

    def are_verbatim(self, sheet: str) -> bool:
        """Whether the texts of a sheet are known to be, character by character, what its cells
        hold."""
        return False

    def records(self, sheet: str, columns: Sequence[str], data: CellRange) -> list[Record]:
        """The rows of a table that hold something, each by column name, in their order."""
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
                record = {
                    name: None if cell == "" else cell
                    for name, cell in zip(columns, cells, strict=False)
                }
                found.append((number, record))
        return found


class SheetValues(Values):
    """The values of the sheets of a package; a sheet is read when it is asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._own = workbook
        self._rows: dict[str, list[list[CellValue]]] = {}
        self._verbatim: set[str] = set()
        self._data = workbook.to_bytes()

    @cached_property
    def _fast(self) -> CalamineWorkbook | None:
        """The workbook as it was; ``None`` where calamine cannot open it, or is not there: it is
        read by our own means."""
        strings = self._own.strings
        if strings is not None and strings.announced > len(strings) + MAX_CELLS // 10:
            return None  # it would make room for as many as are announced
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
                found = self._fast_rows(sheet) or self._own_rows(sheet)
            else:
                self._verbatim.add(sheet)
            self._rows[sheet] = found
        return self._rows[sheet]

    def are_verbatim(self, sheet: str) -> bool:
        self.rows(sheet)
        return sheet in self._verbatim

    def _usual_rows(self, sheet: str) -> list[list[CellValue]] | None:
        """Read at once, if nothing was edited since."""
        own = self._own.find_sheet(sheet)
        if own is None or not own.is_worksheet or (own.loaded and own.part.changed):
            return None
        return cast("list[list[CellValue]] | None", own.usual_values(MAX_CELLS, MAX_TEXT_BYTES))

    def _fast_rows(self, sheet: str) -> list[list[CellValue]] | None:
        own = self._own.find_sheet(sheet)
        if own is None or not own.is_worksheet:
            return None
        if not own.is_bounded(MAX_CELLS, MAX_TEXT_BYTES) or self._fast is None:
            return None
        from python_calamine import CalamineError  # loaded by now

        try:
            found = self._fast.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, OSError, OverflowError):  # the last: hours beyond what Python counts
            return None
        return cell_values(found)

    def _own_rows(self, sheet: str) -> list[list[CellValue]]:
        """Slower, for what calamine stumbles over and Excel does not (an empty string table…)."""
        rows: list[list[CellValue]] = []
        found = self._own.find_sheet(sheet)
        if found is None or not found.is_worksheet:
            return rows
        cells = text = 0
        for cell in found.cells():
            while len(rows) < cell.row:
                rows.append([])
            row = rows[cell.row - 1]
            cells += max(cell.column - len(row), 0)
            text += len(cell.text or "")
            if cells > MAX_CELLS or text > MAX_TEXT_BYTES:
                raise found.too_large()
            row.extend([""] * (cell.column - len(row)))
            row[cell.column - 1] = self._value(cell)
        return rows

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
        styles = self._own.styles
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
            moment = from_serial(number, date1904=self._own.date1904)
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


def has_text(row: Sequence[CellValue], at: int) -> bool:
    """Whether the cell at a place of a row, from 0, holds a text that is not blank."""
    value = row[at] if at < len(row) else None
    return isinstance(value, str) and bool(value.strip())

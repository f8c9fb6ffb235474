"""Tables and rows; with them, all that can be asked."""

from __future__ import annotations

from typing import Any

from com.sun.star.sheet.CellDeleteMode import UP
from com.sun.star.sheet.CellInsertMode import DOWN

from .cells import Cells
from .documents import RefusedError

EVERYTHING = 1023  # com.sun.star.sheet.CellFlags, all of them


class Office(Cells):
    """The workbooks of one LibreOffice, each known by its ``RuntimeUID``."""

    # Tables and rows

    def tables(self, book: str, sheet: str) -> list[list[Any]]:
        """Each with its name and area, headers included."""
        number = self._sheet(book, sheet).getRangeAddress().Sheet
        ranges = self._document(book).DatabaseRanges
        found = []
        for name in ranges.getElementNames():
            at = ranges.getByName(name).getDataArea()
            if at.Sheet == number:
                area = [at.StartRow + 1, at.StartColumn + 1, at.EndRow + 1, at.EndColumn + 1]
                found.append([name, area])
        return found

    def resize_table(self, book: str, sheet: str, name: str, area: list[int]) -> None:
        found = self._document(book).DatabaseRanges.getByName(name)
        found.setDataArea(self._area(book, sheet, area).getRangeAddress())

    # What stands in the way (merged cells that would be cut, an array) makes these calls of
    # LibreOffice do nothing, without a word: they are looked at afterwards.

    def insert(self, book: str, sheet: str, area: list[int]) -> None:
        """Push the cells of an area down; whole rows where its last column is 0."""
        top, left, bottom, right = area
        if not right:
            last = self._last_row(book, sheet)
            self._sheet(book, sheet).getRows().insertByIndex(top - 1, bottom - top + 1)
            if last >= top and self._last_row(book, sheet) == last:
                raise RefusedError("in the way")
            return
        below = [bottom + 1, left, 2 * bottom - top + 1, right]
        before = self.formulas(book, sheet, area)
        self._sheet(book, sheet).insertCells(self._address(book, sheet, area), DOWN)
        moved = self._typed(book, sheet, below)
        if self._any(before) and (
            self._any(self.formulas(book, sheet, area)) or not self._any(moved)
        ):
            raise RefusedError("in the way")

    def delete(self, book: str, sheet: str, area: list[int]) -> None:
        """Take the cells of an area out; those below move up."""
        top, left, bottom, right = area
        if not right:
            last = self._last_row(book, sheet)
            self._sheet(book, sheet).getRows().removeByIndex(top - 1, bottom - top + 1)
            if last > bottom and self._last_row(book, sheet) == last:
                raise RefusedError("in the way")
            return
        below = self._typed(book, sheet, [bottom + 1, left, 2 * bottom - top + 1, right])
        before = self._typed(book, sheet, area)
        self._sheet(book, sheet).removeRange(self._address(book, sheet, area), UP)
        now = self._typed(book, sheet, area)
        if now == before != below:
            raise RefusedError("in the way")

    def cut(self, book: str, sheet: str, area: list[int], onto: str, row: int, column: int) -> None:
        """Move cells; a whole row goes with its height, and hidden if it was."""
        top, left, bottom, right = area
        whole = not right
        if whole:
            right = self.used(book, sheet)[3]
        source = [top, left, bottom, right]
        target = [row, column, row + bottom - top, column + right - left]
        before = self._typed(book, sheet, source)
        cell = self._sheet(book, onto).getCellByPosition(column - 1, row - 1)
        self._sheet(book, sheet).moveRange(
            cell.getCellAddress(), self._address(book, sheet, source)
        )
        if self._typed(book, onto, target) != before:
            raise RefusedError("in the way")
        if whole:
            rows = self._sheet(book, sheet).getRows()
            old, new = rows.getByIndex(top - 1), rows.getByIndex(row - 1)
            new.OptimalHeight = old.OptimalHeight
            if not old.OptimalHeight:
                new.Height = old.Height
            new.IsVisible, old.IsVisible = old.IsVisible, True

    def formulas(self, book: str, sheet: str, area: list[int]) -> list[list[str]]:
        """What was typed into each cell."""
        return [list(row) for row in self._area(book, sheet, area).getFormulaArray()]

    def clear(self, book: str, sheet: str, area: list[int]) -> None:
        self._area(book, sheet, area).clearContents(EVERYTHING)

    @staticmethod
    def _any(rows: list[list[str]]) -> bool:
        return any(cell for row in rows for cell in row)

    def _typed(self, book: str, sheet: str, area: list[int]) -> list[list[str]]:
        """As ``formulas``, but formulas are all the same: they change when cells move."""
        return [
            ["=" if cell.startswith(("=", "{=")) else cell for cell in row]
            for row in self.formulas(book, sheet, area)
        ]

    def _last_row(self, book: str, sheet: str) -> int:
        return int(self.used(book, sheet)[2])

    def _address(self, book: str, sheet: str, area: list[int]) -> Any:
        return self._area(book, sheet, area).getRangeAddress()

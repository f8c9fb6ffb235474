"""Tables and rows; with them, all that can be asked."""

from __future__ import annotations

from typing import Any

from com.sun.star.sheet.CellDeleteMode import UP
from com.sun.star.sheet.CellInsertMode import DOWN

from .cells import Cells


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

    def insert(self, book: str, sheet: str, area: list[int]) -> None:
        """Push the cells of an area down."""
        self._sheet(book, sheet).insertCells(self._address(book, sheet, area), DOWN)

    def delete(self, book: str, sheet: str, area: list[int]) -> None:
        """Take the cells of an area out; those below move up."""
        self._sheet(book, sheet).removeRange(self._address(book, sheet, area), UP)

    def cut(self, book: str, sheet: str, area: list[int], onto: str, row: int, column: int) -> None:
        cell = self._sheet(book, onto).getCellByPosition(column - 1, row - 1)
        self._sheet(book, sheet).moveRange(cell.getCellAddress(), self._address(book, sheet, area))

    def _address(self, book: str, sheet: str, area: list[int]) -> Any:
        return self._area(book, sheet, area).getRangeAddress()

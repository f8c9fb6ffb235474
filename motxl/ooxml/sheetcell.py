"""One cell of a sheet, whether it exists or not."""

from __future__ import annotations

from datetime import date, datetime, time

from motxl.a1 import to_a1
from motxl.ooxml import editing
from motxl.ooxml.cells import contents
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.cells.typed import CellValue, typed
from motxl.ooxml.document import Document
from motxl.ooxml.values import Value
from motxl.text.runs import Run

# 18.8.30 numFmtId: the system's short date, alone and with the time; hours with seconds.
_DAY, _MOMENT, _TIME = 14, 22, 21


class SheetCell:
    """A place on a sheet, to be read and given a value. It remembers nothing: it reads the sheet
    as it is when it is asked."""

    def __init__(self, document: Document, opened: OpenSheet, row: int, column: int) -> None:
        """``row`` and ``column`` are 1-based."""
        self.document = document
        self.opened = opened
        self.row = row
        self.column = column

    def __repr__(self) -> str:
        return f"<SheetCell {self.opened.name!r}!{self.ref} {self.value!r}>"

    @property
    def ref(self) -> str:
        """Its place in A1, such as ``B3``"""
        return to_a1(self.row, self.column)

    @property
    def value(self) -> CellValue:
        """What the cell holds: text, number, date, truth or ``CellError``; ``None`` when it is
        empty. A formula gives the value that is stored with it. Setting it raises
        ``CellRefusedError`` for what no cell can hold, and where the cell holds a formula."""
        return typed(contents.cell(self.opened, (self.row, self.column)), self.opened.shared)

    @value.setter
    def value(self, value: Value) -> None:
        place = (self.row, self.column)
        with self.document.attempt():
            if isinstance(value, date | time):
                self._show_dates(_format_of(value))
            editing.set_value(self.opened, self.document, place, value)

    def _show_dates(self, number_format: int) -> None:
        """Give the cell a format for dates, where it has none."""
        styles = self.opened.shared.styles
        if not styles.shows_date(self.style):
            self.style = styles.with_number_format(self.style, number_format)

    @property
    def formula(self) -> str | None:
        """Its formula (English, without ``=``); ``None`` where it has none of its own. Excel
        computes one that is given when it opens the workbook. Setting it raises
        ``CellRefusedError`` in headers, and where other cells depend on the cell's own."""
        return contents.formula(self.opened, (self.row, self.column))

    @formula.setter
    def formula(self, formula: str) -> None:
        with self.document.attempt():
            editing.set_formula(self.opened, self.document, (self.row, self.column), formula)

    @property
    def runs(self) -> tuple[Run[str | None], ...]:
        """Its text, cut where the colour changes: ``RRGGBB``, or ``None`` for automatic; nothing
        for a cell without text."""
        found = contents.runs(self.opened, [self.column], self.row, self.row)
        return next((cell.runs for cell in found), ())

    @property
    def style(self) -> int:
        """Its format (index in ``cellXfs``)."""
        return contents.style_of(self.opened, (self.row, self.column))

    @style.setter
    def style(self, style: int) -> None:
        editing.set_style(self.opened, (self.row, self.column), style)


def _format_of(value: date | time) -> int:
    if isinstance(value, time):
        return _TIME
    return _MOMENT if isinstance(value, datetime) else _DAY

"""The values of cells as Python has them: text, numbers, truths, dates, errors."""

from __future__ import annotations

from datetime import date, datetime, time

from motxl.ooxml.cells.cells import Cell
from motxl.ooxml.dates import from_serial
from motxl.ooxml.looks.sharedparts import SharedParts


class CellError(str):
    """The error that a cell shows, such as ``#N/A`` or ``#DIV/0!`` (18.18.11 ``e``)."""

    __slots__ = ()


CellValue = str | int | float | bool | date | time | CellError | None
"""What a cell holds: a ``datetime`` where a day has an hour, a ``time`` where there is no day"""


def typed(cell: Cell | None, shared: SharedParts) -> CellValue:
    """What a cell holds; ``None`` for one that is empty or not there.

    A number is a date where the cell's format shows it as one; elapsed time (``[h]:mm``) stays a
    number of days. A formula has the value that is stored with it.
    """
    if cell is None or cell.text is None:
        return None
    match cell.kind:
        case "number":
            return _number(float(cell.text), cell.style, shared)
        case "boolean":
            return cell.text not in ("0", "false")
        case "error":
            return CellError(cell.text)
        case "date":
            return _day_or_moment(datetime.fromisoformat(cell.text))
    return cell.text


def _number(number: float, style: int, shared: SharedParts) -> CellValue:
    styles = shared.styles
    if styles.shows_date(style) and not styles.shows_elapsed(style) and number >= 0:
        try:
            moment = from_serial(number, date1904=shared.date1904)
        except OverflowError:  # beyond the year 9999: Excel shows ####
            return number
        return moment.time() if number < 1 and number % 1 else _day_or_moment(moment)
    return int(number) if number.is_integer() else number


def _day_or_moment(moment: datetime) -> date:
    return moment if moment.time() != time() else moment.date()

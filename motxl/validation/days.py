"""What a cell that should hold a date, and does not, may mean."""

from __future__ import annotations

from datetime import date, timedelta

from motxl.i18n import _
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import Programme

# A number in a date's place is a date whose format was lost: 1982 to 2064 in the 1900 system.
_SERIALS = range(30_000, 60_000)
DATE_FORMAT = "dd/mm/yyyy"


def day_meant(value: CellValue, programme: Programme) -> date | None:
    """The date that a text or number can only mean; ``None`` where there is none, or several."""
    readings = _readings(value, programme)
    return readings[0] if len(readings) == 1 else None


def _readings(value: CellValue, programme: Programme) -> list[date]:
    if isinstance(value, str):
        from motxl.programme.dates import date_readings  # few cells need it

        return date_readings(value, programme.year)
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        epoch = date(1904, 1, 1) if programme.date1904 else date(1899, 12, 30)
        return [epoch + timedelta(days=int(value))]
    return []


def said_of_day(value: CellValue, meant: date | None, otherwise: str) -> tuple[str, str]:
    """What is wrong with a cell that holds no date, and what to write instead: ``otherwise`` where
    that is not known."""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return (
        _("“{value}” is not a date for Excel.").format(value=shown),
        _("Write {date} as a date.").format(date=f"{meant:%d/%m/%Y}") if meant else otherwise,
    )

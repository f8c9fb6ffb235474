"""Rule DAT602, date-not-a-date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.dates import date_readings
from motxl.programme.edits import SetValue
from motxl.programme.model import CellValue
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.workbook.layout import EvenementColumn

# A number in a date's place is a date whose format was lost: 1982 to 2064 in the 1900 system.
_SERIALS = range(30_000, 60_000)


class DateNotADate(Rule):
    code = "DAT602"
    name = "date-not-a-date"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Début or Fin holds something else than a date.")
    explanation = N_(
        "Text that looks like a date is none for Excel: it is not sorted, counted or shown in "
        "the calendar. Where the text can only be read in one way, the date is written in its "
        "place."
    )
    bad = N_("“6 mars 2025” as text")
    good = N_("06/03/2025, a date")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        events = facts.programme.registers.events
        if events is None:
            return
        for event in events:
            ends = ((EvenementColumn.DEBUT, event.start), (EvenementColumn.FIN, event.end))
            for column, value in ends:
                if value is None or isinstance(value, date) or column not in events.columns:
                    continue
                readings = _readings(value, facts)
                fix = None
                if len(readings) == 1:
                    cell = to_a1(event.row, events.columns[column])
                    fix = Fix(True, (SetValue(events.sheet, cell, readings[0], "dd/mm/yyyy"),))
                yield self.in_register(
                    events,
                    event.row,
                    column,
                    _("“{value}” is no date for Excel.").format(value=_shown(value)),
                    _("Write {date} as a date.").format(date=f"{readings[0]:%d/%m/%Y}")
                    if fix
                    else _("Write a date, such as 06/03/2025; leave words to Intitulé."),
                    subject=f"{event.ref} {column} {value}",
                    fix=fix,
                )


def _readings(value: CellValue, facts: Facts) -> list[date]:
    if isinstance(value, str):
        return date_readings(value, facts.programme.year)
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        epoch = date(1904, 1, 1) if facts.programme.date1904 else date(1899, 12, 30)
        return [epoch + timedelta(days=int(value))]
    return []


def _shown(value: CellValue) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


RULE = DateNotADate

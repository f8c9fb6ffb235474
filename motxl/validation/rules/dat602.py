"""Rule DAT602, date-not-a-date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.edits import SetValue
from motxl.validation.days import DATE_FORMAT, day_meant, said_of_day
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.workbook.layout import EvenementColumn


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
                meant = day_meant(value, facts.programme)
                fix = None
                if meant is not None:
                    cell = to_a1(event.row, events.columns[column])
                    fix = Fix(True, (SetValue(events.sheet, cell, meant, DATE_FORMAT),))
                otherwise = _("Write a date, such as 06/03/2025; leave words to Intitulé.")
                yield self.in_register(
                    events,
                    event.row,
                    column,
                    *said_of_day(value, meant, otherwise),
                    subject=f"{event.ref} {column} {value}",
                    fix=fix,
                )


RULE = DateNotADate

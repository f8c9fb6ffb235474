"""Rule DAT601, date-outside-year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motxl.i18n import N_, _
from motxl.template.layout import EvenementColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class DateOutsideYear(Rule):
    code = "DAT601"
    name = "date-outside-year"
    words = N_("date outside the year")
    severity = Severity.INFO
    summary = N_("An event that is not in the programme's year.")
    explanation = N_(
        "The events of a yearly programme take place in the year of the programme. Another "
        "year is often a typing mistake, or a date taken over from the previous year."
    )
    bad = N_("12/03/2024 in the programme for 2025")
    good = "12/03/2025"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        year, events = facts.programme.year, facts.programme.registers.events
        if year is None or events is None:
            return
        for event in events:
            ends = ((EvenementColumn.DEBUT, event.start), (EvenementColumn.FIN, event.end))
            for column, value in ends:
                if isinstance(value, date) and value.year != year:
                    yield self.in_register(
                        events,
                        event.row,
                        column,
                        _("{date} is not in {year}, the year of the programme.").format(
                            date=f"{value:%d/%m/%Y}", year=year
                        ),
                        _("Correct the date, unless it is intended."),
                        subject=f"{event.ref} {column} {value:%Y-%m-%d}",
                    )
                    break  # an event that lasts is one finding


RULE = DateOutsideYear

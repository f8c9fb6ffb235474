"""Rule DAT604, event-backwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from motxl.i18n import N_, _
from motxl.programme.cellvalue import CellValue
from motxl.template.layout import EvenementColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class EventBackwards(Rule):
    code = "DAT604"
    name = "event-backwards"
    words = N_("event that ends before it begins")
    severity = Severity.ERROR
    summary = N_("An event that ends before it begins.")
    explanation = N_(
        "The date under Fin is the last day of an event of several days and cannot be before "
        "the date under Début. If it is, one of the two dates is wrong, and only you can tell "
        "which."
    )
    bad = "Début 06/03/2025, Fin 07/02/2025"
    good = "Début 06/03/2025, Fin 07/03/2025"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        events = facts.programme.registers.events
        for event in events or ():
            assert events is not None  # a row of it was looked at
            start, end = _day(event.start), _day(event.end)
            if end is None:
                continue
            if start is not None and end < start:
                yield self.in_register(
                    events,
                    event.row,
                    EvenementColumn.FIN,
                    _("The event ends on {end}, before its beginning on {start}.").format(
                        end=f"{end:%d/%m/%Y}", start=f"{start:%d/%m/%Y}"
                    ),
                    _("Correct whichever of the two dates is wrong."),
                    subject=f"{event.ref} {event.title} {start} {end}",
                )


def _day(value: CellValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


RULE = EventBackwards

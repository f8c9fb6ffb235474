"""Rule DAT603, event-orphan."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, REF
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.workbook.layout import EvenementColumn


class EventOrphan(Rule):
    code = "DAT603"
    name = "event-orphan"
    severity = Severity.ERROR
    summary = N_("An event for a row that the programme does not have.")
    explanation = N_(
        "Each event belongs to a row of the programme, by its Réf. Without one it appears in "
        "no calendar and in no extract."
    )
    bad = N_("Réf. 2025-999, which no row has")
    good = "Réf. 2025-037"
    columns = (LABEL, REF)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        events = programme.registers.events
        if events is None:
            return
        known = {entry.ref for entry in programme.entries if entry.ref}
        for event in events:
            if event.ref in known:
                continue
            yield self.in_register(
                events,
                event.row,
                EvenementColumn.REF,
                _("No row of the programme has the Réf. {ref}.").format(ref=event.ref)
                if event.ref
                else _("This event has no Réf."),
                _("Write the Réf. of the row that it belongs to, or delete the event."),
                subject=f"{event.ref} {event.title}",
            )


RULE = EventOrphan

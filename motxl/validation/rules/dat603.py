"""Rule DAT603, event-orphan."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, REF, Entry
from motxl.programme.registers import Event, Register
from motxl.template.layout import EvenementColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class EventOrphan(Rule):
    code = "DAT603"
    name = "event-orphan"
    words = N_("event without a row")
    severity = Severity.ERROR
    summary = N_("An event for a row that the programme does not have, or an event listed twice.")
    explanation = N_(
        "Each event belongs to the row of the programme whose Réf. it carries. Without the "
        "Réf. of a row, an event appears in no calendar and in no extract. An event that is "
        "listed twice, with the same days, appears twice: this is reported as something to "
        "check."
    )
    bad = N_("Réf. 2025-999, which no row has")
    good = "Réf. 2025-037"
    columns = (LABEL, REF)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        events = programme.registers.events
        if events is None or not events.has(EvenementColumn.REF):
            return  # STR701 says so
        yield from self._twice(events)
        orphans = [event for event in events if event.ref not in facts.refs]
        rows = facts.called_as((one.title for one in orphans), programme.entries)
        for event in orphans:
            yield self.in_register(
                events,
                event.row,
                EvenementColumn.REF,
                _("No row of the programme has the Réf. {ref}.").format(ref=event.ref)
                if event.ref
                else _("This event has no Réf."),
                self._proposal(rows.get(normalise(event.title)), facts.ref_meant(event.ref)),
                subject=f"{event.ref} {event.title}",
            )

    def _twice(self, events: Register[Event]) -> Iterator[Diagnostic]:
        """Events that are those of a row above again: copied, and left."""
        first: dict[tuple[object, ...], int] = {}
        for event in events:
            if not event.ref or event.start is None:
                continue
            names = (normalise(text) for text in (event.ref, event.title, event.place))
            row = first.setdefault((event.start, event.end, *names), event.row)
            if row != event.row:
                yield self.in_register(
                    *(events, event.row, EvenementColumn.REF),
                    _("This event is already listed in row {row}.").format(row=row),
                    _(
                        "Delete one of the two rows or, if two different ones are meant, "
                        "correct this one."
                    ),
                    subject=f"twice {event.ref} {event.title} {event.start} {event.row - row}",
                )._replace(severity=Severity.WARNING)

    def _proposal(self, row: Entry | None, meant: str | None) -> str:
        """The row that is called as the event is, where one is; what to do otherwise."""
        if row is not None and row.ref:
            return _("Write {ref}: row {row} has the same name as the event.").format(
                ref=row.ref, row=row.row
            )
        if meant is not None:
            return _("Did you mean “{name}”?").format(name=meant)
        return _(
            "Choose the Réf. of the event's row from the drop-down list of the cell; if that "
            "row was deleted on purpose, delete the event."
        )


RULE = EventOrphan

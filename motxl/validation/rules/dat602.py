"""Rule DAT602, date-not-a-date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.calendar import impossible_days
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import SetValue
from motxl.programme.model import LABEL
from motxl.programme.registers import Event, Register
from motxl.programme.sequences import longest_ascending
from motxl.template.layout import EvenementColumn, ProgrammeColumn, VersionColumn
from motxl.validation.days import DATE_FORMAT, day_meant, said_of_day
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class DateNotADate(Rule):
    code = "DAT602"
    name = "date-not-a-date"
    words = N_("date that is not a date")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_(
        "The column Début or Fin of an event, or the column Date of a version, holds "
        "something other than a date; or a text of the programme names a day that its month "
        "does not have."
    )
    explanation = N_(
        "Text that looks like a date is not a date for Excel: it is not sorted, counted or "
        "shown in the calendar. If the text can only be read in one way, the fix replaces it "
        "with that date. An event whose Début is empty is in no month of the calendar: this "
        "is reported for information. If all events but one are in date order, and that event "
        "would be too with its day and month exchanged, it is reported as something to check, and "
        "so is “31 juin” in a label or in the column Calendrier: no event is proposed for it."
    )
    bad = N_("“6 mars 2025” as text")
    good = N_("06/03/2025, a date")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        yield from self._of_texts(facts)
        yield from self._of_versions(facts)
        events = facts.programme.registers.events
        if events is None:
            return
        yield from self._exchanged(events)
        for event in events:
            if event.start is None and events.has(EvenementColumn.DEBUT):
                yield self.in_register(
                    events,
                    event.row,
                    EvenementColumn.DEBUT,
                    _("This event has no date."),
                    _("Write the first day of the event in the column Début."),
                    subject=f"{event.ref} {event.title} {event.end}",
                )._replace(severity=Severity.INFO)
            ends = ((EvenementColumn.DEBUT, event.start), (EvenementColumn.FIN, event.end))
            for column, value in ends:
                if value is None or isinstance(value, date) or column not in events.columns:
                    continue
                meant = day_meant(value, facts.programme)
                fix = None
                if meant is not None:
                    cell = to_a1(event.row, events.columns[column])
                    fix = Fix(True, (SetValue(events.sheet, cell, meant, DATE_FORMAT),))
                otherwise = _(
                    "Write a date, such as 06/03/2025; words belong in the column Intitulé."
                )
                yield self.in_register(
                    events,
                    event.row,
                    column,
                    *said_of_day(value, meant, otherwise),
                    subject=f"{event.ref} {column} {value}",
                    fix=fix,
                )

    def _of_texts(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for column in (LABEL, ProgrammeColumn.CALENDRIER):
            for entry in programme.filled(column) if programme.has(column) else ():
                text = entry.text(column)
                for start, end in impossible_days(text, programme.year):
                    named = " ".join(text[start:end].split())
                    yield self.at(
                        facts,
                        entry,
                        _("“{text}” is a day that its month does not have.").format(text=named),
                        _("Correct the date; no event is proposed for it until then."),
                        column=column,
                        subject=named,
                    )._replace(severity=Severity.WARNING)

    def _exchanged(self, events: Register[Event]) -> Iterator[Diagnostic]:
        """Days that alone are out of order, and in order with day and month exchanged, as a
        spreadsheet of another language makes of them."""
        column = EvenementColumn.DEBUT
        dated = [(one, day) for one in events if (day := _day(one.start)) is not None]
        days = [day.toordinal() for _event, day in dated]
        kept = set(longest_ascending([(day, at) for at, day in enumerate(days)]))
        if not events.has(column) or len(dated) < _FEW or len(dated) - len(kept) > 1:
            return
        for at, (event, day) in enumerate(dated):
            if at in kept or day.day > 12:
                continue
            meant = date(day.year, day.day, day.month)
            before, after = days[at - 1 : at], days[at + 1 : at + 2]
            if all(one <= meant.toordinal() for one in before) and all(
                meant.toordinal() <= one for one in after
            ):
                shown = f"{day:%d/%m/%Y}", f"{meant:%d/%m/%Y}"
                edit = SetValue(
                    events.sheet, to_a1(event.row, events.columns[column]), meant, DATE_FORMAT
                )
                yield self.in_register(
                    *(events, event.row, column),
                    _(
                        "Only the date {day} is out of order: its day and month may have been "
                        "exchanged."
                    ).format(day=shown[0]),
                    _("Write {value}, if that is the day meant.").format(value=shown[1]),
                    subject=f"{event.ref} exchanged {day}",
                    fix=Fix(False, (edit,)),
                )._replace(severity=Severity.WARNING)

    def _of_versions(self, facts: Facts) -> Iterator[Diagnostic]:
        versions = facts.programme.registers.versions
        for version in versions or ():
            assert versions is not None  # a row of it was looked at
            value = version.date
            if value is None or isinstance(value, date) or not str(value).strip():
                continue
            meant, fix = day_meant(value, facts.programme), None
            if meant is not None and versions.has(VersionColumn.DATE):
                cell = to_a1(version.row, versions.columns[VersionColumn.DATE])
                fix = Fix(True, (SetValue(versions.sheet, cell, meant, DATE_FORMAT),))
            yield self.in_register(
                versions,
                version.row,
                VersionColumn.DATE,
                *said_of_day(value, meant, _("Write a date, such as 06/03/2025.")),
                subject=f"{version.state} {value}",
                fix=fix,
            )


_FEW = 4
"""Of fewer events nobody can tell that they are in order"""


def _day(value: CellValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


RULE = DateNotADate

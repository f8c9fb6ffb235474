"""The confirmed events as a calendar that other programs read: a file in the iCalendar format."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.agenda import AsideEvent, Told
from motxl.i18n import _
from motxl.programme.relevance import Relevance
from motxl.template.layout import EVENEMENTS

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.extract.agenda import Appointment


class CalendarMade(NamedTuple):
    """What a calendar says now, and what of the workbook it does not say."""

    path: Path
    events: Sequence[Told]
    """Those that are cancelled too, in the order of their days"""
    aside: Sequence[AsideEvent]
    """The events that it leaves out, in the order of the sheet Événements"""
    at_hours: Sequence[Appointment]
    """Events with an hour, which a calendar of whole days leaves out"""
    saved: bool
    """Whether the file was written: not where it said all of it already, and not without events"""

    def __repr__(self) -> str:
        number = sum(not one.given.is_cancelled for one in self.events)
        return f"CalendarMade({str(self.path)!r}: {number}{', saved' if self.saved else ''})"

    @property
    def is_doubtful(self) -> bool:
        """Whether an event is left out that staff have to put right first."""
        return any(one.is_doubtful for one in self.aside)

    def as_data(self) -> dict[str, Any]:
        """For JSON: days as ISO 8601 has them, ``end`` the last one."""
        return {
            "version": 1,
            "calendar": str(self.path),
            "saved": self.saved,
            "events": [
                {
                    "uid": one.given.uid,
                    "ref": one.given.appointment.ref,
                    "start": one.given.appointment.start.isoformat(),
                    "end": one.given.appointment.end.isoformat(),
                    "title": one.given.appointment.title,
                    "place": one.given.appointment.place or None,
                    "state": one.fate,
                    "cancelled": one.given.is_cancelled,
                    "sequence": one.given.sequence,
                }
                for one in self.events
            ],
            "left_out": [
                {"row": one.row, "ref": one.ref or None, "title": one.title, "why": one.why}
                for one in self.aside
            ],
        }


def make_calendar(book: Book, path: Path, *, force: bool = False) -> CalendarMade:
    """Write the confirmed events of a workbook to the calendar ``path``.

    A calendar of this workbook that is there is followed up: events keep their UID, SEQUENCE is
    raised where one has changed, and one that is gone is cancelled. Raises ``NotOurCalendarError``
    for another file (``force`` replaces it; its state is kept), and ``MotxlError`` where the
    workbook has no table of events or the file cannot be written.
    """
    from motxl.extract.agenda import NotOurCalendarError
    from motxl.extract.ics import Calendars, as_bytes, calendar_for
    from motxl.files.saving import present_bytes, replace_read, write_new

    if book.programme.registers.events is None:
        raise MotxlError(
            _("The workbook has no table {table}: it has no events to put into a calendar.").format(
                table=EVENEMENTS.name
            )
        )
    calendars = Calendars(Relevance(book.programme))
    about = calendar_for(book.programme)
    present = present_bytes(Path(os.path.realpath(path)))
    try:
        before = [] if present is None else calendars.former(path, present, about)
    except NotOurCalendarError:
        if not force:
            raise
        before = []
    agenda = calendars.agenda
    told = calendars.told(agenda, before)
    data = as_bytes(told, about) if told else None
    saved = data is not None and data != present
    if saved and data is not None:
        if present is None:
            write_new(path, data)
        else:
            replace_read(path, present, data, force=force)
    return CalendarMade(path, told, agenda.aside, agenda.at_hours, saved)

"""Calendars as files (iCalendar, RFC 5545). A file is all that is remembered of what was given out:
it is read before it is written anew."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.controls import on_one_line
from motxl.extract.agenda import (
    Agenda,
    Appointment,
    Given,
    NotOurCalendarError,
    Told,
    agenda_of,
    followed,
)
from motxl.extract.batch import Finish
from motxl.extract.content import Contents
from motxl.extract.identity import Identity, calendar_property
from motxl.extract.labels import labels_in
from motxl.extract.making import Made, put
from motxl.extract.manifest import Manifest
from motxl.extract.readers import Reader, content_of
from motxl.files.regular import MAX_FILE_SIZE
from motxl.files.saving import refused
from motxl.files.within import read_inside
from motxl.i18n import _
from motxl.inspection import IDENTITY
from motxl.programme.addresses import parse_address
from motxl.programme.common_part import CommonPart, common_part_of
from motxl.programme.model import Programme
from motxl.programme.relevance import Relevance
from motxl.template.layout import Parametre
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

SUFFIX = ".ics"
_MAKER = "-//motxl//motxl//{}"
"""PRODID, with the language; without a version, so that another one gives the same bytes"""
_DOMAIN = "motxl.invalid"
"""Where a workbook has no sender (RFC 2606: it is nobody's)"""
_YEAR, _REF = "X-MOTXL-YEAR", "X-MOTXL-REF"


class CalendarFor(NamedTuple):
    """What a calendar is called, and whose it is."""

    title: str
    language: str
    year: int | None
    whose: Identity | None = None
    """``None``: the association's own, with all events"""


def calendar_for(
    programme: Programme, whose: Identity | None = None, language: str = ""
) -> CalendarFor:
    """The calendar of a programme, or of one reader of it; in the workbook's language where none
    is given."""
    labels = labels_in(language or programme.parameters.get(Parametre.LANGUE, ""))
    title = labels.title.format(programme.year or "").strip()
    if whose is not None:
        title = f"{title} – {whose.name}"
    return CalendarFor(title, labels.language, programme.year, whose)


class Calendars:
    """Makes the calendars of one programme."""

    def __init__(self, relevance: Relevance) -> None:
        self.agenda = agenda_of(relevance)
        self._programme = programme = relevance.programme
        sender = parse_address(programme.parameters.get(Parametre.EXPEDITEUR, ""))[1]
        self._domain = sender.rpartition("@")[2].casefold() or _DOMAIN
        self._stamp = _stamp(programme)
        self._labels = {one.ref: normalise(one.label) for one in programme.entries if one.ref}

    def former(self, path: Path, data: bytes, about: CalendarFor) -> list[Given]:
        """What a file gave out before. Raises ``NotOurCalendarError`` where it is not the calendar
        that is to be made."""
        given = _read(path, data, about)
        if given and not any(map(self._knows, given)):
            raise NotOurCalendarError(path, _("is the calendar of another workbook"))
        return given

    def _knows(self, given: Given) -> bool:
        """Whether an appointment is of this workbook: its row has the same text, or an event the
        same title."""
        one = given.appointment
        label = self._labels.get(one.ref)
        if label is None:
            return False
        if label and normalise(one.about).endswith(label):
            return True
        events = self._programme.registers.events or ()
        return any(
            event.ref == one.ref and normalise(event.title) == normalise(one.title)
            for event in events
        )

    def told(self, agenda: Agenda, before: Sequence[Given]) -> list[Told]:
        """What a calendar says now."""
        return followed(agenda, before, self._domain, self._stamp)


def beside(
    relevance: Relevance,
    folder: Path,
    readers: Sequence[Reader],
    asked: CommonPart | None,
    *,
    force: bool,
) -> Finish:
    """Makes the calendar of each extract of a folder: the confirmed events of what the extract
    holds. ``asked`` is how much of the actions for everyone goes along. Nothing is made for a
    reader who never had an event.

    Raises ``NotOurCalendarError`` where another file has the name of one, unless ``force``.
    """
    calendars, contents = Calendars(relevance), Contents(relevance)

    def about(reader: Reader, whose: Identity) -> CalendarFor:
        return calendar_for(relevance.programme, whose, reader.language)

    def former(path: Path, whose: CalendarFor) -> list[Given]:
        data = _present(path)
        try:
            return [] if data is None else calendars.former(path, data, whose)
        except NotOurCalendarError:
            if not force:
                raise
            return []

    def place(reader: Reader) -> Path:
        return folder / (reader.stem + SUFFIX)

    def refs_of(reader: Reader) -> set[str]:
        part = asked or (common_part_of(relevance.programme) if reader.kind == "member" else "all")
        content = content_of(reader, contents, part)
        lines = (*content.direct, *content.common)
        return {on_one_line(line.ref) for line in lines if line.ref and not line.is_heading}

    for reader in readers:  # before anything is made
        former(place(reader), about(reader, Identity(reader.key, reader.name, "")))

    def finish(done: Sequence[Made], _before: Manifest | None) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        for made in done:
            reader, target = made.reader, place(made.reader)
            if made.whose is None:
                continue
            whose = about(reader, made.whose)
            told = calendars.told(calendars.agenda.of(refs_of(reader)), former(target, whose))
            if told:
                data = as_bytes(told, whose)
                if _present(target) != data:
                    put(target, data)
                sha256 = hashlib.sha256(data).hexdigest()
                found[reader.key] = [{"name": target.name, "sha256": sha256}]
        return found

    return finish


def _present(path: Path) -> bytes | None:
    try:
        return read_inside(path.parent, path, MAX_FILE_SIZE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(path, error) from None


def _stamp(programme: Programme) -> datetime:
    """The moment of what changes now: that of the version, so that the same data give the same
    file. What comes later is told by SEQUENCE."""
    day = programme.date or date(programme.year or 2000, 1, 1)
    return datetime.combine(day, time(), UTC)


def as_bytes(told: Sequence[Told], about: CalendarFor) -> bytes:
    """A calendar as a file. The same appointments give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _MAKER.format(about.language.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", about.title)
    if about.year is not None:
        calendar.add(_YEAR, str(about.year))
    for name, text in (about.whose.texts if about.whose is not None else {}).items():
        calendar.add(calendar_property(name), text)
    for one in told:
        calendar.add_component(_event(one.given))
    data: bytes = calendar.to_ical()
    return data


def _event(given: Given) -> Event:
    from icalendar import Event

    one = given.appointment
    event = Event()
    event.add("uid", given.uid)
    event.add("dtstamp", given.stamp)
    event.add("sequence", given.sequence)
    event.add("status", "CANCELLED" if given.is_cancelled else "CONFIRMED")
    event.add("dtstart", one.start)
    event.add("dtend", one.end + timedelta(days=1))  # exclusive: RFC 5545, 3.6.1
    event.add("transp", "TRANSPARENT")  # whoever has it in the calendar is not busy all day
    event.add("summary", one.title)
    if one.place:
        event.add("location", one.place)
    if one.about:
        event.add("description", one.about)
    event.add(_REF, one.ref)
    return event


def _read(path: Path, data: bytes, about: CalendarFor) -> list[Given]:
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(data)
    except (ValueError, IndexError, KeyError, TypeError):
        raise NotOurCalendarError(path, _("is not a calendar that can be read")) from None
    maker = str(calendar.get("prodid", ""))
    if maker not in {_MAKER.format(maker.rpartition("//")[2])} or calendar.name != "VCALENDAR":
        raise NotOurCalendarError(path, _("is a calendar that motxl did not write"))
    whose = _whose(calendar)
    now = about.whose
    if (whose is None) != (now is None) or (
        whose is not None and now is not None and (whose.key, whose.name) != (now.key, now.name)
    ):
        raise NotOurCalendarError(
            path,
            _("is the calendar of {name}").format(name=whose.name)
            if whose is not None
            else _("is the calendar of the whole programme"),
        )
    year = str(calendar.get(_YEAR, ""))
    if year != str(about.year or ""):
        raise NotOurCalendarError(
            path, _("is the calendar of the programme of {year}").format(year=year or "?")
        )
    try:
        return [_given(one) for one in _only_ours(calendar)]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotOurCalendarError(path, _("contains entries that motxl did not write")) from None


_OF_A_CALENDAR = {"PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME", _YEAR}
_OF_AN_EVENT = {
    *("UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "TRANSP", "SUMMARY"),
    *("LOCATION", "DESCRIPTION", _REF),
}


def _only_ours(calendar: Calendar) -> list[Component]:
    """The events of a calendar. Raises ``ValueError`` where it has anything that would be lost."""
    names = {calendar_property(name) for name in IDENTITY}
    for part, known in (
        (calendar, _OF_A_CALENDAR | names),
        *((event, _OF_AN_EVENT) for event in calendar.subcomponents),
    ):
        if not set(map(str.upper, part)) <= known or part.errors:
            raise ValueError
    if any(one.name != "VEVENT" or one.subcomponents for one in calendar.subcomponents):
        raise ValueError
    return calendar.subcomponents


def _whose(calendar: Calendar) -> Identity | None:
    texts = [str(calendar.get(calendar_property(name), "")) for name in IDENTITY]
    return Identity(*texts) if any(texts) else None


def _given(event: Any) -> Given:
    """One of our events. Raises an error of Python's own for anything else."""
    start, end, stamp = (event[name].dt for name in ("dtstart", "dtend", "dtstamp"))
    if type(start) is not date or type(end) is not date or stamp.tzinfo is None:
        raise ValueError  # an hour, which ours have not
    one = Appointment(
        str(event[_REF]), start, end - timedelta(days=1), str(event["summary"]),
        str(event.get("location", "")), str(event.get("description", "")),
    )  # fmt: skip
    cancelled = str(event["status"]) == "CANCELLED"
    return Given(str(event["uid"]), int(event["sequence"]), stamp, cancelled, one)

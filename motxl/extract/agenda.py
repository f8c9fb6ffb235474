"""Which events go into a calendar: those that are confirmed, and whose days are known.

Pure. Nothing is guessed: a month is no day, and what holds something odd is left out and told. An
event that is left out because it cannot be read is *in doubt*: whoever gave it out before neither
changes it nor takes it back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal, NamedTuple

from motxl.controls import on_one_line
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.model import Entry
from motxl.programme.registers import Event
from motxl.programme.relevance import Relevance
from motxl.programme.yes_no import yes_or_no
from motxl.template.layout.lists import PRECISIONS
from motxl.text.normalise import normalise

WhyOut = Literal[
    "unconfirmed",
    "vague",
    "undated",
    "confirmation",
    "precision",
    "date",
    "backwards",
    "row",
]
IN_DOUBT: Collection[WhyOut] = frozenset({"confirmation", "precision", "date", "backwards", "row"})
"""What staff have to put right first"""
_DAY, *_VAGUE = PRECISIONS.values
_LONGEST = 120
"""Characters of a title that is taken from a row's text"""


class NotOurCalendarError(MotxlError):
    """The file in a calendar's place holds something else; ``force`` replaces it."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        self.why = why
        """What it is instead, in words, as the end of a sentence"""
        super().__init__(
            _("{file} was not written, because it {why}: choose another name.").format(
                file=path, why=why
            )
        )


class Appointment(NamedTuple):
    """An event as calendars show it: whole days, which have no time zone."""

    ref: str
    start: date
    end: date
    """Its last day"""
    title: str
    place: str
    about: str
    """Code and text of its row"""


class AsideEvent(NamedTuple):
    """An event of the workbook that is in no calendar."""

    row: int
    ref: str
    title: str
    why: WhyOut

    @property
    def is_doubtful(self) -> bool:
        return self.why in IN_DOUBT


class Agenda(NamedTuple):
    """The events of a workbook, sorted into those that have their days and those that have not."""

    appointments: tuple[Appointment, ...]
    """The earliest first"""
    aside: tuple[AsideEvent, ...]
    """In the order of ``tblEvenements``"""
    at_hours: tuple[Appointment, ...] = ()
    """Of the appointments, those with an hour in the cell, which whole days leave out"""

    def of(self, refs: Collection[str]) -> Agenda:
        """Only the appointments of these rows. What is aside stays: a Réf. may be what is wrong."""
        return Agenda(tuple(one for one in self.appointments if one.ref in refs), self.aside)


def agenda_of(relevance: Relevance) -> Agenda:
    """Sort the events of a programme."""
    programme = relevance.programme
    entries = {entry.ref: entry for entry in programme.entries if entry.ref}
    found: list[Appointment] = []
    aside: list[AsideEvent] = []
    at_hours: list[Appointment] = []
    for event in programme.registers.events or ():
        entry = None if event.ref in relevance.refs_in_doubt else entries.get(event.ref)
        why = _why_aside(event, entry)
        if why is not None:
            title = event.title or _beginning(entry.label if entry else "")
            aside.append(AsideEvent(event.row, event.ref, title, why))
            continue
        assert entry is not None  # else there was a reason
        one = _appointment(event, entry, relevance)
        found.append(one)
        if any(
            isinstance(day, datetime) and day.time() != time() for day in (event.start, event.end)
        ):
            at_hours.append(one)
    return Agenda(tuple(sorted(dict.fromkeys(found), key=_order)), tuple(aside), tuple(at_hours))


def _order(one: Appointment) -> tuple[date, str, str, date]:
    return one.start, one.ref, one.title, one.end


def _why_aside(event: Event, entry: Entry | None) -> WhyOut | None:
    confirmed = yes_or_no(event.confirmed)
    if confirmed is None and normalise(event.confirmed):
        return "confirmation"
    if not confirmed:
        return "unconfirmed"
    precision = normalise(event.precision)
    if precision in map(normalise, _VAGUE):
        return "vague"
    if precision and precision != normalise(_DAY):
        return "precision"
    if entry is None:
        return "row"
    start, end = day_of(event.start), day_of(event.end)
    if (start is None and as_text(event.start)) or (end is None and as_text(event.end)):
        return "date"
    if start is None:
        return "undated"
    return "backwards" if end is not None and end < start else None


def day_of(value: CellValue) -> date | None:
    """The day of a date cell; ``None`` for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _appointment(event: Event, entry: Entry, relevance: Relevance) -> Appointment:
    start = day_of(event.start)
    assert start is not None  # else it is aside
    code = relevance.outline.codes.get(entry.row)
    written = relevance.programme.scheme.write(code) if code else entry.code_text
    return Appointment(
        on_one_line(event.ref),
        start,
        day_of(event.end) or start,
        _line(event.title or _beginning(entry.label)),
        _line(event.place),
        "\n".join(map(_line, f"{written} {entry.label}".splitlines())).strip(),
    )


def _line(text: str) -> str:
    return on_one_line(" ".join(text.split()))


def _beginning(label: str) -> str:
    """The first words of a text, where an event has no title of its own."""
    text = " ".join(label.split())
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:.-–—(") + "…"


class Given(NamedTuple):
    """An appointment as it was given out before."""

    uid: str
    sequence: int
    stamp: datetime
    is_cancelled: bool
    appointment: Appointment


Fate = Literal["new", "changed", "same", "cancelled", "held"]


class Told(NamedTuple):
    """An appointment as it is given out now, and what became of it since it was last."""

    given: Given
    fate: Fate
    """``held``: it is in doubt, and stays as it was given out"""


def followed(agenda: Agenda, before: Sequence[Given], domain: str, stamp: datetime) -> list[Told]:
    """The appointments with what tells calendars of them: the UID of each, which stays, and a
    SEQUENCE that is raised with each change (RFC 5545, 3.8.4.7 and 3.8.7.4).

    What was given out ``before`` is the same appointment when the Réf. and either the title or the
    first day agree, and no other one could be meant. What is gone is cancelled, and stays so.
    ``stamp`` is the moment of whatever is new or changed. ``domain`` is what new UIDs end with.
    """
    pairs = _paired(agenda.appointments, before)
    taken = {one.uid for one in before}
    told: list[Told] = []
    for one in agenda.appointments:
        former = pairs.get(one)
        if former is None:
            uid = _uid(one, agenda.appointments, taken, domain)
            taken.add(uid)
            told.append(Told(Given(uid, 0, stamp, False, one), "new"))
        elif former.appointment == one and not former.is_cancelled:
            told.append(Told(former, "same"))
        else:
            told.append(Told(_raised(former, one, stamp, is_cancelled=False), "changed"))
    found = {former.uid for former in pairs.values()}
    for former in before:
        if former.uid in found:
            continue
        if former.is_cancelled:
            told.append(Told(former, "same"))
        elif _may_be_meant(former, agenda.aside):
            told.append(Told(former, "held"))
        else:
            gone = _raised(former, former.appointment, stamp, is_cancelled=True)
            told.append(Told(gone, "cancelled"))
    return sorted(told, key=lambda one: (_order(one.given.appointment), one.given.uid))


def _raised(former: Given, now: Appointment, stamp: datetime, *, is_cancelled: bool) -> Given:
    return Given(former.uid, former.sequence + 1, max(stamp, former.stamp), is_cancelled, now)


def _may_be_meant(former: Given, aside: Sequence[AsideEvent]) -> bool:
    """Whether an event that nobody can read may be the one that was given out."""
    title = normalise(former.appointment.title)
    return any(
        one.is_doubtful and (one.ref == former.appointment.ref or normalise(one.title) == title)
        for one in aside
    )


def _paired(now: Sequence[Appointment], before: Sequence[Given]) -> dict[Appointment, Given]:
    """The appointments that were given out before. Those that go on first: what was cancelled is
    taken up again only by what nothing else was."""
    found: dict[Appointment, Given] = {}
    going_on = [one for one in before if not one.is_cancelled]
    for group, agreements in (
        (going_on, _AGREEMENTS),
        ([one for one in before if one.is_cancelled], _CALLED_ALIKE),
    ):
        for agree in agreements * len(agreements):  # what one finds leaves others one choice alone
            left = [one for one in now if one not in found]
            free = [one for one in group if one not in found.values()]
            found.update(_alone(left, free, agree))
    return found


def _alone(
    now: Sequence[Appointment], before: Sequence[Given], agree: _Agreement
) -> Iterator[tuple[Appointment, Given]]:
    """The pairs that agree, each with nothing else that it could be."""
    ours: dict[tuple[object, ...], list[Appointment]] = {}
    theirs: dict[tuple[object, ...], list[Given]] = {}
    for one in now:
        ours.setdefault(_key(one, agree), []).append(one)
    for former in before:
        theirs.setdefault(_key(former.appointment, agree), []).append(former)
    for key, several in ours.items():
        if len(several) == len(theirs.get(key, ())) == 1:
            yield several[0], theirs[key][0]


_Agreement = tuple[bool, bool, bool]
# Title, first day, last day; the Réf. always agrees.
_CALLED_ALIKE: tuple[_Agreement, ...] = (
    (True, True, True),
    (True, True, False),
    (True, False, False),
)
_AGREEMENTS: tuple[_Agreement, ...] = (*_CALLED_ALIKE, (False, True, False))


def _key(one: Appointment, agree: _Agreement) -> tuple[object, ...]:
    values = (normalise(one.title), one.start, one.end)
    return (one.ref, *(value for value, wanted in zip(values, agree, strict=True) if wanted))


def _uid(
    one: Appointment, others: Sequence[Appointment], taken: Collection[str], domain: str
) -> str:
    """From the Réf. and the title, so that another day is a change and no other event; the days
    too, where several of a row are called alike."""
    from zlib import crc32

    title = normalise(one.title)
    alike = [other for other in others if other.ref == one.ref and normalise(other.title) == title]
    for told in (
        title,
        f"{title}\x1f{one.start.isoformat()}",
        f"{title}\x1f{one.start.isoformat()}\x1f{one.end.isoformat()}",
        f"{one}",
    ):
        uid = f"{one.ref}-{crc32(told.encode()):08x}@{domain}"
        if uid not in taken and (len(alike) == 1 or told != title):
            return uid
    number = sum(uid.startswith(f"{one.ref}-") for uid in taken)
    return f"{one.ref}-{number}@{domain}"

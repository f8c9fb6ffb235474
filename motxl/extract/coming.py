"""Which dated events are still to come. The day is given by whoever asks: the programme's version
would say in November what was to come in January."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from motxl.extract.content import EventDate, event_date
from motxl.programme.model import Programme
from motxl.text.normalise import normalise


def to_come(events: Iterable[EventDate], day: date | None) -> list[EventDate]:
    """The events that are not over on ``day``, each once, the earliest first; all for ``None``."""
    found = {one for one in events if one.start}
    if day is not None:
        found = {one for one in found if last_day(one) >= day.isoformat()}
    return sorted(found)


def last_day(one: EventDate) -> str:
    """ISO; that of the month, quarter or year when it is known no better."""
    if one.end:
        return one.end
    month = int(one.start[5:7])
    match normalise(one.precision):
        case "mois":
            return f"{one.start[:8]}31"
        case "trimestre":
            return f"{one.start[:5]}{(month + 2) // 3 * 3:02}-31"
        case "annee":
            return f"{one.start[:5]}12-31"
    return one.start


_LONG = 183
"""Days after which a version may be one that another has followed"""


class Passed(NamedTuple):
    """What makes a programme an old one on some day."""

    version: date | None
    over: int
    """Dated events that were to come at its date, and are over"""
    left: int
    """That are still to come"""
    year_over: int | None
    """Its year, where that is over"""
    long_past: bool
    """Whether its version's date is half a year ago, or more"""


def passed(programme: Programme, day: date) -> Passed | None:
    """``None`` where nothing makes it an old one."""
    version, over, left = programme.date, 0, 0
    if version is not None:
        events = [event_date(one) for one in programme.registers.events or () if one.ref]
        then, now = to_come(events, version), to_come(events, day)
        over, left = len(set(then) - set(now)), len(now)
    year = programme.year if programme.year is not None and programme.year < day.year else None
    long_past = version is not None and (day - version).days >= _LONG
    found = Passed(version, over, left, year, long_past)
    return found if over or year is not None or long_past else None

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


class Passed(NamedTuple):
    """What has become of a version's dated events since its date."""

    version: date
    over: int
    """That were to come then, and are over"""
    left: int
    """That are still to come"""


def passed(programme: Programme, day: date) -> Passed | None:
    """``None`` where the version has no date, or nothing of it is over since."""
    version = programme.date
    if version is None:
        return None
    events = [event_date(one) for one in programme.registers.events or () if one.ref]
    then, now = to_come(events, version), to_come(events, day)
    over = len(set(then) - set(now))
    return Passed(version, over, len(now)) if over else None

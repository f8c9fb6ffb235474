"""When something takes place, in a reader's words."""

from __future__ import annotations

from datetime import date

from motxl.extract.content import EventDate, Line
from motxl.extract.labels import Labels

_DASH = "–"


def days_of(one: EventDate, labels: Labels) -> str:
    """``03/02/2025–04/02/2025``, or as much as is known."""
    days = [
        labels.date_in_words(date.fromisoformat(day), one.precision)
        for day in (one.start, one.end)
        if day
    ]
    return _DASH.join(dict.fromkeys(days))


def calendar_of(line: Line, labels: Labels) -> str:
    """What staff wrote, else the days of the events."""
    days = (days_of(one, labels) for one in line.dates if one.start)
    return line.calendar or "; ".join(dict.fromkeys(days))

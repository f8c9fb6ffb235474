"""When something takes place, in a reader's words."""

from __future__ import annotations

import re
from datetime import date

from motxl.extract.content import EventDate, Line
from motxl.extract.labels import Labels
from motxl.programme.cellvalue import as_date

_DASH = "–"
_OF_CELL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a cell with a date is read as a text"""


def days_of(one: EventDate, labels: Labels) -> str:
    """``du 3 au 4 février 2025``, or as much as is known; empty without a first day."""
    start, end = (date.fromisoformat(day) if day else None for day in (one.start, one.end))
    return labels.days_in_words(start, end, one.precision) if start is not None else ""


def calendar_of(line: Line, labels: Labels) -> str:
    """What staff wrote, the day of a date cell in words, else the days of the events."""
    day = as_date(line.calendar) if _OF_CELL.fullmatch(line.calendar) else None
    if day is not None:
        return labels.days_in_words(day, None, "")
    days = (days_of(one, labels) for one in line.dates if one.start)
    return line.calendar or labels.and_then.join(dict.fromkeys(days))


def calendar_kept(line: Line, labels: Labels) -> str:
    """The same as manifests keep it, ``03/02/2025–04/02/2025``. It stays as it is, whatever
    readers see: else each line with an event would count as changed since an earlier extract."""
    days = (_kept(one, labels) for one in line.dates if one.start)
    return line.calendar or "; ".join(dict.fromkeys(days))


def _kept(one: EventDate, labels: Labels) -> str:
    days = (date.fromisoformat(day) for day in (one.start, one.end) if day)
    return _DASH.join(dict.fromkeys(labels.date_in_words(day, one.precision) for day in days))

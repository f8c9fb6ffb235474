"""The states of a workbook that motxl keeps, chosen by number or by moment."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.errors import UsageError
from motxl.files import backups, moved
from motxl.files.backups import State
from motxl.files.errors import NothingKeptError, shown_moment
from motxl.i18n import _, ngettext
from motxl.jobs.undo import history, local
from motxl.programme.cellvalue import as_date
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook


def numbered(path: Path, number: int) -> State:
    """The state before the last write but ``number`` - 1: 1 is what ``undo`` gives back first, as
    ``motxl undo --list`` counts them. Raises ``UsageError`` where there are not so many, and
    ``NothingKeptError`` where there are none."""
    states = _states(path)
    if not 1 <= number <= len(states):
        text = ngettext(
            "{n} previous state of {path} is kept: choose 1.",
            "{n} previous states of {path} are kept: choose a number from 1 to {n}.",
            len(states),
        )
        raise UsageError(text.format(n=len(states), path=path))
    return states[-number]


def since(path: Path, moment: datetime) -> State:
    """The first state that was kept from a moment on: what the workbook was before motxl wrote it
    for the first time since then. Raises ``NothingKeptError`` where motxl has not written it since.
    """
    states = _states(path)
    for state in states:
        if local(state.time) >= moment:
            return state
    last = local(states[-1].time)
    raise NothingKeptError(
        _(
            "motxl has not changed {path} since {moment}; the last state kept is from before "
            "{time}: use --state 1 to compare with it."
        ).format(path=path, moment=shown_moment(moment), time=shown_moment(last, seconds=True))
    )


def _states(path: Path) -> list[State]:
    states = history(path).states
    if not states:
        raise NothingKeptError(_("No previous state of {path} is kept.").format(path=path))
    return states


def open_state(
    path: Path, state: State, sheet: str | None = None, columns: str | None = None
) -> FileBook:
    """Read the workbook as it was before a write. Raises ``MotxlError`` where what is kept of it is
    damaged, or holds no programme."""
    from motxl.book.file.filebook import FileBook
    from motxl.template.words import own_workbook

    was = moved.known(path).was
    is_here = was is None or state in backups.history(path)
    data = backups.read_state(path if is_here or was is None else was, state)
    return FileBook.read(
        own_workbook(data, label=label_of(path, state)), sheet=sheet, columns=columns, spread=True
    )


def label_of(path: Path, state: State) -> str:
    """What a state is called in messages."""
    text = _("{path} before {time}")
    return text.format(path=path, time=shown_moment(local(state.time), seconds=True))


_DAYS = {
    **dict.fromkeys(("aujourd'hui", "today"), 0),
    **dict.fromkeys(("hier", "yesterday"), 1),
    **dict.fromkeys(("avant-hier",), 2),
}
_WEEKDAYS = (
    *(("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday")),
    *(("vendredi", "friday"), ("samedi", "saturday"), ("dimanche", "sunday")),
)
_AGO = re.compile(r"(?:il y a )?([0-9]{1,4}) ?(jours?|days?|heures?|hours?|h|j|d)(?: ago)?")
_CLOCK = re.compile(r"(.*?)[ t]*([0-2]?[0-9])(?:[:h]([0-5][0-9])|h)(?::[0-5][0-9])?")


def moment_of(text: str, now: datetime) -> datetime:
    """The moment that people call so: ``hier``, ``lundi``, ``29/01/2025``, ``2025-01-29 14:30``,
    ``hier 14h``, ``3 jours``. A day begins at midnight; a weekday is the last one before today.
    ``now`` is in the zone that is meant. Raises ``UsageError`` for anything else."""
    plain = normalise(text)
    if ago := _AGO.fullmatch(plain):
        count, unit = int(ago[1]), ago[2][0]
        return now - timedelta(hours=count) if unit == "h" else _midnight(now, -count)
    clock = _CLOCK.fullmatch(plain)
    day = _day(clock[1] or "today", now) if clock else _day(plain, now)
    if day is None or (clock and int(clock[2]) > 23):
        raise UsageError(
            _(
                "“{text}” is not a moment that motxl understands: write for example “hier”, "
                "“lundi”, “29/01/2025” or “29/01/2025 14:30”."
            ).format(text=text)
        )
    hour, minute = (int(clock[2]), int(clock[3] or 0)) if clock else (0, 0)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=now.tzinfo)


def _day(text: str, now: datetime) -> date | None:
    if text in _DAYS:
        return now.date() - timedelta(days=_DAYS[text])
    for number, names in enumerate(_WEEKDAYS):
        if text in names:
            return now.date() - timedelta(days=(now.weekday() - number - 1) % 7 + 1)
    return as_date(text)


def _midnight(now: datetime, days: int) -> datetime:
    day = now + timedelta(days=days)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)

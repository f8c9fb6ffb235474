"""Which workbooks were saved since they were last checked, told by looking at them.

Looking (``stat`` every third of a second) and not notification by the system: network shares, where
the workbook often lies, notify of nothing that others save, and a handful of files costs nothing to
look at. A save is no single event. Excel writes a temporary file beside the workbook, moves the
workbook away and renames the new one over its place; LibreOffice writes over it in place, or moves;
a copy over a network arrives in pieces. So a workbook is checked when it has kept still for a
moment, and one that is gone or cannot be read then is given time before it is believed.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from motxl.jobs.workbooks import workbooks
from motxl.validation.outcome import Outcome, Unreadable

QUIET = 0.5
"""Seconds without a change after which a save is taken to be over"""
PATIENCE = 10.0
"""Seconds for which an unreadable or absent workbook is taken to be in the middle of a save"""
FIRST_PATIENCE = 2.0
"""The same when the watch begins: whoever mistyped a name shall see it"""


class Stamp(NamedTuple):
    """What differs after a save: one of these does, whichever way it was made."""

    changed: int  # nanoseconds
    size: int
    inode: int


ABSENT = Stamp(-1, -1, -1)


def stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return ABSENT
    if not stat.S_ISREG(found.st_mode):
        return ABSENT
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


class _Seen:
    """One workbook: what was seen of it last, since when, and what was checked."""

    def __init__(self, now: Stamp, since: float) -> None:
        self.stamp = now
        self.since = since
        self.checked: Stamp | None = None
        self.outcome: Outcome | None = None


class Watching:
    """The workbooks and folders that are watched; time is given by whoever asks, in seconds."""

    def __init__(
        self,
        books: Sequence[Path],
        check: Callable[[Path], Outcome],
        stamp: Callable[[Path], Stamp] = stamp,
    ) -> None:
        """``stamp`` tells what differs after a change: of the file, by default."""
        self.books = books
        self.check = check
        self.stamp = stamp
        self._seen: dict[str, _Seen] = {}
        self._begun = False

    @property
    def outcomes(self) -> list[Outcome]:
        """The last one of each workbook, in the order in which they were named."""
        return [seen.outcome for seen in self._seen.values() if seen.outcome is not None]

    def look(self, now: float) -> bool:
        """Check what has been saved; whether there is something new to show."""
        found = {
            one.path if isinstance(one, Unreadable) else str(one): one
            for one in workbooks(self.books)
        }
        news = False
        for key in [key for key in self._seen if key not in found]:
            news = self._forget(key, now) or news
        for key, one in found.items():
            news = self._look_at(key, one, now) or news
        self._begun = True
        if news:
            self._sort(list(found))
        return news

    def _look_at(self, key: str, one: Path | Unreadable, now: float) -> bool:
        present = ABSENT if isinstance(one, Unreadable) else self.stamp(one)
        seen = self._seen.get(key)
        if seen is None:
            # What is there when the watch begins has been still for long.
            since = now if self._begun else now - (PATIENCE - FIRST_PATIENCE)
            seen = self._seen[key] = _Seen(present, since)
        if present != seen.stamp:
            seen.stamp, seen.since = present, now
        if present == seen.checked or now - seen.since < (PATIENCE if present == ABSENT else QUIET):
            return False
        outcome = one if isinstance(one, Unreadable) else self.check(one)
        if isinstance(one, Path) and self.stamp(one) != present:
            return False  # saved while it was being read: the next look tells
        if isinstance(outcome, Unreadable) and now - seen.since < PATIENCE:
            return False
        seen.checked, seen.outcome = present, outcome
        return True

    def _forget(self, key: str, now: float) -> bool:
        """Drop what is no longer in its folder, unless it may come back in a moment."""
        seen = self._seen[key]
        if seen.stamp != ABSENT:
            seen.stamp, seen.since = ABSENT, now
        if now - seen.since < PATIENCE:
            return False
        del self._seen[key]
        return seen.outcome is not None

    def _sort(self, order: list[str]) -> None:
        places = {key: place for place, key in enumerate(order)}
        keys = sorted(self._seen, key=lambda key: places.get(key, len(places)))
        self._seen = {key: self._seen[key] for key in keys}

"""When something was noted in a record, by the clock of that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

NEVER = datetime.min.replace(tzinfo=UTC)


def moment_of(text: str) -> datetime:
    """``NEVER`` for what is no moment: a record that another program has written into."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, TypeError, OverflowError):
        return NEVER


def never_back(noted: Iterable[str]) -> list[str]:
    """Moments in the order in which they were noted, ISO. One of a clock that was put back comes
    just after the one before it; those that are the same, one after the other, stay so."""
    found: list[str] = []
    before, said, latest = None, "", NEVER
    for one in noted:
        if one != before:
            before, said, moment = one, one, moment_of(one)
            if moment != NEVER and moment <= latest:
                latest += timedelta(microseconds=1)
                said = latest.isoformat()
            latest = max(latest, moment)
        found.append(said)
    return found

"""Reminders to members who have not answered: in the record of what was sent, beside the extracts.

A reminder has a number, and what tells its message from others is made of that and of the
extract's: each is sent at most once, as an extract is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from motxl.extract.manifest import Addressed
from motxl.mail.ledger import Letter, Record

_DIGEST = re.compile(r"relance (\d+) (.*)", re.DOTALL)


class Reminder(NamedTuple):
    """A round of reminders, and what the workbook says of those whom it may go to."""

    number: int
    """1 is the first"""
    answered: frozenset[str]
    """Keys of members of whom the workbook has an answer"""
    asks: Callable[[Addressed], bool]
    """Whether a member's extract asks for an answer"""


def reminder_digest(digest: str, number: int) -> str:
    """What a reminder has in the place of the digest of its extract."""
    return f"relance {number} {digest}"


def number_of(one: Letter | Record) -> int:
    """Which reminder a message is; 0 for an extract's own message."""
    found = _DIGEST.fullmatch(one.digest)
    return int(found[1]) if found else 0


def extract_of(letter: Letter) -> Letter:
    """What identifies the message of the extract that a reminder reminds of."""
    found = _DIGEST.fullmatch(letter.digest)
    return letter._replace(digest=found[2]) if found else letter


def numbered(letter: Letter, number: int) -> Letter:
    """Another reminder of the same extract."""
    return letter._replace(digest=reminder_digest(extract_of(letter).digest, number))

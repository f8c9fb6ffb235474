"""A cause for which Excel repairs or refuses a workbook, with where that is told in public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.judges.own.example import Members, good, spoil
from tests.judges.own.furnished import furnished

Change = tuple[str, str, str] | Callable[[Members], None]
"""A part, what stands there and what is put instead; or what is done to the members."""

BASES: dict[str, Callable[[], Members]] = {"good": good, "furnished": furnished}


@dataclass(frozen=True)
class Cause:
    """``told`` are issues and pull requests as ``owner/repository#number``, spaces between them.

    ``check`` is the check that finds the workbook made by ``changes`` to the base.
    """

    name: str
    told: str
    check: str
    changes: tuple[Change, ...]
    base: str = "good"

    def make(self, members: Members) -> Members:
        """The members of the base with the cause in them; those given are left as they are."""
        spoilt = dict(members)
        for change in self.changes:
            if callable(change):
                change(spoilt)
            else:
                spoil(spoilt, *change)
        return spoilt


def of_good(name: str, told: str, check: str, *changes: Change) -> Cause:
    return Cause(name, told, check, changes)


def of_furnished(name: str, told: str, check: str, *changes: Change) -> Cause:
    return Cause(name, told, check, changes, "furnished")


def moved(part: str, element: str, before: str) -> tuple[Change, Change]:
    """An element taken from its place and put before another."""
    return (part, element, ""), (part, before, element + before)

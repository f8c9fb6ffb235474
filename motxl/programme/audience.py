"""Whom each row concerns, before and after a change of the numbering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from motxl.programme.model import Entry, Programme
from motxl.programme.registers import Member
from motxl.programme.relevance import Relevance
from motxl.programme.scope import EVERYONE

Audience = tuple[Member, ...] | None
"""Active members, in the order of the directory; ``None`` for everyone"""


class AudienceChange(NamedTuple):
    """A row that concerns others than before."""

    entry: Entry
    before: Audience
    after: Audience


def audiences(programme: Programme) -> dict[tuple[str, str], Audience]:
    """By the Réf. and the text of the rows that are work; nothing where there are no members."""
    relevance = Relevance(programme)
    found: dict[int, list[Member]] = {}
    members = [one for one in programme.registers.members or () if one.active]
    if not members:
        return {}
    for member in members:
        for concern in relevance.direct(member):
            found.setdefault(concern.entry.row, []).append(member)
    return {
        _identity(entry): None
        if relevance.scopes[entry.row] == EVERYONE
        else tuple(found.get(entry.row, ()))
        for entry in relevance.work
    }


def changes(
    before: Mapping[tuple[str, str], Audience], programme: Programme
) -> list[AudienceChange]:
    """The rows of a programme that concern others than they did, in their order."""
    if not before:
        return []
    after = audiences(programme)
    return [
        AudienceChange(entry, before[key], after[key])
        for entry in programme.entries
        if (key := _identity(entry)) in before and key in after and before[key] != after[key]
    ]


def _identity(entry: Entry) -> tuple[str, str]:
    # A Réf. may be corrected, too; a text that is changed by a correction keeps its Réf.
    return (entry.ref, "") if entry.ref else ("", entry.key)

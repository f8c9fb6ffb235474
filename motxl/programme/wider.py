"""Rows whose text goes to more than they name, although each cell says so: worth a look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from motxl.programme.borders import split_values
from motxl.programme.deciding import SCOPE_OF_ROWS
from motxl.programme.model import MEMBERS, Entry
from motxl.programme.registers import Member
from motxl.programme.relevance import Relevance
from motxl.programme.remembered import Comparison
from motxl.programme.scope import EVERYONE, TARGETED, said_scope


class Wider(NamedTuple):
    """A heading that is for those whom it names, and whose text others get with lines below it."""

    heading: Entry
    members: tuple[Member, ...]
    """The others, in the order of the directory"""


def headings_for_others(relevance: Relevance) -> Iterator[Wider]:
    """Headings come along with their lines for their label only, whomever they name."""
    programme = relevance.programme
    work = {entry.row for entry in relevance.work}
    headings = [
        entry for entry in programme.entries
        if entry.row not in work and entry.text(MEMBERS) and relevance.outline.is_heading(entry)
        and relevance.scopes[entry.row] == TARGETED
    ]  # fmt: skip
    if not headings:
        return
    others: dict[int, list[Member]] = {}
    for member in programme.registers.members or ():
        if not member.active:
            continue
        direct, common = relevance.concerns(member)
        lines = [one.entry for one in (*direct, *common)]
        shown = {entry.row for entry in relevance.headings_of(lines)}
        for heading in headings:
            if heading.row in shown and not _names(relevance, heading, member):
                others.setdefault(heading.row, []).append(member)
    for heading in headings:
        if heading.row in others:
            yield Wider(heading, tuple(others[heading.row]))


def _names(relevance: Relevance, entry: Entry, member: Member) -> bool:
    called = map(relevance.programme.registers.called, split_values(entry.text(MEMBERS)))
    return any(member in one.members for one in called)


def texts_for_everyone(relevance: Relevance) -> Iterator[tuple[Entry, Entry]]:
    """Lines for those whom they name, each with one for everyone that has the same text."""
    for_all: dict[str, Entry] = {}
    for entry in relevance.work:
        if relevance.scopes[entry.row] == EVERYONE:
            for_all.setdefault(entry.key, entry)
    for entry in relevance.work:
        is_for_some = relevance.scopes[entry.row] == TARGETED and entry.text(MEMBERS)
        if is_for_some and entry.key in for_all:
            yield entry, for_all[entry.key]


def made_public(relevance: Relevance, compared: Comparison) -> list[Entry]:
    """Lines that name members and are for everyone by a Portée that was another one in the extracts
    before. What has changed places is in doubt, and told as such."""
    rows = compared.changed(SCOPE_OF_ROWS) - compared.rows(SCOPE_OF_ROWS)
    return [
        entry for entry in relevance.work
        if entry.row in rows and entry.text(MEMBERS) and said_scope(entry) == EVERYONE
    ]  # fmt: skip

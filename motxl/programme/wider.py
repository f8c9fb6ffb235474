"""Rows whose text goes to more than they name, although each cell says so: worth a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from motxl.programme.borders import split_values
from motxl.programme.deciding import SCOPE_OF_ROWS
from motxl.programme.model import MEMBERS, Entry
from motxl.programme.registers import Member
from motxl.programme.relevance import Reason, Relevance
from motxl.programme.remembered import Comparison
from motxl.programme.scope import EVERYONE, TARGETED, said_scope


class Wider(NamedTuple):
    """A heading that is for those whom it names, and whose text others get with lines below it."""

    heading: Entry
    members: tuple[Member, ...]
    """The others, in the order of the directory"""


class Beside(NamedTuple):
    """A line that names others, and what alone it concerns some members for."""

    entry: Entry
    reasons: tuple[Reason, ...]
    members: tuple[Member, ...]


class Twice(NamedTuple):
    """A line for those whom it names, and one for everyone that has the same text."""

    entry: Entry
    public: Entry


class ToLookAt(NamedTuple):
    """Rows that go to whom they may not be meant for, although the rules of Portée say so."""

    named: Sequence[Entry]
    """Name members or a border, and are for everyone as the heading above is"""
    beside: Sequence[Beside]
    public: Sequence[Entry]
    """Name members, and are for everyone as their Portée is now"""
    headings: Sequence[Wider]
    twice: Sequence[Twice]


def to_look_at(relevance: Relevance, compared: Comparison | None) -> ToLookAt:
    """``compared``: the cells that decide beside what is known of them from before."""
    return ToLookAt(
        relevance.named_but_for_everyone,
        [Beside(*one) for one in relevance.beside_the_named],
        made_public(relevance, compared) if compared is not None else [],
        list(headings_for_others(relevance)),
        list(texts_for_everyone(relevance)),
    )


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


def texts_for_everyone(relevance: Relevance) -> Iterator[Twice]:
    """Lines for those whom they name, each with one for everyone that has the same text."""
    for_all: dict[str, Entry] = {}
    for entry in relevance.work:
        if relevance.scopes[entry.row] == EVERYONE:
            for_all.setdefault(entry.key, entry)
    for entry in relevance.work:
        is_for_some = relevance.scopes[entry.row] == TARGETED and entry.text(MEMBERS)
        if is_for_some and entry.key in for_all:
            yield Twice(entry, for_all[entry.key])


def made_public(relevance: Relevance, compared: Comparison) -> list[Entry]:
    """Lines that name members and are for everyone by a Portée that was another one in the extracts
    before. What has changed places is in doubt, and told as such."""
    rows = compared.changed(SCOPE_OF_ROWS) - compared.rows(SCOPE_OF_ROWS)
    return [
        entry for entry in relevance.work
        if entry.row in rows and entry.text(MEMBERS) and said_scope(entry) == EVERYONE
    ]  # fmt: skip

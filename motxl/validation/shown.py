"""Cells that nobody sees in the workbook, or that are struck out, and whose extracts show them.

No rule speaks of them: such a cell is as right as any other. What members get of it is not what
staff see, and what is struck out is not meant any more. Whom a cell concerns:

- a row of the programme: all whose extract has the row, as a line or as a heading above one;
- an event: all who get the row of its Réf.;
- a row of Adhérents, Suivi jetons, or a contact to whom something is sent: that member;
- a theme, a territory, a service, a parameter, and a rule that may hide more cells: anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.i18n import _
from motxl.programme.model import Entry, Programme
from motxl.programme.registers import Contact, Event, Member, Move
from motxl.programme.relevance import Relevance
from motxl.programme.unseen import Unseen
from motxl.template import layout

_MOST_QUOTED = 40


class ShownOtherwise(NamedTuple):
    """A cell that extracts would show otherwise than the workbook does."""

    unseen: Unseen
    rows: frozenset[int] | None
    """The rows in Adhérents of the members whom it concerns; ``None`` for anybody"""

    def concerns(self, member: Member) -> bool:
        return self.rows is None or member.row in self.rows

    @property
    def place(self) -> str:
        """``Programme!B12``"""
        return f"{self.unseen.sheet}!{to_a1(self.unseen.row, self.unseen.column)}"

    @property
    def sentence(self) -> str:
        """What is the matter, and what to do."""
        text = " ".join(self.unseen.text.split())
        if len(text) > _MOST_QUOTED:
            text = text[: _MOST_QUOTED - 1] + "…"
        return _SENTENCES[self.unseen.how]().format(text=text)


_SENTENCES = {
    "unseen": lambda: _(
        "“{text}” cannot be seen in the workbook because of its colour, its size or its "
        "number format, but an extract would show it. Make this text visible, or delete it."
    ),
    "struck": lambda: _(
        "“{text}” is struck through, but an extract would show it like any other text. Delete "
        "this text, or remove the strikethrough."
    ),
    "characters": lambda: _(
        "“{text}” stands among characters that hide a text, push it out of sight or reverse "
        "it. Retype the text."
    ),
    "rule": lambda: _(
        "a conditional format may hide “{text}”, but an extract would show it. Change the "
        "format, or delete the text."
    ),
}


def shown_unseen(programme: Programme) -> list[ShownOtherwise]:
    """In the order of the sheets' areas; without those that are in no extract."""
    unseen = programme.unseen()
    if not unseen:
        return []
    whom = _Whom(programme)
    found = [ShownOtherwise(one, whom.of(one)) for one in unseen]
    return [one for one in found if one.rows is None or one.rows]


def shown_to_another(relevance: Relevance, entries: Sequence[Entry]) -> list[ShownOtherwise]:
    """What the extract of these entries would show, for who is no member: of the entries and the
    headings above, of their events, and of themes and parameters."""
    programme = relevance.programme
    read = (*entries, *relevance.headings_of(entries))
    rows, refs = {one.row for one in read}, {one.ref for one in entries if one.ref}
    events = programme.registers.events
    of_others = {one.sheet for one in programme.registers.all if one is not events}

    def is_read(one: Unseen) -> bool:
        if one.how == "rule":
            return True
        if one.sheet == programme.sheet and one.row in programme.entry_of_row:
            return one.row in rows
        if events is not None and one.sheet == events.sheet:
            return any(event.row == one.row and event.ref in refs for event in events)
        parameters = programme.registers.parameters
        of_all = parameters is not None and one.sheet == parameters.sheet
        return of_all or one.sheet not in of_others

    return [ShownOtherwise(one, None) for one in programme.unseen() if is_read(one)]


class _Whom:
    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._relevance = Relevance(programme)

    def of(self, one: Unseen) -> frozenset[int] | None:
        """The rows of the members whom a cell concerns; ``None`` for anybody."""
        if one.how == "rule":
            return None
        registers = self._programme.registers
        if one.sheet == self._programme.sheet and one.row in self._programme.entry_of_row:
            return self._readers.get(one.row, frozenset())
        for register in (registers.events, registers.members, registers.moves, registers.contacts):
            if register is not None and register.sheet == one.sheet:
                row = next((row for row in register if row.row == one.row), None)
                return frozenset() if row is None else frozenset(self._of_row(row))
        # The contacts are those of another directory, or nobody's.
        return frozenset() if one.sheet == layout.CONTACTS.sheet else None

    def _of_row(self, row: object) -> Iterator[int]:
        registers = self._programme.registers
        if isinstance(row, Event):
            entries = (one for one in self._programme.entries if row.ref and one.ref == row.ref)
            for entry in entries:
                yield from self._readers.get(entry.row, ())
        elif isinstance(row, Member):
            yield from (row.row,) if row.active else ()
        elif isinstance(row, Contact) and row.kind is None:
            return
        elif isinstance(row, Contact | Move):
            yield from (one.row for one in registers.members_meant(row.member) if one.active)

    @cached_property
    def _readers(self) -> dict[int, frozenset[int]]:
        """By rows of the programme, the members whose extracts have them."""
        found: dict[int, set[int]] = {}
        for member in self._programme.registers.members or ():
            if not member.active:
                continue
            direct, common = self._relevance.concerns(member)
            entries = [one.entry for one in (*direct, *common)]
            for entry in (*entries, *self._relevance.headings_of(entries)):
                found.setdefault(entry.row, set()).add(member.row)
        return {row: frozenset(members) for row, members in found.items()}

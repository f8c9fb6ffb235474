"""Cells that have one another's former values, as if they had been exchanged, or a column sorted
alone: each holds a value that it may hold, and none is surely its own.

Whom such cells concern, now or with their former values, which are among those of the others:

- rows of the programme, and those of events: the members whom one of the rows concerns directly;
  anybody where one of them is for everyone and another is not, where one is a heading, and where
  it is the Portée that changed places;
- rows of Adhérents: these members; of Contacts and Suivi jetons: the members that they name;
- services: those that asked for one, and whom it is open to; anybody where one is open to all;
- themes: the members that have one of them; territories: those that have borders.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from motxl.i18n import ngettext
from motxl.programme import deciding
from motxl.programme.deciding import OPEN_TO, DecidingColumn, rows_of, short_name
from motxl.programme.model import LABEL, SCOPE, Entry, Programme
from motxl.programme.registers import Member, Service
from motxl.programme.relevance import Relevance
from motxl.programme.remembered import Comparison
from motxl.programme.scope import EVERYONE
from motxl.validation.words import listed_rows


class ChangedPlaces(NamedTuple):
    """Columns of a table of which the same rows have one another's former values."""

    columns: tuple[DecidingColumn, ...]
    rows: frozenset[int]
    members: frozenset[int] | None
    """The rows in Adhérents of those whom it concerns; ``None`` for anybody"""

    def concerns(self, member: Member) -> bool:
        return self.members is None or member.row in self.members

    def is_of_refs(self, rows: Collection[int]) -> bool:
        """Whether the texts of these rows, and no others, changed places: their Réf. did, which is
        told itself."""
        return DecidingColumn(deciding.PROGRAMME, LABEL) in self.columns and self.rows <= set(rows)

    @property
    def place(self) -> str:
        """``Programme!Portée``"""
        return str(self.columns[0])

    @property
    def sentence(self) -> str:
        """What is the matter, and what to do."""
        text = ngettext(
            "{columns}: row {rows} has the former value of another row, as if cells had been "
            "exchanged or a column sorted alone. Put the value back, or, if it is right, run "
            "motxl extract {options}",
            "{columns}: rows {rows} have one another's former values, as if cells had been "
            "exchanged or a column sorted alone. Put the values back, or, if all of them are "
            "right, run motxl extract {options}",
            len(self.rows),
        )
        if self.columns == (OPEN_TO,):
            text = ngettext(
                "{columns}: row {rows} would now go to other members than before. Put the "
                "former value back, or, if the change is right, run motxl extract {options}",
                "{columns}: rows {rows} would now go to other members than before. Put the "
                "former values back, or, if the change is right, run motxl extract {options}",
                len(self.rows),
            )
        options = " ".join(f'--confirm-values "{short_name(one)}"' for one in self.columns)
        return text.format(
            columns=", ".join(one.name for one in self.columns),
            rows=listed_rows(sorted(self.rows)),
            options=options,
        )


def changed_places(programme: Programme, compared: Comparison) -> list[ChangedPlaces]:
    """In the order of the tables. A cause is told once: where several columns of a table have
    changed places in the same rows, as when Réf. were exchanged, they stand together."""
    if not compared.changed_places:
        return []
    whom = _Whom(programme)
    together: list[tuple[list[DecidingColumn], frozenset[int]]] = []
    found = [(column, compared.rows(column)) for column in compared.changed_places]
    for column, rows in sorted(found, key=lambda one: -len(one[1])):
        for columns, others in together:
            if columns[0].table == column.table and rows <= others:
                columns.append(column)
                break
        else:
            together.append(([column], rows))
    return [
        ChangedPlaces(tuple(columns), rows, whom.of(columns, rows)) for columns, rows in together
    ]


class _Whom:
    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._relevance = Relevance(programme)

    def of(self, columns: Sequence[DecidingColumn], rows: frozenset[int]) -> frozenset[int] | None:
        """The rows of the members whom cells concern; ``None`` for anybody."""
        programme, registers = self._programme, self._programme.registers
        table = columns[0].table
        if table == deciding.PROGRAMME:
            if SCOPE in {one.name for one in columns}:
                return None
            return self._of_entries([programme.entry_of_row[row] for row in rows])
        found = [one for one in rows_of(programme, table) if one.row in rows]
        if table == deciding.EVENTS:
            refs = {one.ref for one in found if one.ref}
            return self._of_entries([one for one in programme.entries if one.ref in refs])
        if table == deciding.MEMBERS_TABLE:
            return rows
        if table in {deciding.CONTACTS, deciding.MOVES}:
            return _rows(one for used in found for one in registers.members_meant(used.member))
        if table == deciding.SERVICES:
            return self._of_services(found)
        members = registers.members or ()
        if table == deciding.TERRITORIES:
            return _rows(one for one in members if one.borders)
        called = self._relevance.theme_called
        return _rows(
            one for one in members
            if any(theme.row in rows for theme in map(called, one.themes) if theme is not None)
        )  # fmt: skip

    def _of_entries(self, entries: Iterable[Entry]) -> frozenset[int] | None:
        relevance = self._relevance
        work = {one.row for one in relevance.work}
        rows = {one.row for one in entries}
        scopes = {relevance.scopes[row] == EVERYONE for row in rows}
        if not rows <= work or len(scopes) > 1:
            return None
        return _rows(
            member for member in self._programme.registers.members or ()
            if any(one.entry.row in rows for one in relevance.direct(member))
        )  # fmt: skip

    def _of_services(self, services: Sequence[Service]) -> frozenset[int] | None:
        registers = self._programme.registers
        if any(not one.open_to for one in services):
            return None
        asked = (
            member
            for move in registers.moves or ()
            if any(one in services for one in registers.services_called(move.service))
            for member in registers.members_meant(move.member)
        )
        may = (
            member
            for member in registers.members or ()
            if any(one.open_to and registers.is_open_to(one, member) for one in services)
        )
        return _rows((*asked, *may))


def _rows(members: Iterable[Any]) -> frozenset[int]:
    return frozenset(one.row for one in members)

"""What leaves in doubt who gets what, and what an extract would show that nobody sees.

It is said before extracts are made, and keeps messages back.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from functools import cached_property

from motxl.a1 import to_a1
from motxl.i18n import _, called, ngettext
from motxl.programme.model import SCOPE, Programme
from motxl.programme.registers import Contact, Member, Register, Registers
from motxl.programme.remembered import Comparison
from motxl.validation.about_whom import about_whom
from motxl.validation.blocking import Blocking
from motxl.validation.changed_places import ChangedPlaces, changed_places
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.rules import rule
from motxl.validation.shown import ShownOtherwise, shown_unseen

_ORDER, _BELOW = ("NUM006", "NUM007"), "STR708"


class Doubts:
    """The findings of a programme that are about members, their contacts, borders and Portée; and
    the cells that have one another's former values."""

    def __init__(
        self,
        programme: Programme,
        contacts: Register[Contact] | None = None,
        compared: Comparison | None = None,
    ) -> None:
        """``contacts`` of a directory that is kept apart take the place of the workbook's own;
        ``compared``: the workbook beside what is known of it from before."""
        if contacts is not None:
            programme = _with_contacts(programme, contacts)
        self._programme = programme
        self.findings: list[Blocking] = about_whom(programme)
        refs = {one.diagnostic.row for one in self.findings if one.diagnostic.rule == "NUM015"}
        self.changed_places: list[ChangedPlaces] = [
            one
            for one in (changed_places(programme, compared) if compared is not None else ())
            if not one.is_of_refs(refs)
        ]
        self.unseen: list[ShownOtherwise] = shown_unseen(programme)
        found = [one for one in validate(programme, [*_ORDER, _BELOW]) if not one.accepted]
        self.below: list[Diagnostic] = [one for one in found if one.rule == _BELOW]
        """Rows that were typed below the end of a table: they are not read. Nobody knows whom they
        would concern, and nothing of them goes to anybody: no message is kept back for them"""
        self.out_of_order: list[Diagnostic] = [one for one in found if one.rule in _ORDER]
        """Rows that stand in another order than that of their codes, as in a table that was sorted:
        nobody gets less for it, and no message is kept back"""

    def about(self, member: Member) -> Iterator[str]:
        """The places that leave in doubt what a member gets, with their rules; for a list of
        reasons."""
        places = [
            f"{_place(one)} ({one.diagnostic.rule})"
            for one in self.findings
            if one.concerns(member)
        ]
        places += [one.place for one in self.changed_places if one.concerns(member)]
        if places:
            yield _("it is uncertain who gets what: {places}").format(places=_listed(places))
        places = [one.place for one in self.unseen if one.concerns(member)]
        if places:
            yield _(
                "the extract would contain text that is struck out or cannot be seen in the "
                "workbook: {places}"
            ).format(places=_listed(places))

    @property
    def any(self) -> bool:
        """Whether anything is in doubt."""
        return bool(self.findings or self.changed_places or self.unseen or self.below)

    @cached_property
    def others(self) -> list[Diagnostic]:
        """The other blocking findings: who gets what is sure, and what members would read is
        wrong. No message is kept back for them."""
        told = {one.diagnostic.fingerprint for one in self.findings}
        told |= {one.fingerprint for one in (*self.below, *self.out_of_order)}
        return [
            one
            for one in self._found
            if one.severity is Severity.ERROR and one.fingerprint not in told
        ]

    @cached_property
    def to_check(self) -> list[Diagnostic]:
        """Rows that are for whom the workbook says, though their text says otherwise, or that are
        for nobody: as in a column of borders that was sorted alone. No message is kept back."""
        return [
            one for one in self._found
            if one.severity is Severity.WARNING
            and (one.rule == "BRD403" or (one.rule == "STR709" and self._is_of_scope(one)))
        ]  # fmt: skip

    def _is_of_scope(self, found: Diagnostic) -> bool:
        column = self._programme.columns.get(SCOPE)
        of_programme = found.sheet == self._programme.sheet and found.cell is not None
        return of_programme and column is not None and found.cell == to_a1(found.row, column)

    @cached_property
    def _found(self) -> list[Diagnostic]:
        return [one for one in validate(self._programme) if not one.accepted]

    def of_others(self) -> Iterator[str]:
        """That there are other findings that somebody should know, in a sentence per kind; nothing
        where there are none."""
        if self.others:
            n = len(self.others)
            yield ngettext(
                "{n} blocking finding of the workbook keeps no message back, but members would "
                "read what stands there now: {places}. Check the workbook first.",
                "{n} blocking findings of the workbook keep no message back, but members would "
                "read what stands there now: {places}. Check the workbook first.",
                n,
            ).format(n=n, places=_listed(map(_titled, self.others)))
        if self.to_check:
            n = len(self.to_check)
            yield ngettext(
                "{n} row may be for others than the workbook says, and keeps no message back: "
                "{places}. Check the workbook first.",
                "{n} rows may be for others than the workbook says, and keep no message back: "
                "{places}. Check the workbook first.",
                n,
            ).format(n=n, places=_listed(map(_titled, self.to_check)))

    def told(self) -> Iterator[str]:
        """All that somebody should know before messages are sent, a sentence each."""
        yield from self.sentences()
        yield from self.of_unseen()
        yield from self.not_read()
        yield from self.of_others()

    def of_unseen(self) -> Iterator[str]:
        """What extracts would show although it is struck out or not seen, a sentence each."""
        return (f"{one.place} · {one.sentence}" for one in self.unseen)

    def not_read(self) -> Iterator[str]:
        """Which rows are not read, and what to do, a sentence each."""
        return (
            f"{_cell_of(one)} {one.rule} · {one.message} {one.suggestion}" for one in self.below
        )

    def sentences(self) -> Iterator[str]:
        """Each finding with its place, and what to do."""
        for one in self.findings:
            found = one.diagnostic
            text = f"{_place(one)} {found.rule} · {found.message}"
            yield f"{text} {found.suggestion}" if found.suggestion else text
        for changed in self.changed_places:
            yield f"{called(changed.columns[0].table)} · {changed.sentence}"


_MOST_PLACES = 3


def _listed(places: Iterable[str]) -> str:
    several = [*dict.fromkeys(places)]
    return ", ".join(several[:_MOST_PLACES]) + (" …" if len(several) > _MOST_PLACES else "")


def _place(one: Blocking) -> str:
    return _cell_of(one.diagnostic)


def _titled(found: Diagnostic) -> str:
    """A finding by its cell and its title, for staff, and its rule."""
    return f"{_cell_of(found)} ({rule(found.rule).title}, {found.rule})"


def _cell_of(found: Diagnostic) -> str:
    sheet = called(found.sheet)
    return f"{sheet}!{found.cell}" if found.cell else sheet


def _with_contacts(programme: Programme, contacts: Register[Contact]) -> Programme:
    known = programme.registers
    changed = copy.copy(programme)
    changed.unseen = lambda: (*programme.unseen(), *contacts.unseen)
    changed.registers = Registers(
        members=known.members,
        contacts=contacts,
        events=known.events,
        services=known.services,
        moves=known.moves,
        territories=known.territories,
        versions=known.versions,
        parameters=known.parameters,
    )
    return changed

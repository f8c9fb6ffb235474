"""What of a workbook leaves in doubt who gets what: said before extracts are made, and a reason to
keep messages back."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from motxl.i18n import _
from motxl.programme.model import Programme
from motxl.programme.registers import Contact, Member, Register, Registers
from motxl.validation.about_whom import about_whom
from motxl.validation.blocking import Blocking


class Doubts:
    """The findings of a programme that are about members, their contacts, borders and Portée."""

    def __init__(self, programme: Programme, contacts: Register[Contact] | None = None) -> None:
        """``contacts`` of a directory that is kept apart take the place of the workbook's own."""
        if contacts is not None:
            programme = _with_contacts(programme, contacts)
        self.findings: list[Blocking] = about_whom(programme)

    def about(self, member: Member) -> Iterator[str]:
        """The places that leave in doubt what a member gets, with their rules; for a list of
        reasons."""
        places = [
            f"{_place(one)} ({one.diagnostic.rule})"
            for one in self.findings
            if one.concerns(member)
        ]
        if places:
            shown = ", ".join(places[:_MOST_PLACES]) + (" …" if len(places) > _MOST_PLACES else "")
            yield _("it is in doubt who gets what: {places}").format(places=shown)

    def sentences(self) -> Iterator[str]:
        """Each finding with its place, and what to do."""
        for one in self.findings:
            found = one.diagnostic
            text = f"{_place(one)} {found.rule} · {found.message}"
            yield f"{text} {found.suggestion}" if found.suggestion else text


_MOST_PLACES = 3


def _place(one: Blocking) -> str:
    found = one.diagnostic
    return f"{found.sheet}!{found.cell}" if found.cell else found.sheet


def _with_contacts(programme: Programme, contacts: Register[Contact]) -> Programme:
    known = programme.registers
    changed = copy.copy(programme)
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

"""Rule MEM508, name-ambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from motxl.i18n import N_
from motxl.programme.borders import split_values
from motxl.programme.model import MEMBERS
from motxl.programme.registers import Contact, Move, Register, Registers, Service
from motxl.template.layout import ContactColumn, JetonColumn, SuiviJetonColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_name


class NameAmbiguous(Rule):
    code = "MEM508"
    name = "name-ambiguous"
    words = N_("ambiguous name")
    severity = Severity.ERROR
    summary = N_("A name that several members have.")
    explanation = N_(
        "The columns Adhérents concernés and Ouverte à and the sheets Contacts and Suivi "
        "jetons name members by their key, their name or an alias. A name that several "
        "members share, former members included, stands for none of them: under that name, "
        "nothing is sent, booked or opened to anyone. If two members have the same key or the "
        "same name of their own, MEM502 reports it, and the sheet Adhérents has to be "
        "corrected."
    )
    bad = N_("CD, an alias of two members")
    good = "ADH-07"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        for entry in programme.filled(MEMBERS):
            for name in _ambiguous(registers, split_values(entry.text(MEMBERS))):
                message, proposal = said_of_name(registers, name)
                yield self.at(facts, entry, message, proposal, column=MEMBERS, subject=name)
        yield from self._in(registers, registers.contacts, ContactColumn.ADHERENT)
        yield from self._in(registers, registers.moves, SuiviJetonColumn.ADHERENT)
        yield from self._in(registers, registers.services, JetonColumn.OUVERTE_A)

    def _in(
        self,
        registers: Registers,
        register: Register[Contact] | Register[Move] | Register[Service] | None,
        column: str,
    ) -> Iterator[Diagnostic]:
        """What is found in a column of another table."""
        for one in register or ():
            assert register is not None  # a row of it was looked at
            for name in _ambiguous(registers, _names_in(one)):
                message, proposal = said_of_name(registers, name)
                about = f"{name} {_about(one)}"
                yield self.in_register(register, one.row, column, message, proposal, subject=about)


def _ambiguous(registers: Registers, names: Iterable[str]) -> Iterator[str]:
    """The names among these that several members have, each once; not those that MEM502 tells."""
    for name in {normalise(name): name for name in names}.values():
        called = registers.called(name)
        if called.is_ambiguous and not called.is_given_twice:
            yield name


def _names_in(row: Contact | Move | Service) -> Sequence[str]:
    return row.open_to if isinstance(row, Service) else (row.member,)


def _about(row: Contact | Move | Service) -> str:
    """What tells a row from the others, beside the name."""
    if isinstance(row, Contact):
        return row.email or row.last_name
    if isinstance(row, Move):
        return f"{row.service} {row.date} {row.state}"
    return row.key or row.label


RULE = NameAmbiguous

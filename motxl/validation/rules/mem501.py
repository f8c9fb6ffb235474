"""Rule MEM501, member-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.model import LABEL, MEMBERS
from motxl.programme.registers import Registers
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_name
from motxl.workbook.layout import ContactColumn


class MemberUnknown(Rule):
    code = "MEM501"
    name = "member-unknown"
    severity = Severity.ERROR
    summary = N_("A member that the sheet Adhérents does not know.")
    explanation = N_(
        "Adhérents concernés, and the contacts, name members by their key, their name or an "
        "alias. A name that is not found there reaches nobody: the member gets no extract of "
        "this row."
    )
    bad = N_("Adhérents concernés: Eurometropole de Strasbour")
    good = N_("Adhérents concernés: Eurométropole de Strasbourg")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        if registers.members is None:
            return
        for entry in programme.filled(MEMBERS):
            for name in split_values(entry.text(MEMBERS)):
                if registers.called(name).is_unknown:
                    message, proposal = _said(registers, name)
                    yield self.at(facts, entry, message, proposal, column=MEMBERS, subject=name)
        if registers.contacts is None:
            return
        for contact in registers.contacts:
            name = contact.member
            if name and registers.called(name).is_unknown:
                message, proposal = _said(registers, name)
                yield self.in_register(
                    registers.contacts,
                    contact.row,
                    ContactColumn.ADHERENT,
                    message,
                    proposal,
                    subject=f"{name} {contact.email or contact.last_name}",
                )


def _said(registers: Registers, name: str) -> tuple[str, str]:
    message, proposal = said_of_name(registers, name)
    return message, proposal or _("Correct the name, or add the member to the sheet Adhérents.")


RULE = MemberUnknown

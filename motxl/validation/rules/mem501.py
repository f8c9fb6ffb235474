"""Rule MEM501, member-unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.edits import SetValue
from motxl.programme.model import LABEL, MEMBERS
from motxl.programme.registers import EVERYBODY, Registers
from motxl.template.layout import TYPES_ADHERENT, ContactColumn, JetonColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.words import did_you_mean, said_of_name


class MemberUnknown(Rule):
    code = "MEM501"
    name = "member-unknown"
    words = N_("unknown member")
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("A member that is not in the sheet Adhérents.")
    explanation = N_(
        "The column Adhérents concernés, the sheet Contacts, and the column Ouverte à of the "
        "sheet Jetons name members by their key, their name or an alias; Ouverte à may also "
        "name a type of members. A name that is not in the sheet Adhérents reaches nobody: "
        "the row is missing from the extract of the member that was meant. A semicolon with "
        "nothing before or after it is reported for information: a name may have stood there."
    )
    bad = N_("Adhérents concernés: Eurometropole de Strasbour")
    good = N_("Adhérents concernés: Eurométropole de Strasbourg")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        if not registers.names_members:
            return  # nothing to compare with, or STR701 says what is missing
        for entry in programme.filled(MEMBERS):
            written = entry.text(MEMBERS)
            if _LACKS_A_NAME.search(written):
                names = "; ".join(split_values(written))
                edit = SetValue(programme.sheet, self.cell_of(facts, entry, MEMBERS), names)
                yield self.at(
                    facts,
                    entry,
                    _("A semicolon separates nothing here: a name may have been taken out."),
                    _("Write {value}, or add the name that is missing.").format(value=names),
                    column=MEMBERS,
                    subject=f"; {names}",
                    fix=Fix(False, (edit,)) if names else None,
                )._replace(severity=Severity.INFO)
            for name in split_values(written):
                if registers.called(name).is_unknown:
                    message, proposal = _said(registers, name)
                    yield self.at(facts, entry, message, proposal, column=MEMBERS, subject=name)
        yield from self._of_services(facts)
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

    def _of_services(self, facts: Facts) -> Iterator[Diagnostic]:
        """Ouverte à holds types of members, too."""
        programme, registers = facts.programme, facts.programme.registers
        types = [*programme.lists.get(TYPES_ADHERENT.table, TYPES_ADHERENT.values)]
        types += [member.kind for member in registers.members or ()]
        known = {EVERYBODY, *map(normalise, types)}
        for service in registers.services or ():
            assert registers.services is not None  # a row of it was looked at
            for name in service.open_to:
                if normalise(name) not in known and registers.called(name).is_unknown:
                    yield self.in_register(
                        registers.services,
                        service.row,
                        JetonColumn.OUVERTE_A,
                        _("“{name}” is neither a member nor a type of members.").format(name=name),
                        did_you_mean(name, (*registers.member_names, *types))
                        or _(
                            "Write names or types from the sheet Adhérents, separated by "
                            "semicolons."
                        ),
                        subject=f"{name} {service.key or service.label}",
                    )


_LACKS_A_NAME = re.compile(r"^\s*;|;\s*;|;\s*\Z")


def _said(registers: Registers, name: str) -> tuple[str, str]:
    message, proposal = said_of_name(registers, name)
    parts = name.split(",")
    of_several = any(not registers.called(part.strip()).is_unknown for part in parts)
    if len(parts) > 1 and (of_several or not proposal):
        # The name that is closest to several would take the others' place.
        proposal = _(
            "If several members are meant, separate them with semicolons, not with commas; "
            "otherwise, correct the name."
        )
    return message, proposal or _("Correct the name, or add the member to the sheet Adhérents.")


RULE = MemberUnknown

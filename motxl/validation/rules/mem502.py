"""Rule MEM502, member-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.model import MEMBERS
from motxl.programme.registers import Member, Registers
from motxl.template.layout import AdherentColumn, ContactColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class MemberDuplicate(Rule):
    code = "MEM502"
    name = "member-duplicate"
    words = N_("duplicate member")
    severity = Severity.ERROR
    summary = N_(
        "Two members with the same key or the same name, or a member or contact listed twice."
    )
    explanation = N_(
        "A key, a name or an alias stands for one member only. If two members share it, "
        "nobody can tell which is meant, and neither gets what is intended for it. The "
        "finding is on the second of the two rows; if an alias that several members share is "
        "used somewhere, MEM508 reports where. A member that a row names twice, and a contact "
        "that is listed twice, are reported as something to check: another member or contact "
        "may have been meant."
    )
    bad = N_("ADH-07 twice")
    good = N_("ADH-07 and ADH-08")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        registers = facts.programme.registers
        members = registers.members
        yield from self._in_rows(facts)
        yield from self._contacts(registers)
        if members is None:
            return
        first: dict[str, Member] = {}
        for member in members:
            told = False
            for column, name in _names(member):
                other = first.setdefault(normalise(name), member)
                if other is member or told:
                    continue
                used = normalise(name) in facts.member_names_used
                if used and not registers.called(name).is_given_twice:
                    continue
                told = True  # one finding per row
                yield self.in_register(
                    members,
                    member.row,
                    column,
                    _("“{name}” already stands for the member in row {row}.").format(
                        name=name, row=other.row
                    ),
                    _("Give each member a key and a name of its own, or delete one of the rows."),
                    subject=f"{name} {member.title}",
                )

    def _in_rows(self, facts: Facts) -> Iterator[Diagnostic]:
        """Members that one row names twice."""
        programme = facts.programme
        for entry in programme.filled(MEMBERS):
            names = split_values(entry.text(MEMBERS))
            if len(names) < 2:
                continue
            called = [programme.registers.called(name).member for name in names]
            rows = [one.row for one in called if one is not None]
            twice = [
                one
                for at, one in enumerate(called)
                if one is not None and rows.count(one.row) > 1 and one not in called[:at]
            ]
            for member in twice:
                yield self.at(
                    facts,
                    entry,
                    _("This row names “{name}” twice.").format(name=member.title),
                    _("Remove one of the two names, or replace it with the member that was meant."),
                    column=MEMBERS,
                    subject=member.title,
                )._replace(severity=Severity.WARNING)

    def _contacts(self, registers: Registers) -> Iterator[Diagnostic]:
        """Contacts of one member with one address."""
        contacts = registers.contacts
        first: dict[tuple[str, str], int] = {}
        for contact in contacts or ():
            assert contacts is not None  # a row of it was looked at
            if not (contact.member and contact.email):
                continue
            place = (normalise(contact.member), normalise(contact.email))
            row = first.setdefault(place, contact.row)
            if row != contact.row:
                yield self.in_register(
                    *(contacts, contact.row, ContactColumn.EMAIL),
                    _("“{email}” is already in row {row}, for the same member.").format(
                        email=contact.email, row=row
                    ),
                    _("Delete one of the two rows, or write the address that was meant."),
                    subject=f"{contact.member} {contact.email} {contact.row - row}",
                )._replace(severity=Severity.WARNING)


def _names(member: Member) -> Iterator[tuple[str, str]]:
    if member.key:
        yield AdherentColumn.CLE, member.key
    if member.name:
        yield AdherentColumn.NOM, member.name
    for alias in member.aliases:
        yield AdherentColumn.ALIAS, alias


RULE = MemberDuplicate

"""Rule MEM502, member-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.registers import Member
from motxl.richtext.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.workbook.layout import AdherentColumn


class MemberDuplicate(Rule):
    code = "MEM502"
    name = "member-duplicate"
    severity = Severity.ERROR
    summary = N_("Two members with one key, or one name.")
    explanation = N_(
        "A key, a name or an alias stands for one member. With two of them, nobody can tell "
        "who is meant, and neither gets what is meant for it. Said on the later row; of an alias "
        "that is used somewhere, MEM508 says where."
    )
    bad = N_("ADH-07 twice")
    good = N_("ADH-07 and ADH-08")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        registers = facts.programme.registers
        members = registers.members
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
                    _("“{name}” already stands for the member of row {row}.").format(
                        name=name, row=other.row
                    ),
                    _("Give each member a key and a name of its own, or delete one of the rows."),
                    subject=f"{name} {member.title}",
                )


def _names(member: Member) -> Iterator[tuple[str, str]]:
    if member.key:
        yield AdherentColumn.CLE, member.key
    if member.name:
        yield AdherentColumn.NOM, member.name
    for alias in member.aliases:
        yield AdherentColumn.ALIAS, alias


RULE = MemberDuplicate

"""Rule MEM505, member-named."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.model import LABEL, MEMBERS
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class MemberNamed(Rule):
    code = "MEM505"
    name = "member-named"
    words = N_("member named in the text")
    severity = Severity.INFO
    summary = N_("The text names a member that the column Adhérents concernés does not name.")
    explanation = N_(
        "A text that contains the full name of a member, or an alias that no other member "
        "has, often concerns that member. If the column Adhérents concernés names the member, "
        "the row is in the member's extract. motxl proposes to add the name, but never does "
        "so for you."
    )
    bad = N_("Appui au Département de la Savoie | (no member)")
    good = "Appui au Département de la Savoie | ADH-01"
    columns = (LABEL, MEMBERS)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        if not registers.members:
            return
        for entry in programme.entries:
            named = facts.members_in_texts.get(entry.row)
            if not named:
                continue
            written = {
                member.row
                for name in split_values(entry.text(MEMBERS))
                for member in registers.members_meant(name)
            }
            lacking = [member for member in named if member.row not in written]
            if lacking:
                yield self.at(
                    facts,
                    entry,
                    _(
                        "The text names {members}, but the column Adhérents concernés does not."
                    ).format(members=", ".join(member.title for member in lacking)),
                    _("Add {keys} to this column, unless this is only a passing mention.").format(
                        keys=", ".join(member.key or member.name for member in lacking)
                    ),
                    column=MEMBERS,
                    subject=", ".join(member.key or member.name for member in lacking),
                )


RULE = MemberNamed

"""Rule MEM506, member-without-entries."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.model import BORDER, LABEL, MEMBERS, Programme
from motxl.programme.registers import Member
from motxl.template.layout import AdherentColumn, ProgrammeColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class MemberWithoutEntries(Rule):
    code = "MEM506"
    name = "member-without-entries"
    words = N_("member without rows")
    severity = Severity.INFO
    summary = N_("A member that no row of the programme concerns.")
    explanation = N_(
        "No row shares a border with this member, names it, refers to one of its themes or "
        "concerns its jetons. This member will get only the actions that are for everyone. "
        "Its borders or themes may be missing."
    )
    bad = N_("a member without a border or theme, named nowhere")
    good = N_("FR-IT under Frontières")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        if not registers.members or not programme.entries:
            return
        borders = {border for e in programme.filled(BORDER) for border in e.borders}
        pairs = programme.pairs_named(borders)
        themes = _themes_met(programme)
        names = [n for e in programme.filled(MEMBERS) for n in split_values(e.text(MEMBERS))]
        names += [move.member for move in registers.moves or ()]
        named = {member.row for name in names for member in registers.members_meant(name)}
        # A member that only texts name is MEM505's.
        named |= {m.row for found in facts.members_in_texts.values() for m in found}

        def is_concerned(member: Member) -> bool:
            return (
                member.row in named
                or not pairs.isdisjoint(programme.pairs_named(member.borders))
                or not themes.isdisjoint(map(normalise, member.themes))
            )

        for member in registers.members:
            if member.active and not is_concerned(member):
                yield self.in_register(
                    registers.members,
                    member.row,
                    AdherentColumn.NOM,
                    _("No row of the programme concerns {member}.").format(member=member.title),
                    _remedy(programme),
                    subject=member.key or member.name,
                )


def _remedy(programme: Programme) -> str:
    """What to do; a workbook may have neither borders nor themes."""
    if programme.features.borders and programme.features.themes:
        return _(
            "Check the borders and themes of this member, which gets only the "
            "actions that are for everyone."
        )
    if programme.features.borders:
        return _(
            "Check the borders of this member, which gets only the actions that are for everyone."
        )
    if programme.features.themes:
        return _(
            "Check the themes of this member, which gets only the actions that are for everyone."
        )
    return _(
        "Name this member under Adhérents concernés where a row concerns it; it gets only the "
        "actions that are for everyone."
    )


def _themes_met(programme: Programme) -> set[str]:
    """Keys, names and aliases of the themes that some entry refers to, normalised."""
    keys = {key for _e, reference in programme.references() for key in reference.keys if key}
    met = {
        normalise(name)
        for theme in programme.themes.all
        if theme.key in keys
        for name in (theme.key, *theme.names)
    }
    column = ProgrammeColumn.AUTRES_THEMES
    others = (e.text(column) for e in programme.filled(column))
    return met | {normalise(name) for text in others for name in split_values(text)}


RULE = MemberWithoutEntries

"""Rule REF110, other-theme-unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.edits import SetValue
from motxl.programme.themes import Themes
from motxl.template.layout import AdherentColumn, ProgrammeColumn, ThemeColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity
from motxl.validation.words import did_you_mean, parted, said_of_commas


class OtherThemeUnknown(Rule):
    code = "REF110"
    name = "other-theme-unknown"
    words = N_("unknown other theme")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_(
        "The column Autres thèmes, or the column Thèmes of a member, contains "
        "something other than a theme."
    )
    explanation = N_(
        "Both columns contain keys, titles or aliases from the sheet Thèmes, separated by "
        "semicolons. A value that is none of these, or that stands for several themes, "
        "matches no member: the row is missing from the extracts of the members that have "
        "this theme. Only commas between known themes are corrected."
    )
    bad = "Deal 44; Montagn"
    good = "Deal 4; Montagne"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        known = programme.themes.misfiled
        if known is not None and not known.has(*_NAMES):
            return  # STR701 says what is missing
        themes, column = programme.themes, ProgrammeColumn.AUTRES_THEMES
        if not themes.all and known is None:
            return  # there is no list yet in which a theme could be looked up

        # Of a theme whose Famille is none, STR709 speaks.
        misfiled = {normalise(name) for one in known or () for name in (one.key, *one.names)}

        def is_theme(value: str) -> bool:
            return themes.called(value) is not None or normalise(value) in misfiled

        for entry in programme.filled(column):
            values = split_values(entry.text(column))
            meant = parted(values, is_theme)
            for value in values:
                if is_theme(value):
                    continue
                if meant is None:
                    message, proposal, fix = *_said(themes, value), None
                else:
                    message, proposal = said_of_commas(value, meant)
                    edit = SetValue(programme.sheet, self.cell_of(facts, entry, column), meant)
                    fix = Fix(True, (edit,))
                yield self.at(
                    facts, entry, message, proposal, column=column, subject=value, fix=fix
                )
        members = programme.registers.members
        for member in members or ():
            assert members is not None  # a row of it was looked at
            if parted(member.themes, is_theme):
                continue  # MEM507 tells the commas
            for value in member.themes:
                if not is_theme(value):
                    yield self.in_register(
                        members,
                        member.row,
                        AdherentColumn.THEMES,
                        *_said(themes, value),
                        subject=f"{member.key or member.name} {value}",
                    )


_NAMES = (ThemeColumn.CLE, ThemeColumn.INTITULE, ThemeColumn.ALIAS, ThemeColumn.FAMILLE)


def _said(themes: Themes, value: str) -> tuple[str, str]:
    if themes.is_ambiguous(value):
        return (
            _("Several themes in the sheet Thèmes are called “{name}”.").format(name=value),
            _("Write the key of the theme that is meant."),
        )
    return (
        _("“{name}” is not a theme in the sheet Thèmes.").format(name=value),
        did_you_mean(value, _names(themes))
        or _("Choose a value from the drop-down list of the cell."),
    )


def _names(themes: Themes) -> Sequence[str]:
    return [name for theme in themes for name in (theme.key, *theme.names) if name]


RULE = OtherThemeUnknown

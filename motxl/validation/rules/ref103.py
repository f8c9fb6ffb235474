"""Rule REF103, theme-unreferenced."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.model import DEAL_COLUMN, LABEL, TRANSVERSAL_COLUMN
from motxl.programme.themes import DEAL
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ThemeUnreferenced(Rule):
    code = "REF103"
    name = "theme-unreferenced"
    words = N_("theme without references")
    severity = Severity.WARNING
    summary = N_("A theme that no row refers to, or a theme listed twice.")
    explanation = N_(
        "Every theme of the Cross-border Deal and every cross-cutting theme should appear "
        "somewhere in the programme. The finding is on the row of the theme. Two themes with "
        "the same key, number or name are blocking: neither can be referred to any more, and "
        "the finding is on the second row."
    )
    bad = N_("theme 2 nowhere in the programme")
    good = N_("(cf. Cross-border deal thème 2) in a label")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        used = {
            key
            for entry in programme.entries
            for reference in entry.references(programme.themes)
            for key in reference.keys
        }  # by what REF108 tells, too: it may be all that is wrong
        # What a column beside a text still says was lost from the text: COL301 tells it.
        for column in (DEAL_COLUMN, TRANSVERSAL_COLUMN):
            for entry in programme.filled(column):
                used.update(split_values(entry.text(column)))
        if not programme.entries or (programme.themes_sheet is None and not used):
            return  # a sheet that refers to no theme at all does not mean to
        twice = programme.themes.given_twice
        for theme in programme.themes:
            if (first := twice.get(theme.row)) is not None and programme.themes_sheet:
                yield self.on_sheet(
                    programme.themes_sheet,
                    _("“{name}” already stands for the theme in row {row}.").format(
                        name=theme.key, row=first.row
                    ),
                    _("Give each theme a key, a number and a name of its own, or delete one row."),
                    row=theme.row,
                    column=programme.themes_column,
                    subject=f"twice {theme.key} {theme.row - first.row}",
                )._replace(severity=Severity.ERROR)
            if theme.key in used or programme.themes.is_ambiguous(theme.key):
                continue
            if theme.family == DEAL:
                message = _(
                    "No row refers to theme {number} of the Cross-border Deal ({label})."
                ).format(number=theme.number, label=theme.label)
            else:
                message = _("No row refers to the cross-cutting theme “{label}”.").format(
                    label=theme.label
                )
            yield self.on_sheet(
                programme.themes_sheet or programme.sheet,
                message,
                _("Add a reference to this theme in a row that serves it, or accept the finding."),
                row=theme.row if programme.themes_sheet else 0,
                column=programme.themes_column,
                subject=theme.key,
            )


RULE = ThemeUnreferenced

"""Rule REF103, theme-unreferenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import split_values
from motxl.programme.families import OF_SERVICES, Family
from motxl.programme.model import LABEL, Programme
from motxl.programme.themes import Theme, Themes
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ThemeUnreferenced(Rule):
    code = "REF103"
    name = "theme-unreferenced"
    words = N_("theme without references")
    severity = Severity.WARNING
    summary = N_("A theme that no row refers to, or a theme listed twice.")
    explanation = N_(
        "Every theme of the Cross-border Deal, every cross-cutting theme and every item of "
        "another family should appear somewhere in the programme. The finding is on the row "
        "of the theme or item. Two themes with the same key, number or name are reported as "
        "blocking: a reference can no longer point to either of them, and the finding is on "
        "the second row."
    )
    bad = N_("theme 2 nowhere in the programme")
    good = N_("(cf. Cross-border deal thème 2) in a label")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if facts.has_no_themes:
            return
        programme = facts.programme
        used = {
            key
            for entry in programme.entries
            for reference in entry.references(programme.themes)
            for key in reference.keys
        }  # by what REF108 tells, too: it may be all that is wrong
        # What a column beside a text still says was lost from the text: COL301 tells it.
        for column, families in programme.themes.families.by_column.items():
            for entry in programme.filled(column) if _are_listed(families) else ():
                used.update(split_values(entry.text(column)))
        if not programme.entries or (programme.themes_sheet is None and not used):
            return  # a sheet that refers to no theme at all does not mean to
        themes = programme.themes
        for theme in themes:
            sheet, column_of_keys = _place(programme, theme)
            if (first := themes.given_twice.get(theme)) is not None and sheet:
                yield self.on_sheet(
                    sheet,
                    _("“{name}” already stands for the theme in row {row}.").format(
                        name=theme.key, row=first.row
                    ),
                    _("Give each theme a key, a number and a name of its own, or delete one row."),
                    row=theme.row,
                    column=column_of_keys,
                    subject=f"twice {theme.key} {theme.row - first.row}",
                )._replace(severity=Severity.ERROR)
            if theme.key in used or themes.is_ambiguous(theme.key):
                continue
            family = themes.families.named(theme.family)
            if family is None or family.usual.slot == "clause":
                continue  # the row says which it is, and no text
            yield self.on_sheet(
                sheet or programme.sheet,
                _unreferenced(themes, theme),
                _("Add a reference to this theme in a row that serves it, or accept the finding."),
                row=theme.row if sheet else 0,
                column=column_of_keys,
                subject=theme.key,
            )


def _are_listed(families: Iterable[Family]) -> bool:
    return all(one.items != OF_SERVICES for one in families)


def _place(programme: Programme, theme: Theme) -> tuple[str | None, int]:
    """The sheet on which a theme stands, ``None`` where that is none, and the column of keys."""
    own = programme.themes.tables.get(theme.family)
    return (own.sheet, own.column) if own else (programme.themes_sheet, programme.themes_column)


def _unreferenced(themes: Themes, theme: Theme) -> str:
    if theme.family == themes.deal:
        return _("No row refers to theme {number} of the Cross-border Deal ({label}).").format(
            number=theme.number, label=theme.label
        )
    if theme.family == themes.transversal:
        return _("No row refers to the cross-cutting theme “{label}”.").format(label=theme.label)
    return _("No row refers to “{name}” of the family {family}.").format(
        name=theme.key if theme.key == theme.label else f"{theme.key} {theme.label}".strip(),
        family=theme.family,
    )


RULE = ThemeUnreferenced

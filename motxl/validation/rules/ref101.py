"""Rule REF101, theme-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.families import Family
from motxl.programme.model import LABEL, Entry
from motxl.programme.references import Reference
from motxl.template.layout import ThemeColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ThemeUnknown(Rule):
    code = "REF101"
    name = "theme-unknown"
    words = N_("unknown theme")
    severity = Severity.ERROR
    summary = N_("A reference whose number is not in the list of its family.")
    explanation = N_(
        "The number after “thème” is looked up in the sheet Thèmes; the number in a reference "
        "of another family is looked up in the table that Paramètres gives for that family. A "
        "reference to an unknown theme would be missing from every summary. For a clause in "
        "parentheses, the Réf. of its row is looked up."
    )
    bad = "cf. Cross-border Deal thème 12"
    good = "cf. Cross-border Deal thème 2"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if facts.has_no_themes:
            return
        themes = facts.programme.themes
        deal = themes.families.deal
        is_read = themes.misfiled is None or themes.misfiled.has(ThemeColumn.NUMERO)
        if is_read and deal is not None and themes.are_known(deal):
            yield from self._of_deal(facts)
        # Else STR701 says what is missing.
        for entry, reference in facts.programme.references():
            family = themes.families.of(reference.kind, reference.family)
            if family is None or not family.items or reference.kind not in {"family", "clause"}:
                continue
            if not themes.are_known(family):
                continue
            if reference.is_clause:
                if facts.programme.keys_of(entry, reference) == (None,):
                    yield self._of_clause(facts, entry, reference, family)
                continue
            numbered = themes.numbered(family.name)
            known = ", ".join(str(number) for number in sorted(numbered))
            for number in dict.fromkeys(reference.numbers):
                if number not in numbered:
                    yield self.at(
                        facts,
                        entry,
                        _("The family {family} has no item with the number {written}.").format(
                            family=family.name, written=number
                        ),
                        _("Correct the number (known numbers: {known}).").format(known=known),
                        column=LABEL,
                        subject=f"{family.name} {number}",
                    )

    def _of_clause(
        self, facts: Facts, entry: Entry, reference: Reference, family: Family
    ) -> Diagnostic:
        return self.at(
            facts,
            entry,
            _("The table {table} has no row for “{text}”.").format(
                table=family.items, text=reference.text
            ),
            _(
                "In that table, write {ref} in the column Réf., beside what this row of the "
                "programme offers."
            ).format(ref=entry.ref),
            column=LABEL,
            subject=f"{family.name} {reference.text}",
        )

    def _of_deal(self, facts: Facts) -> Iterator[Diagnostic]:
        # A number that two themes have is told where they stand, by REF103.
        themes = facts.programme.themes
        known = ", ".join(str(number) for number in sorted(themes.by_number))
        said: set[tuple[int, int]] = set()
        for entry, reference in facts.programme.references():
            if reference.kind != "deal":
                continue
            for number, key in zip(reference.numbers, reference.keys, strict=True):
                is_unknown = key is None and number not in themes.by_number
                if is_unknown and (entry.row, number) not in said:
                    said.add((entry.row, number))
                    yield self.at(
                        facts,
                        entry,
                        _("The Cross-border Deal has no theme {number}.").format(number=number),
                        _("Correct the number (known themes: {known}).").format(known=known),
                        column=LABEL,
                        subject=f"{number}",
                    )


RULE = ThemeUnknown

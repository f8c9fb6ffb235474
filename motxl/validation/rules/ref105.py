"""Rule REF105, theme-number-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL
from motxl.programme.references import deal_without_theme
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ThemeNumberMissing(Rule):
    code = "REF105"
    name = "theme-number-missing"
    words = N_("missing theme number")
    severity = Severity.WARNING
    summary = N_("A reference to the Cross-border Deal that names no theme.")
    explanation = N_(
        "“cf. Cross-border Deal” alone refers the reader to nine themes at once. Without "
        "“cf.”, the words are only a mention and are allowed."
    )
    bad = "(cf. Cross-border Deal)"
    good = "(cf. Cross-border Deal thème 5)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.with_references:
            for reference in entry.references(programme.themes):
                if deal_without_theme(reference):
                    yield self.at(
                        facts,
                        entry,
                        _("“{text}” names no theme.").format(text=reference.text),
                        _("Add “thème” and its number, or remove “cf.”."),
                        column=LABEL,
                        subject=reference.text,
                    )


RULE = ThemeNumberMissing

"""Rule REF105, theme-number-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, Entry
from motxl.programme.references import Reference, without_item
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ThemeNumberMissing(Rule):
    code = "REF105"
    name = "theme-number-missing"
    words = N_("missing theme number")
    severity = Severity.WARNING
    summary = N_(
        "A reference to the Cross-border Deal, or to another family, that does not "
        "show which item is meant."
    )
    explanation = N_(
        "“cf. Cross-border Deal” alone refers the reader to nine themes at once. Without "
        "“cf.”, the words are only a mention and are allowed. The same is true of every "
        "family whose references give a number."
    )
    bad = "(cf. Cross-border Deal)"
    good = "(cf. Cross-border Deal thème 5)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.with_references:
            for reference in entry.references(programme.themes):
                if without_item(reference, programme.themes):
                    yield self._told(facts, entry, reference)

    def _told(self, facts: Facts, entry: Entry, reference: Reference) -> Diagnostic:
        family = facts.programme.themes.families.of(reference.kind, reference.family)
        return self.at(
            facts,
            entry,
            _("“{text}” names no theme.").format(text=reference.text)
            if family is None
            else _("“{text}” names no item of its family.").format(text=reference.text),
            _("Add “thème” and its number, or remove “cf.”.")
            if family is None
            else _("Write “{way}”, or remove “cf.”.").format(way=family.usual.written),
            column=LABEL,
            subject=reference.text,
        )


RULE = ThemeNumberMissing

"""Rule REF107, reference-duplicate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL, Entry
from motxl.programme.references import Reference
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class ReferenceDuplicate(Rule):
    code = "REF107"
    name = "reference-duplicate"
    words = N_("duplicate reference")
    severity = Severity.INFO
    fix = "unsafe"
    summary = N_("The same theme twice in one row.")
    explanation = N_("One reference to a theme is enough for a row to be found and counted.")
    bad = "(cf. Cross-border deal thèmes 3 et 3)"
    good = "(cf. Cross-border deal thème 3)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.with_references:
            seen: set[str] = set()
            earlier: frozenset[str] = frozenset()
            for reference in entry.references(programme.themes):
                if not reference.is_read:
                    continue
                earlier = frozenset(seen)
                fix: Fix | None = None
                for key, times in Counter(reference.keys).items():
                    if key is None:
                        continue
                    if key in seen or times > 1:
                        fix = fix or self._fix(facts, entry, reference, earlier)
                        yield self.at(
                            facts,
                            entry,
                            _("This row refers to “{theme}” more than once.").format(theme=key),
                            _("Keep one of the references."),
                            column=LABEL,
                            subject=f"{key} {reference.start}",
                            fix=fix,
                        )
                    seen.add(key)

    def _fix(
        self, facts: Facts, entry: Entry, reference: Reference, earlier: frozenset[str]
    ) -> Fix | None:
        if reference.edits:
            return None  # REF102 first has it written as usual
        from motxl.programme.references.repeats import without_repeats  # few rows need it

        start, end, text = without_repeats(entry.label, reference, earlier)
        sheet, cell = facts.programme.sheet, self.cell_of(facts, entry)
        return Fix(False, (ReplaceText(sheet, cell, start, end, text),))


RULE = ReferenceDuplicate

"""Rule NUM014, ref-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import REF
from motxl.validate.rule import Diagnostic, Facts, Rule, Severity


class RefMissing(Rule):
    code = "NUM014"
    name = "ref-missing"
    severity = Severity.INFO
    fix = "safe"
    summary = N_("A row without a Réf.")
    explanation = N_(
        "The Réf. identifies a row for ever, also when its code changes: extracts, "
        "comparisons and jetons hang on it. A row typed by hand has none yet."
    )
    bad = N_("(empty)")
    good = "2025-139"
    columns = (REF,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for entry in facts.programme.entries:
            if not entry.ref:
                yield self.at(
                    facts,
                    entry,
                    _("This row has no Réf. yet."),
                    _("Give it the next free one, never one that was used before."),
                    column=REF,
                    subject=entry.label,
                )


RULE = RefMissing

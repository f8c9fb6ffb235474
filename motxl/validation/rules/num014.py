"""Rule NUM014, ref-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import SetValue
from motxl.programme.model import AXE, REF, TYPE, Entry
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


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
                fix = self._fix(facts, entry)
                yield self.at(
                    facts,
                    entry,
                    _("This row has no Réf. yet."),
                    _("Give it the next free one, never one that was used before."),
                    column=REF,
                    subject=entry.label,
                    fix=fix,
                )

    def _fix(self, facts: Facts, entry: Entry) -> Fix | None:
        """A new row gets the Type that goes with its place, too."""
        programme = facts.programme
        ref = facts.new_refs.get(entry.row)
        if ref is None:
            return None
        edits = [SetValue(programme.sheet, self.cell_of(facts, entry, REF), ref)]
        if programme.has(TYPE) and programme.has(AXE) and not entry.text(TYPE):
            due = facts.outline.expected_type(entry)
            if due is not None:
                edits.append(SetValue(programme.sheet, self.cell_of(facts, entry, TYPE), due))
        # With neither a code that can be read nor a Type it may be a note or a total.
        is_of_it = entry.code is not None or bool(entry.text(TYPE))
        return Fix(is_of_it or not programme.has(TYPE), tuple(edits))


RULE = RefMissing

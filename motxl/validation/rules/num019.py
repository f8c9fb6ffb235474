"""Rule NUM019, label-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class LabelMissing(Rule):
    code = "NUM019"
    name = "label-missing"
    severity = Severity.ERROR
    summary = N_("A row with a code or a Réf. and no text.")
    explanation = N_(
        "A row without a text is in no extract and in no pivot table: it is lost without a word. "
        "Often its cell was emptied by mistake, and an earlier version of the workbook has the "
        "text."
    )
    bad = N_("1.1.2 | (empty)")
    good = "1.1.2 | Revue de presse"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        proposal = _(
            "Write the text again, or take it from an earlier version of the workbook; delete the "
            "whole row if it is not to be."
        )
        for entry in programme.entries:
            if not entry.key:
                message = _("This row has no text.")
                yield self.at(
                    facts, entry, message, proposal, column=LABEL, subject=entry.code_text
                )
        for row, ref in programme.structure.unnamed_rows:
            yield self.on_sheet(
                programme.sheet,
                _("The row of {ref} has neither a code nor a text.").format(ref=ref),
                proposal,
                row=row,
                column=programme.columns[LABEL],
                subject=ref,
            )


RULE = LabelMissing

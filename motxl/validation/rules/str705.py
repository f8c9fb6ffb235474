"""Rule STR705, formula-in-text."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import AXE, LABEL
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class FormulaInText(Rule):
    code = "STR705"
    name = "formula-in-text"
    words = N_("formula in a text")
    severity = Severity.WARNING
    summary = N_("A code or a label is computed by a formula.")
    explanation = N_(
        "motxl neither colours nor corrects what a formula computes, and the result changes "
        "without warning when the cells that the formula refers to change. Codes and labels "
        "have to be typed."
    )
    bad = '=A4&" bis"'
    good = N_("the text itself")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for row, column in programme.structure.formulas:
            entry = programme.entry_of_row[row]
            yield self.at(
                facts,
                entry,
                _("The code of this row is computed by a formula.")
                if column == AXE
                else _("The text of this row is computed by a formula."),
                _("Copy the cell, then paste it in the same place as values (Paste Special)."),
                column=column,
                subject=column,
            )


RULE = FormulaInText

"""Rule STR706, rows-hidden."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, ngettext
from motxl.programme.model import AXE, LABEL
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class RowsHidden(Rule):
    code = "STR706"
    name = "rows-hidden"
    words = N_("hidden rows")
    severity = Severity.INFO
    summary = N_("Rows of the programme are hidden.")
    explanation = N_(
        "Rows that are hidden by hand or by a filter are checked, coloured, counted and sent "
        "like the others. There is one finding, so nobody overlooks them."
    )
    bad = N_("a filter left on")
    good = N_("all rows shown")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        hidden = programme.structure.hidden_rows
        if not hidden:
            return
        yield self.on_sheet(
            programme.sheet,
            ngettext(
                "{n} row of the programme is hidden.",
                "{n} rows of the programme are hidden.",
                len(hidden),
            ).format(n=len(hidden)),
            ngettext(
                "Clear the filter (Data, then Clear) or unhide the row to see it.",
                "Clear the filter (Data, then Clear) or unhide the rows to see them.",
                len(hidden),
            ),
            row=hidden[0],
            column=programme.columns.get(AXE, programme.columns[LABEL]),
            subject="hidden",
        )


RULE = RowsHidden

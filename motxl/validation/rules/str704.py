"""Rule STR704, cells-merged."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import CellRange
from motxl.i18n import N_, _
from motxl.programme.model import AXE, LABEL
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CellsMerged(Rule):
    code = "STR704"
    name = "cells-merged"
    words = N_("merged cells in the table")
    severity = Severity.ERROR
    summary = N_("Merged cells inside the table.")
    explanation = N_(
        "When cells are merged, only the first one keeps a value: the rows below lose theirs, "
        "and Excel refuses to sort."
    )
    bad = N_("A5:A7 merged")
    good = N_("a value in each of the cells A5, A6 and A7")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for reference in programme.structure.merged:
            area = CellRange.parse(reference)
            code, label = programme.columns.get(AXE), programme.columns[LABEL]
            covers_both = code != label and {code, label} <= set(
                range(area.first_column, area.last_column + 1)
            )
            if facts.is_foreign and area.first_row == area.last_row and not covers_both:
                continue  # a heading over its row: no row loses anything
            yield self.on_sheet(
                programme.sheet,
                _("The cells {area} are merged.").format(area=reference),
                _("Unmerge them and write a value in each row."),
                row=area.first_row,
                column=area.first_column,
                subject=reference,
            )


RULE = CellsMerged

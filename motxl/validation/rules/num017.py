"""Rule NUM017, rows-sorted."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import MoveRow
from motxl.programme.model import AXE, ORDRE
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class RowsSorted(Rule):
    code = "NUM017"
    name = "rows-sorted"
    words = N_("sorted rows")
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("The table was sorted and is no longer in the programme's order.")
    explanation = N_(
        "Sorting by Pilote or Frontière is useful for a while, but the programme is read in "
        "its own order, which the hidden column Ordre keeps. There is one finding; the other "
        "rules of the numbering then follow the column Ordre."
    )
    bad = N_("rows sorted by Pilote")
    good = N_("rows sorted by Ordre")
    columns = (AXE, ORDRE)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline = facts.outline
        if not outline.is_sorted_otherwise:
            return
        yield self.at(
            facts,
            facts.programme.entries[0],
            _(
                "The rows are not in the programme's order: the table was sorted by {column}."
            ).format(column=outline.sorted_by)
            if outline.sorted_by
            else _(
                "The rows are not in the programme's order: the table was sorted by another column."
            ),
            _(
                "Show the hidden column Ordre and sort the table by it, or run motxl validate "
                "WORKBOOK --unsafe-fixes --select NUM017."
            ),
            subject="rows-sorted",
            fix=Fix(
                False,
                tuple(
                    MoveRow(facts.programme.sheet, self.cell_of(facts, entry, AXE), None)
                    for entry in outline.entries
                ),
            ),
        )


RULE = RowsSorted

"""Rule STR708, row-outside-table."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.edits import ExtendTable
from motxl.programme.model import AXE, LABEL
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class RowOutsideTable(Rule):
    code = "STR708"
    name = "row-outside-table"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Rows were typed below the end of the table.")
    explanation = N_(
        "What stands below the table is not sorted or filtered with it, and motxl does not "
        "count, colour or send it. Said once for rows that follow one another."
    )
    bad = N_("a row typed two lines below the table")
    good = N_("the same row as the last one of the table")
    columns = (AXE, LABEL)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        below = programme.structure.below
        if not below:
            return
        first, last = below[0][0], below[-1][0]
        edit = ExtendTable(programme.sheet, to_a1(last, programme.columns[AXE]))
        safe = all(coded for _row, coded in below)
        yield self.on_sheet(
            programme.sheet,
            _("Row {row} stands below the end of the table and does not belong to it.").format(
                row=first
            )
            if first == last
            else _(
                "Rows {first} to {last} stand below the end of the table and do not belong to it."
            ).format(first=first, last=last),
            _("Drag the corner at the table’s end down to row {row}.").format(row=last),
            row=first,
            column=programme.columns[AXE],
            subject="below",
            fix=Fix(safe, (edit,)) if programme.structure.may_extend else None,
        )


RULE = RowOutsideTable

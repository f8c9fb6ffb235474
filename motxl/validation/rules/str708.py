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
    words = N_("row outside the table")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Rows were typed below the end of the table.")
    explanation = N_(
        "Rows below the table are not sorted or filtered with it, and motxl does not count, "
        "colour or send them. There is one finding for rows that follow one another. The same "
        "goes for rows right below the other tables."
    )
    bad = N_("a row typed two lines below the table")
    good = N_("the same row, now the last row of the table")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        families = programme.themes.families
        registers = programme.registers.all
        if programme.themes.misfiled is not None:
            registers.append(programme.themes.misfiled)
        tables = [(one.sheet, one.columns, one.below) for one in registers]
        others = (families, programme.borders)
        tables += [(one.sheet, one.columns, one.below) for one in others]
        for sheet, columns, rows in tables:
            if rows:
                yield self.on_sheet(
                    sheet,
                    _said(rows[0], rows[-1]),
                    _proposed(rows[-1]),
                    row=rows[0],
                    column=min(columns.values(), default=1),
                    subject="below",
                )
        below = programme.structure.below
        if not below or not (programme.has(AXE) and programme.has(LABEL)):
            return
        first, last = below[0][0], below[-1][0]
        edit = ExtendTable(programme.sheet, to_a1(last, programme.columns[AXE]))
        safe = all(coded for _row, coded in below)
        yield self.on_sheet(
            programme.sheet,
            _said(first, last),
            _proposed(last),
            row=first,
            column=programme.columns[AXE],
            subject="below",
            fix=Fix(safe, (edit,)) if programme.structure.may_extend else None,
        )


def _said(first: int, last: int) -> str:
    if first == last:
        return _("Row {row} is below the end of the table and does not belong to it.").format(
            row=first
        )
    return _(
        "Rows {first} to {last} are below the end of the table and do not belong to it."
    ).format(first=first, last=last)


def _proposed(last: int) -> str:
    return _("Drag the handle at the bottom right corner of the table down to row {row}.").format(
        row=last
    )


RULE = RowOutsideTable

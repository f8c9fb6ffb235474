"""Rule STR703, row-blank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from motxl.i18n import N_, _
from motxl.programme.model import AXE, LABEL
from motxl.programme.registers import Registers
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import stretches


class RowBlank(Rule):
    code = "STR703"
    name = "row-blank"
    words = N_("blank row")
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("A blank row inside the table.")
    explanation = N_(
        "A blank row stops filters and sorts, and the table looks finished where it is not. "
        "In a table other than the programme's, the contents of the row may have been cleared "
        "by mistake: nothing is deleted."
    )
    bad = N_("(a blank row)")
    good = N_("(no such row)")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        yield from self._in_registers(programme.registers)
        # In a sheet that is not understood as a programme, a blank row may part things.
        certain = programme.table is not None or facts.shape.is_understood
        for first, last in stretches(programme.structure.blank_rows):
            yield self.on_sheet(
                programme.sheet,
                _("Row {row} is blank.").format(row=first)
                if first == last
                else _("Rows {first} to {last} are blank.").format(first=first, last=last),
                _("Delete it.") if first == last else _("Delete them."),
                row=first,
                column=programme.columns.get(AXE, programme.columns[LABEL]),
                subject=f"{first}",
                fix=self.delete_fix(facts, range(first, last + 1)) if certain else None,
            )
        for first, last in stretches(programme.structure.bare_rows):
            yield self.on_sheet(
                programme.sheet,
                _("Row {row} has neither a code nor a text, though other cells are filled.").format(
                    row=first
                )
                if first == last
                else _(
                    "Rows {first} to {last} have neither a code nor a text, though other cells are "
                    "filled."
                ).format(first=first, last=last),
                _("Write the code and the text, or delete what stands in the other cells."),
                row=first,
                column=programme.columns.get(AXE, programme.columns[LABEL]),
                subject=f"{first}",
            )

    def _in_registers(self, registers: Registers) -> Iterator[Diagnostic]:
        """Rows between others of another table in which no cell holds anything. What stood there
        may have been wiped out: nothing is taken away."""
        for register in registers.all:
            numbers = [one.row for one in register]
            for above, below in pairwise(numbers):
                if below - above < 2:
                    continue
                first, last = above + 1, below - 1
                yield self.on_sheet(
                    register.sheet,
                    _("Row {row} is blank.").format(row=first)
                    if first == last
                    else _("Rows {first} to {last} are blank.").format(first=first, last=last),
                    _("Write again what stood here, or delete this blank part of the table."),
                    row=first,
                    column=min(register.columns.values(), default=1),
                    subject=f"{first}",
                )


RULE = RowBlank

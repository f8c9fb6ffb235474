"""Rule NUM006, code-order."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import format_code
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeOrder(Rule):
    code = "NUM006"
    name = "code-order"
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("The codes go backwards.")
    explanation = N_(
        "Rows stand in the order of their codes. The fewest rows are named that, moved to "
        "their place, put the others right."
    )
    bad = N_("1.1.3 then 1.1.2")
    good = N_("1.1.2 then 1.1.3")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline = facts.outline
        for group in outline.misplaced:
            code = group[0].code
            if code in outline.kept_blocks:
                continue  # NUM007 says so
            beside, comes_before = outline.following(code)
            if comes_before:
                row = before = beside.entries[0].row
                text = _("Move it before {following} (row {row}), or correct the code.")
            else:
                row = beside.entries[-1].row
                before = row + 1
                text = _("Move it after {following} (row {row}), or correct the code.")
            entries = [entry for block in group for entry in block.entries]
            yield self.at(
                facts,
                group[0].entries[0],
                _("{code} is out of order.").format(code=format_code(code)),
                text.format(following=format_code(beside.code), row=row),
                subject=format_code(code),
                fix=self.move_fix(facts, entries, before),
            )


RULE = CodeOrder

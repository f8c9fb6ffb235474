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
        for block, following in facts.outline.out_of_order():
            yield self.at(
                facts,
                block.entries[0],
                _("{code} is out of order.").format(code=format_code(block.code)),
                _("Move it before {following} (row {row}), or correct the code.").format(
                    following=format_code(following.code), row=following.entries[0].row
                )
                if block.code < following.code
                else _("Move it after {following} (row {row}), or correct the code.").format(
                    following=format_code(following.code), row=following.entries[-1].row
                ),
                subject=format_code(block.code),
                fix=self.move_fix(
                    facts,
                    block.entries,
                    following.entries[0].row
                    if block.code < following.code
                    else following.entries[-1].row + 1,
                ),
            )


RULE = CodeOrder

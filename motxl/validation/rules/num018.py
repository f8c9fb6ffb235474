"""Rule NUM018, action-code."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ActionCode(Rule):
    code = "NUM018"
    name = "action-code"
    words = N_("code of an action")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("An action whose code is not that of the heading above.")
    explanation = N_(
        "An action carries the code of the heading that it stands under. Another code is a "
        "slip if no heading has it; if another heading has it, the row may also have been put "
        "in the wrong place. If there is no column Type, a row between two rows with the same "
        "code is an action."
    )
    bad = N_("1.1.3 | a heading, then 1.13 | an action")
    good = N_("1.1.3 | a heading, then 1.1.3 | an action")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            written = fault.entry.code_text.strip()
            code = fault.reading.code
            yield self.at(
                facts,
                fault.entry,
                _("“{code}” is not the code of the heading above, {heading}.").format(
                    code=written, heading=facts.programme.scheme.write(code)
                )
                if code
                else _("“{code}” is not the code of the heading above.").format(code=written),
                said_reading(fault),
                subject=written,
                fix=self.code_fix(facts, fault),
            )


RULE = ActionCode

"""Rule NUM001, code-invalid."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeInvalid(Rule):
    code = "NUM001"
    name = "code-invalid"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("The code is not numbers joined by dots.")
    explanation = N_(
        "A code is one to three numbers joined by dots, such as 2, 2.1 or 2.1.3. Anything "
        "else cannot be placed in the numbering. What a heading must be, given the headings around "
        "and what stands under it, is proposed; of actions NUM018 speaks."
    )
    bad = "1.1.x"
    good = "1.1.3"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            text = fault.entry.code_text.strip()
            yield self.at(
                facts,
                fault.entry,
                _("“{code}” is not a code: a code is numbers joined by dots.").format(code=text),
                said_reading(fault) or _("Write a code such as 2, 2.1 or 2.1.3."),
                subject=text,
                fix=self.code_fix(facts, fault),
            )


RULE = CodeInvalid

"""Rule NUM010, code-depth."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import MAX_DEPTH, format_code
from motxl.programme.shape import Numbering, written_code
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeDepth(Rule):
    code = "NUM010"
    name = "code-depth"
    words = N_("code with too many levels")
    severity = Severity.ERROR
    summary = N_("A code with more than three levels.")
    explanation = N_(
        "The programme has three levels of headings: axis, objective, sub-objective. What "
        "stands below is an action, with the code of its heading."
    )
    bad = "1.1.1.1"
    good = "1.1.1"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if facts.shape.numbering is Numbering.DEEP:
            return  # as levels of its own, which the report says were not checked
        for fault in facts.code_faults(self.code):
            code = written_code(fault.entry)
            assert code is not None
            yield self.at(
                facts,
                fault.entry,
                _("{code} has {count} levels; a code has at most three.").format(
                    code=format_code(code), count=len(code)
                ),
                (fault.reading.code != code and said_reading(fault))
                or _("Write {code} if this row is an action under that heading.").format(
                    code=format_code(code[:MAX_DEPTH])
                ),
                subject=format_code(code),
                fix=self.code_fix(facts, fault) if fault.reading.code != code else None,
            )


RULE = CodeDepth

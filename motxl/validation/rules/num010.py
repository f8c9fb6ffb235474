"""Rule NUM010, code-depth."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import MAX_DEPTH, format_code, parse_code, tidy_code
from motxl.programme.shape import Numbering
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeDepth(Rule):
    code = "NUM010"
    name = "code-depth"
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
        for entry in facts.programme.entries:
            code = entry.code or parse_code(tidy_code(entry.code_text))
            if code is None or len(code) <= MAX_DEPTH:
                continue
            yield self.at(
                facts,
                entry,
                _("{code} has {count} levels; a code has at most three.").format(
                    code=format_code(code), count=len(code)
                ),
                _("Write {code} if this row is an action under it.").format(
                    code=format_code(code[:MAX_DEPTH])
                ),
                subject=format_code(code),
            )


RULE = CodeDepth

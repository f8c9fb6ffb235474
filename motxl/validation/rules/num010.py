"""Rule NUM010, code-depth."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import Code
from motxl.programme.scheme import Scheme
from motxl.programme.shape import Numbering
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
        "stands below is an action, with the code of its heading. "
        "The table of levels in the sheet Paramètres may define more levels, or fewer."
    )
    bad = "1.1.1.1"
    good = "1.1.1"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if facts.shape.numbering is Numbering.DEEP:
            return  # as levels of its own, which the report says were not checked
        for fault in facts.code_faults(self.code):
            code, scheme = fault.entry.written_code, facts.programme.scheme
            assert code is not None
            shown = scheme.write(code)
            yield self.at(
                facts,
                fault.entry,
                _("{code} has {count} levels; a code has at most three.").format(
                    code=shown, count=len(code)
                )
                if scheme.depth == _USUAL
                else _("{code} has {count} levels; the programme has {most}.").format(
                    code=shown, count=len(code), most=scheme.depth
                ),
                (fault.reading.code != code and said_reading(fault)) or _advice(scheme, code),
                subject=shown,
                fix=self.code_fix(facts, fault) if fault.reading.code != code else None,
            )


_USUAL = 3


def _advice(scheme: Scheme, code: Code) -> str:
    if scheme.has_shared_codes:
        return _("Write {code} if this row is an action under that heading.").format(
            code=scheme.write(code[: scheme.depth])
        )
    return _("Correct the code, or add its level to the table of levels in the sheet Paramètres.")


RULE = CodeDepth

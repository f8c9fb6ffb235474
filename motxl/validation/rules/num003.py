"""Rule NUM003, code-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import format_code
from motxl.programme.shape import is_blank
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeMissing(Rule):
    code = "NUM003"
    name = "code-missing"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("A label without a code.")
    explanation = N_(
        "Every row carries a code: a heading its own, an action the code of the heading that "
        "it stands under. Without one the row belongs nowhere."
    )
    bad = N_("(empty) | Revue de presse")
    good = "2.3.1 | Revue de presse"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if facts.shape.on_headings_only:
            return  # an action has no code there; the report says that
        for entry in facts.programme.entries:
            if not is_blank(entry.code_value):
                continue
            candidates = facts.outline.candidates(entry)
            suggestion = (
                _("Write {code}, as text.").format(code=format_code(candidates[0]))
                if len(candidates) == 1
                else _("Write the code of the heading that this row stands under.")
            )
            fix = (
                self.code_fix(facts, entry, candidates[0], safe=True)
                if len(candidates) == 1
                else None
            )
            yield self.at(facts, entry, _("This row has no code."), suggestion, fix=fix)


RULE = CodeMissing

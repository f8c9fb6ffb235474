"""Rule NUM003, code-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import AXE
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_unread


class CodeMissing(Rule):
    code = "NUM003"
    name = "code-missing"
    words = N_("missing code")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("A label without a code.")
    explanation = N_(
        "Every row carries a code: a heading has its own, an action has the code of the "
        "heading that it stands under. A row without a code belongs nowhere."
    )
    bad = N_("(empty) | Revue de presse")
    good = "2.3.1 | Revue de presse"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            structure, cell = facts.programme.structure, (fault.entry.row, AXE)
            if cell in structure.unread:
                # A formula may only want computing; an error that stands there says nothing more.
                fix = None if cell in structure.formulas else self.code_fix(facts, fault)
                fix = fix._replace(safe=False) if fix is not None else None
                yield self.at(facts, fault.entry, *said_of_unread(), fix=fix)
                continue
            advice = said_reading(fault)
            scheme = facts.programme.scheme
            if advice is None and not scheme.has_shared_codes:
                advice = _("Write the code of this row.")
            if advice is None and scheme.is_stable and fault.entry.level:
                advice = _("Write a code that was never given to a row before.")
            if advice is None and fault.entry.level:
                advice = _(
                    "No code is free here for a new heading: write the code that the heading "
                    "is to have, then run motxl renumber to renumber what follows."
                )
            yield self.at(
                facts,
                fault.entry,
                _("This row has no code."),
                advice or _("Write the code of the heading that this row stands under."),
                fix=self.code_fix(facts, fault),
            )


RULE = CodeMissing

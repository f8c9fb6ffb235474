"""Rule NUM012, code-spacing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.codes import parse_code, tidy_code
from motxl.programme.edits import SetValue
from motxl.programme.model import AXE
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeSpacing(Rule):
    code = "NUM012"
    name = "code-spacing"
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("Stray spaces or a trailing dot in a code.")
    explanation = N_(
        "Spaces (also no-break ones, which nobody sees) and a dot at the end make two codes "
        "of one: filters and formulas then miss the row."
    )
    bad = N_("“1.1.3 ” or “1.1.3.”")
    good = N_("“1.1.3”")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.entries:
            text = entry.code_text
            if entry.code is not None or not text.strip():
                continue
            tidy = tidy_code(text)
            if parse_code(tidy) is None:
                continue
            cell = to_a1(entry.row, programme.columns[AXE])
            yield self.at(
                facts,
                entry,
                _("The code {code} is written with a stray space or dot.").format(code=tidy),
                _("Write {code}.").format(code=tidy),
                subject=tidy,
                fix=Fix(True, (SetValue(programme.sheet, cell, tidy),)),
            )


RULE = CodeSpacing

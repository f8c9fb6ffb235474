"""Rule NUM012, code-spacing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.controls import on_one_line
from motxl.i18n import N_, _
from motxl.programme.edits import SetValue
from motxl.programme.model import AXE, Programme
from motxl.validation.diagnostics import Fix
from motxl.validation.numbering import CodeFault
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeSpacing(Rule):
    code = "NUM012"
    name = "code-spacing"
    words = N_("spacing in a code")
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("Stray spaces or a trailing dot in a code.")
    explanation = N_(
        "A stray space (even a no-break one, which nobody sees) or a dot at the end turns one "
        "code into two different ones: filters and formulas then miss the row."
    )
    bad = N_("“1.1.3 ” or “1.1.3.”")
    good = N_("“1.1.3”")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        faults = [*facts.code_faults(self.code)]
        if programme.is_guessed:
            # Where most codes of a level have a dot at their end, they are written so.
            faults = [fault for fault in faults if not _is_habit(faults, fault, programme)]
        for fault in faults:
            tidy = programme.scheme.tidy(fault.entry.code_text)
            cell = self.cell_of(facts, fault.entry, AXE)
            yield self.at(
                facts,
                fault.entry,
                _("The code {code} is written with a stray space or dot.").format(code=tidy)
                if programme.scheme.is_figures
                else _("The code {code} is not written like the others.").format(
                    code=on_one_line(fault.entry.code_text.strip())
                ),
                _("Write {code}.").format(code=tidy),
                subject=tidy,
                fix=Fix(True, (SetValue(programme.sheet, cell, tidy),)),
            )


def _is_habit(faults: Sequence[CodeFault], fault: CodeFault, programme: Programme) -> bool:
    level = len(fault.entry.written_code or ())
    own = [entry for entry in programme.entries if len(entry.written_code or ()) == level]
    return 2 * sum(len(one.entry.written_code or ()) == level for one in faults) > len(own)


RULE = CodeSpacing

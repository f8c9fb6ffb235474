"""Rule NUM008, heading-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import AXE
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class HeadingDuplicate(Rule):
    code = "NUM008"
    name = "heading-duplicate"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Two headings with one code.")
    explanation = N_(
        "A code has one heading. A second one under the same code is often a heading whose "
        "number was not corrected after copying."
    )
    bad = "1.1.2 Sous-objectif, 1.1.2 Sous-objectif"
    good = "1.1.2 Sous-objectif, 1.1.3 Sous-objectif"
    columns = (AXE,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            yield self.at(
                facts,
                fault.entry,
                _("{code} is the code of another heading.").format(
                    code=facts.programme.scheme.write(fault.entry.written_code or ())
                ),
                said_reading(fault),
                subject=fault.entry.label,
                fix=self.code_fix(facts, fault),
            )
        for code, (first, *others) in facts.outline.typed_headings.items():
            for entry in others:
                if entry.ref and entry.ref == first.ref:
                    continue  # a copied row: NUM015 says so
                yield self.at(
                    facts,
                    entry,
                    _("{code} already has a heading, in row {row}.").format(
                        code=facts.programme.scheme.write(code), row=first.row
                    ),
                    _(
                        "Give one of the two another code, or make it an action; if a heading "
                        "was put in between, motxl renumber numbers everything again."
                    )
                    if not facts.programme.scheme.is_stable
                    else _("Give one of the two another code, or make it an action."),
                    subject=entry.label,
                )


RULE = HeadingDuplicate

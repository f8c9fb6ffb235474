"""Rule NUM013, heading-empty."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import format_code
from motxl.programme.model import TYPE
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class HeadingEmpty(Rule):
    code = "NUM013"
    name = "heading-empty"
    severity = Severity.INFO
    summary = N_("An axis or an objective with nothing under it.")
    explanation = N_(
        "A heading of the first two levels announces sub-objectives or actions. A sub-"
        "objective alone is fine: it is then the work itself."
    )
    bad = N_("2.4 alone")
    good = N_("2.4 then 2.4.1")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline = facts.outline
        empty = [
            (code, block)
            for code, block in outline.first_blocks.items()
            if len(code) <= 2 and not outline.actions(code) and code not in outline.children
        ]
        objectives = [code for code in outline.first_blocks if len(code) == 2]
        alone = sum(1 for code, _block in empty if len(code) == 2)
        # Where no objective has anything under it, the programme has two levels.
        two_levels = alone == len(objectives) > 1 and not facts.programme.has(TYPE)
        for code, block in empty:
            if len(code) == 2 and two_levels:
                continue
            yield self.at(
                facts,
                block.entries[0],
                _("There is nothing under {code}.").format(code=format_code(code)),
                _("Add what it announces, or delete the heading."),
                subject=format_code(code),
            )


RULE = HeadingEmpty

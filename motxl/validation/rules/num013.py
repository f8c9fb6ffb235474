"""Rule NUM013, heading-empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity

# Fewer with nothing under them may as well be waiting for it.
_FEWEST = 3


class HeadingEmpty(Rule):
    code = "NUM013"
    name = "heading-empty"
    words = N_("empty heading")
    severity = Severity.INFO
    summary = N_("An axis or an objective with nothing under it.")
    explanation = N_(
        "A heading of the first two levels announces sub-objectives or actions. A "
        "sub-objective may stand alone: it is then itself the action to carry out."
    )
    bad = N_("2.4 alone")
    good = N_("2.4 then 2.4.1")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline = facts.outline
        deepest = outline.depth_of_the_work
        empty = {
            code
            for code in outline.first_blocks
            if len(code) < deepest and not outline.actions(code) and code not in outline.children
        }
        if facts.is_foreign:
            # Where most have nothing under them, they are what is to be done.
            all_of, empty_of = (Counter(map(len, codes)) for codes in (outline.first_blocks, empty))
            usual = {d for d, n in empty_of.items() if n >= _FEWEST and 2 * n > all_of[d]}
            empty = {code for code in empty if len(code) not in usual}
        for code, block in outline.first_blocks.items():
            if code not in empty:
                continue
            yield self.at(
                facts,
                block.entries[0],
                _("There is nothing under {code}.").format(code=facts.programme.scheme.write(code)),
                _("Add what the heading announces, or delete the heading."),
                subject=facts.programme.scheme.write(code),
            )


RULE = HeadingEmpty

"""Rule NUM011, level-skipped."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _, ngettext
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class LevelSkipped(Rule):
    code = "NUM011"
    name = "level-skipped"
    words = N_("skipped level")
    severity = Severity.INFO
    summary = N_("Actions stand directly under an objective whose siblings have sub-objectives.")
    explanation = N_(
        "Under 1.1 and 1.2, the actions stand under sub-objectives (1.1.1, 1.2.1…). Actions "
        "directly under 1.3 may be there on purpose, or their sub-objective may be missing. "
        "There is one finding, on the heading."
    )
    bad = N_("1.3 | an action, beside 1.2.1 | an action")
    good = N_("1.3.1 | an action")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline, scheme = facts.outline, facts.programme.scheme
        for code, block in outline.first_blocks.items():
            if not 1 < len(code) < scheme.depth or not outline.actions(code):
                continue
            siblings = [c for c in outline.children.get(code[:-1], ()) if c != code]
            if not any(sibling in outline.children for sibling in siblings):
                continue
            count = len(outline.actions(code))
            yield self.at(
                facts,
                block.entries[0],
                ngettext(
                    "{count} action stands directly under {code}, while the objectives beside it "
                    "have sub-objectives.",
                    "{count} actions stand directly under {code}, while the objectives beside it "
                    "have sub-objectives.",
                    count,
                ).format(count=count, code=scheme.write(code))
                if scheme.is_usual
                else ngettext(
                    "{count} row stands directly under {code}, while the headings beside it have "
                    "headings under them.",
                    "{count} rows stand directly under {code}, while the headings beside it have "
                    "headings under them.",
                    count,
                ).format(count=count, code=scheme.write(code)),
                _("If this is intended, there is nothing to do; otherwise add {code}.").format(
                    code=scheme.write((*code, 1))
                ),
                subject=scheme.write(code),
            )


RULE = LevelSkipped

"""Rule NUM004, parent-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ParentMissing(Rule):
    code = "NUM004"
    name = "parent-missing"
    words = N_("missing parent")
    severity = Severity.WARNING
    summary = N_("A code whose parent heading does not exist.")
    explanation = N_(
        "The code 3.0.1 requires a heading 3.0. There is one finding for each missing "
        "heading, on the first row that stands under it."
    )
    bad = N_("3 then 3.0.1")
    good = N_("3 then 3.0 then 3.0.1")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline, write = facts.outline, facts.programme.scheme.write
        for code in sorted(outline.nodes.difference(outline.first_blocks)):
            child = outline.first_entry(code)
            if child is None:
                continue
            written = write(code)
            yield self.at(
                facts,
                child,
                _("{child} stands under {parent}, but no row has the code {parent}.").format(
                    child=write(outline.codes[child.row]), parent=written
                ),
                _("Add the heading {parent}, or correct the code.").format(parent=written),
                subject=written,
            )


RULE = ParentMissing

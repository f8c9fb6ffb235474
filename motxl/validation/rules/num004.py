"""Rule NUM004, parent-missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import Code
from motxl.programme.outline import Outline
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
        missing = outline.nodes.difference(outline.first_blocks)
        if facts.is_foreign:
            missing = missing.difference(_of_no_row(outline, missing))
        for code in sorted(missing):
            if facts.programme.scheme.is_left_out(code):
                continue
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


def _of_no_row(outline: Outline, missing: Collection[Code]) -> Iterator[Code]:
    """The headings of a level that no row has: there such a list has none, as where each axis has
    a sheet, or a title between the rows."""
    depths = {len(code) for code in outline.first_blocks}
    counted = Counter(map(len, missing))
    for code in missing:
        depth = len(code)
        if depth not in depths and (depth == 1 or counted[depth] > 1):
            yield code


RULE = ParentMissing

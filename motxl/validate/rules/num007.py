"""Rule NUM007, code-split."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import format_code
from motxl.programme.model import LEVELS
from motxl.validate.rule import Diagnostic, Facts, Rule, Severity


class CodeSplit(Rule):
    code = "NUM007"
    name = "code-split"
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("The rows of one code are not together.")
    explanation = N_(
        "A heading and its actions share their code and stand together. Rows of another code "
        "between them belong elsewhere, or carry a wrong code."
    )
    bad = "1.1.1, 1.1.2, 1.1.1"
    good = "1.1.1, 1.1.1, 1.1.2"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline = facts.outline
        for block in outline.later_blocks:
            if block.entries[0].type in LEVELS:
                continue  # a second heading: NUM008 says so
            first = outline.first_blocks[block.code]
            yield self.at(
                facts,
                block.entries[0],
                _("The rows of {code} are not together: the others end at row {row}.").format(
                    code=format_code(block.code), row=first.entries[-1].row
                ),
                _("Move this row under row {row}, or correct its code.").format(
                    row=first.entries[-1].row
                ),
                subject=format_code(block.code),
            )


RULE = CodeSplit

"""Rule NUM001, code-invalid."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.shape import Numbering, read_code
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeInvalid(Rule):
    code = "NUM001"
    name = "code-invalid"
    severity = Severity.ERROR
    summary = N_("The code is not numbers joined by dots.")
    explanation = N_(
        "A code is one to three numbers joined by dots, such as 2, 2.1 or 2.1.3. Anything "
        "else cannot be placed in the numbering: the row would be missing from summaries and "
        "extracts."
    )
    bad = "1.1.x"
    good = "1.1.3"

    @property
    def reads_codes(self) -> bool:
        return False  # it says, once, that figures are joined by something else than dots

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        scheme = facts.shape.numbering
        if scheme in {Numbering.OTHER, Numbering.NONE, Numbering.IN_LABELS}:
            return  # no slip: the report says that the numbering was not checked
        for entry in facts.programme.entries:
            text = entry.code_text.strip()
            if not text or read_code(entry) is not None or entry.row in facts.shape.titles:
                continue
            yield self.at(
                facts,
                entry,
                _("“{code}” is not a code: a code is numbers joined by dots.").format(code=text),
                _("Write a code such as 2, 2.1 or 2.1.3."),
                subject=text,
            )
            if scheme is Numbering.FIGURES:
                return  # all are written so


RULE = CodeInvalid

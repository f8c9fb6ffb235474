"""Rule NUM001, code-invalid."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.scheme import Scheme
from motxl.programme.shape import Numbering
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeInvalid(Rule):
    code = "NUM001"
    name = "code-invalid"
    words = N_("invalid code")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("The code does not consist of numbers joined by dots.")
    explanation = N_(
        "A code consists of one to three numbers joined by dots, such as 2, 2.1 or 2.1.3. "
        "Anything else cannot be placed in the numbering. For a heading, motxl proposes the "
        "code that fits the headings around it and the rows under it; for actions, see "
        "NUM018. If the table of levels in the sheet Paramètres describes codes of another "
        "form, that form applies."
    )
    bad = "1.1.x"
    good = "1.1.3"

    @property
    def reads_codes(self) -> bool:
        return False  # it says, once, that figures are joined by something else than dots

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        numbering, scheme = facts.shape.numbering, facts.programme.scheme
        if numbering in _NOT_JUDGED:
            return  # no slip: the report says that the numbering was not checked
        for fault in facts.code_faults(self.code):
            if fault.entry.row in facts.shape.titles:
                continue
            text = fault.entry.code_text.strip()
            yield self.at(
                facts,
                fault.entry,
                _("“{code}” is not a code: a code consists of numbers joined by dots.").format(
                    code=text
                )
                if scheme.is_figures
                else _("“{code}” is not a code of this programme.").format(code=text),
                said_reading(fault) or _advice(scheme),
                subject=text,
                fix=self.code_fix(facts, fault) if facts.shape.is_understood else None,
            )
            if numbering is Numbering.FIGURES:
                return  # all are written so


_NOT_JUDGED = {Numbering.OTHER, Numbering.NONE, Numbering.IN_LABELS, Numbering.UNSAID}


def _advice(scheme: Scheme) -> str:
    if scheme.is_usual:
        return _("Write a code such as 2, 2.1 or 2.1.3.")
    return _("Write a code such as {examples}.").format(examples=", ".join(scheme.examples))


RULE = CodeInvalid

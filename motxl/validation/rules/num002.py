"""Rule NUM002, code-not-text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motxl.i18n import N_, _
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import Entry
from motxl.validation.numbering import said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeNotText(Rule):
    code = "NUM002"
    name = "code-not-text"
    words = N_("code that is not text")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("The cell of the code holds a number or a date instead of text.")
    explanation = N_(
        "Typed into a cell that is not in text format, a code is converted: French Excel "
        "turns 1.1.3 into the date 01/01/2003 and 1.10 into 1 October; English Excel turns "
        "1.10 into the number 1.1. To find the code that was meant, motxl tries both readings "
        "and compares them with the rows around."
    )
    bad = "01/01/2003"
    good = "1.1.3"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            value = fault.entry.code_value
            yield self.at(
                facts,
                fault.entry,
                _("The code was converted: the cell holds {what}, not text.").format(
                    what=_described(value)
                ),
                said_reading(fault) or _readings(facts, fault.entry),
                subject=str(value),
                fix=self.code_fix(facts, fault),
            )


def _described(value: CellValue) -> str:
    if isinstance(value, date):
        return _("the date {date}").format(date=f"{value:%d/%m/%Y}")
    if isinstance(value, bool):
        return _("a true or false value")
    if isinstance(value, int | float):
        return _("the number {number}").format(number=f"{value:.10g}")
    return _("a time of day")  # 1:10 typed for 1.10


def _readings(facts: Facts, entry: Entry) -> str:
    evidence = facts.outline.evidence
    others = evidence.of(entry).others
    readings = [r for r in evidence.readings_of(entry) if r in others] or (
        evidence.readings_of(entry)
    )
    if not readings:
        return _("Write the code as text.")
    return _("Write the code as text (it may have been {codes}).").format(
        codes=", ".join(facts.programme.scheme.write(code) for code in readings)
    )


RULE = CodeNotText

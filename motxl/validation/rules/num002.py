"""Rule NUM002, code-not-text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from motxl.i18n import N_, _
from motxl.programme.codes import Code, format_code, misread_codes
from motxl.programme.model import CellValue, Entry
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeNotText(Rule):
    code = "NUM002"
    name = "code-not-text"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("The cell of the code holds a number or a date instead of text.")
    explanation = N_(
        "Typed into a cell that is not in text format, a code is converted: French Excel "
        "makes the date 01/01/2003 of 1.1.3 and 1 October of 1.10, English Excel makes the "
        "number 1.1 of 1.10. Both readings are considered to find the code that was meant, "
        "then compared with the rows around."
    )
    bad = "01/01/2003"
    good = "1.1.3"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for entry in facts.programme.entries:
            value = entry.code_value
            if value is None or isinstance(value, str):
                continue
            fitting = facts.outline.candidates(entry)
            yield self.at(
                facts,
                entry,
                _("The code was converted: the cell holds {what}, not text.").format(
                    what=_described(value)
                ),
                _suggestion(facts, entry, fitting),
                subject=str(value),
                fix=self.code_fix(facts, entry, fitting[0], safe=True)
                if len(fitting) == 1
                else None,
            )


def _described(value: CellValue) -> str:
    if isinstance(value, date):
        return _("the date {date}").format(date=f"{value:%d/%m/%Y}")
    if isinstance(value, bool):
        return _("a true or false value")
    if isinstance(value, int | float):
        return _("the number {number}").format(number=f"{value:.10g}")
    return _("a time of day")  # 1:10 typed for 1.10


def _suggestion(facts: Facts, entry: Entry, fitting: Sequence[Code]) -> str:
    if len(fitting) == 1:
        return _("Write {code}, as text.").format(code=format_code(fitting[0]))
    readings = fitting or misread_codes(entry.code_value, date1904=facts.programme.date1904)
    if readings:
        return _("Write the code as text (it may have been {codes}).").format(
            codes=", ".join(format_code(code) for code in readings)
        )
    return _("Write the code as text.")


RULE = CodeNotText

"""Rule NUM002, code-not-text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from motxl.i18n import N_, _, ngettext
from motxl.programme.cellvalue import CellValue, Elapsed
from motxl.programme.model import Entry
from motxl.validation.numbering import CodeFault, said_reading
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity

# So many numbers in a list of another house are its way to write codes.
_HABIT = 10
# In one whose numbering was read from these numbers, there was nothing to lose but a zero.
_FEWEST_OF_OTHERS = 3


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
        faults = facts.code_faults(self.code)
        kept = [fault for fault in faults if _is_kept(facts, fault)]
        # Where the levels are the usual ones, a program made numbers of them when they were pasted.
        is_habit = len(kept) >= _HABIT and not facts.programme.scheme.is_usual
        is_habit = is_habit or (facts.programme.is_guessed and len(kept) >= _FEWEST_OF_OTHERS)
        if is_habit:
            told = self._of_kept(facts, kept)
            is_way = facts.programme.is_guessed and len(kept) == len(faults)
            # Where a list of others has no other codes, it is how they are written.
            yield told._replace(severity=Severity.INFO) if is_way else told
        for fault in faults:
            is_kept = fault in kept
            if is_kept and is_habit:
                continue
            value = fault.entry.code_value
            found = self.at(
                facts,
                fault.entry,
                _("The code was converted: the cell holds {what}, not text.").format(
                    what=_described(value)
                ),
                said_reading(fault) or _readings(facts, fault.entry),
                subject=str(value),
                fix=self.code_fix(facts, fault),
            )
            yield found._replace(severity=Severity.WARNING) if is_kept else found

    def _of_kept(self, facts: Facts, kept: Sequence[CodeFault]) -> Diagnostic:
        """The codes of a list of another house that are numbers and lost nothing: one finding for
        all of them, as it is one habit."""
        first = kept[0].entry
        text = ngettext(
            "The code of {n} row is a number, not text; this is the one.",
            "The codes of {n} rows are numbers, not text; this is the first one.",
            len(kept),
        )
        fixes = [fix for fault in kept if (fix := self.code_fix(facts, fault)) is not None]
        edits = tuple(edit for fix in fixes for edit in fix.edits)
        is_whole = len(fixes) == len(kept)
        return self.at(
            facts,
            first,
            text.format(n=len(kept)),
            _(
                "Nothing is lost yet; written as text, a code such as 1.10 keeps its zero, and no "
                "program makes a date of it."
            ),
            subject=str(first.code_value),
            fix=Fix(all(fix.safe for fix in fixes), edits) if is_whole else None,
        )._replace(severity=Severity.WARNING)


def _is_kept(facts: Facts, fault: CodeFault) -> bool:
    """Whether a number of a list of another house shows the code that is meant."""
    value = fault.entry.code_value
    return (
        facts.is_foreign
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and fault.code is not None
        and facts.programme.scheme.write(fault.code) == f"{value:.10g}"
    )


def _described(value: CellValue) -> str:
    if isinstance(value, date):
        return _("the date {date}").format(date=f"{value:%d/%m/%Y}")
    if isinstance(value, bool):
        return _("a true or false value")
    if isinstance(value, int | float) and not isinstance(value, Elapsed):
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

"""Rule NUM008, heading-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.controls import on_one_line
from motxl.i18n import N_, _
from motxl.programme.codeplace import CodePlace
from motxl.programme.model import AXE, Entry
from motxl.validation.diagnostics import Fix
from motxl.validation.numbering import CodeFault, said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity

# In a list whose codes are names, so many of them stand once for each that stands twice.
_ONCE = 5


class HeadingDuplicate(Rule):
    code = "NUM008"
    name = "heading-duplicate"
    words = N_("duplicate heading")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Two headings with the same code.")
    explanation = N_(
        "A code has only one heading. A second heading with the same code is often a copy "
        "whose code was not changed."
    )
    bad = "1.1.2 Sous-objectif, 1.1.2 Sous-objectif"
    good = "1.1.2 Sous-objectif, 1.1.3 Sous-objectif"
    columns = (AXE,)
    compares_texts = True

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if not facts.shape.is_readable:
            yield from self._written_alike(facts)
            return
        for fault in facts.code_faults(self.code):
            if fault.exchanged is not None:
                yield self._exchanged(facts, fault, fault.exchanged)
                continue
            yield self.at(
                facts,
                fault.entry,
                _("{code} is the code of another heading.").format(
                    code=facts.programme.scheme.write(fault.entry.written_code or ())
                ),
                said_reading(fault),
                subject=fault.entry.label,
                fix=self.code_fix(facts, fault),
            )
        for code, (first, *others) in facts.outline.typed_headings.items():
            for entry in others if not facts.outline.is_below_a_second(code) else ():
                if entry.ref and entry.ref == first.ref:
                    continue  # a copied row: NUM015 says so
                yield self.at(
                    facts,
                    entry,
                    _("{code} already has a heading, in row {row}.").format(
                        code=facts.programme.scheme.write(code), row=first.row
                    ),
                    _(
                        "Give one of the two headings another code, or turn it into an "
                        "action; if a heading was inserted, run motxl renumber to renumber "
                        "everything."
                    )
                    if not facts.programme.scheme.is_stable
                    else _("Give one of the two headings another code, or turn it into an action."),
                    subject=entry.label,
                )

    def _written_alike(self, facts: Facts) -> Iterator[Diagnostic]:
        """The codes that stand twice in a list of others in which nobody knows how they count, and
        in which nearly all stand once."""
        programme = facts.programme
        if not programme.is_guessed or programme.code_place is not CodePlace.COLUMN:
            return
        entries: dict[str, list[Entry]] = {}
        for entry in programme.entries:
            if text := entry.text(AXE):
                entries.setdefault(text, []).append(entry)
        again = [found for found in entries.values() if len(found) > 1]
        if _ONCE * sum(map(len, again)) > len(entries):
            return
        for first, *others in again:
            for entry in others:
                yield self.at(
                    facts,
                    entry,
                    _("{code} is the code of row {row} already.").format(
                        row=first.row, code=on_one_line(first.text(AXE))
                    ),
                    _("Give one of the two rows another code, or delete the copy."),
                    subject=entry.label,
                )._replace(severity=Severity.WARNING)

    def _exchanged(self, facts: Facts, fault: CodeFault, other: CodeFault) -> Diagnostic:
        write = facts.programme.scheme.write
        codes = {
            "code": write(fault.entry.written_code or ()),
            "other": write(other.entry.written_code or ()),
            "row": other.entry.row,
        }
        fixes = [self.code_fix(facts, one) for one in (fault, other)]
        edits = tuple(edit for fix in fixes if fix is not None for edit in fix.edits)
        return self.at(
            facts,
            fault.entry,
            _("{code} has been exchanged with {other}, the code of row {row}.").format(**codes),
            _("Write {other} here and {code} in row {row}, as text.").format(**codes)
            if fault.is_safe
            else _(
                "Write {other} here and {code} in row {row}, as text, unless the rows "
                "themselves are to be exchanged."
            ).format(**codes),
            subject=fault.entry.label,
            fix=Fix(fault.is_safe, edits) if None not in fixes else None,
        )


RULE = HeadingDuplicate

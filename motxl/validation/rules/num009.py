"""Rule NUM009, axis-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import Code
from motxl.programme.codes_in_labels import named_axis
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL, Entry
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class AxisMismatch(Rule):
    code = "NUM009"
    name = "axis-mismatch"
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("The label names a different axis from the code.")
    explanation = N_("A heading “AXE 3 - …” carries the code 3.")
    bad = "2 | AXE 3 - Fabriquer"
    good = "3 | AXE 3 - Fabriquer"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for fault in facts.code_faults(self.code):
            code = fault.entry.written_code or ()
            named = named_axis(fault.entry)
            fix = self.code_fix(facts, fault)  # the label may be wrong
            fix = fix and fix._replace(safe=False)
            yield self._said(facts, fault.entry, code, named, fix)
        for entry in facts.outline.entries:
            read = facts.outline.codes.get(entry.row)
            if read is None or len(read) != 1:
                continue
            named = named_axis(entry)
            if named is None or named == read[0] or not facts.outline.is_heading(entry):
                continue
            yield self._said(facts, entry, read, named, self._label_fix(facts, entry, read))

    def _said(
        self, facts: Facts, entry: Entry, code: Code, named: int | None, fix: Fix | None
    ) -> Diagnostic:
        scheme = facts.programme.scheme
        text = _("The label indicates axis {named}, but the code is {code}.")
        if not scheme.is_usual:
            text = _("The label indicates “{level} {named}”, but the code is {code}.")
        due = scheme.write((named,)) if named else ""
        return self.at(
            facts,
            entry,
            text.format(level=scheme.names[0], named=named, code=scheme.write(code)),
            _("Write {named} as the code, or correct the label.").format(named=due),
            subject=entry.label,
            fix=fix,
        )

    def _label_fix(self, facts: Facts, entry: Entry, code: Code) -> Fix | None:
        """The code goes with the codes around: the label is what is wrong."""
        digits = re.search("[0-9]+", entry.label)
        if digits is None or (entry.label_format and entry.label_format.formula):
            return None
        cell = self.cell_of(facts, entry, LABEL)
        sheet = facts.programme.sheet
        edit = ReplaceText(sheet, cell, digits.start(), digits.end(), str(code[0]))
        return Fix(False, (edit,))


RULE = AxisMismatch

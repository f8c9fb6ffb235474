"""Rule NUM009, axis-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import Code, format_code
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL, Entry
from motxl.richtext.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity

_AXIS = re.compile(r"axe ([0-9]{1,3})(?![0-9])")


class AxisMismatch(Rule):
    code = "NUM009"
    name = "axis-mismatch"
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("The label names another axis than the code.")
    explanation = N_("A heading “AXE 3 - …” carries the code 3.")
    bad = "2 | AXE 3 - Fabriquer"
    good = "3 | AXE 3 - Fabriquer"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for entry in facts.outline.entries:
            code = facts.outline.codes.get(entry.row)
            if code is None or len(code) != 1 or entry.label[:1] not in "aA\u00a0 ":
                continue
            named = _AXIS.match(normalise(entry.label))
            if named is None or int(named[1]) == code[0] or not facts.outline.is_heading(entry):
                continue
            yield self.at(
                facts,
                entry,
                _("The label says axis {named}, the code says {code}.").format(
                    named=int(named[1]), code=format_code(code)
                ),
                _("Write {named} as the code, or correct the label.").format(named=int(named[1])),
                subject=entry.label,
                fix=self._fix(facts, entry, code, int(named[1])),
            )

    def _fix(self, facts: Facts, entry: Entry, code: Code, named: int) -> Fix | None:
        """What stands under the heading tells which of the two is right."""
        below = [c for c in facts.outline.nodes if c[0] == named and len(c) > 1]
        if below and not facts.outline.children.get(code):
            return self.code_fix(facts, entry, (named,), safe=False)
        digits = re.search("[0-9]+", entry.label)
        if digits is None or (entry.label_format and entry.label_format.formula):
            return None
        cell = self.cell_of(facts, entry, LABEL)
        written = format_code(code)
        sheet = facts.programme.sheet
        return Fix(False, (ReplaceText(sheet, cell, digits.start(), digits.end(), written),))


RULE = AxisMismatch

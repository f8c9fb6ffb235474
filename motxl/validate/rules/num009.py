"""Rule NUM009, axis-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import format_code
from motxl.richtext.normalise import normalise
from motxl.validate.rule import Diagnostic, Facts, Rule, Severity

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
            )


RULE = AxisMismatch

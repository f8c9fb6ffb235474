"""Rule NUM005, code-gap."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.codes import format_code
from motxl.validate.rule import Diagnostic, Facts, Rule, Severity


class CodeGap(Rule):
    code = "NUM005"
    name = "code-gap"
    severity = Severity.WARNING
    fix = "unsafe"
    summary = N_("A number is skipped between two codes.")
    explanation = N_(
        "Codes under one heading count up one by one: after 1.1.1 comes 1.1.2. A gap often "
        "means that a row was deleted or mistyped."
    )
    bad = N_("1.1.1 then 1.1.3")
    good = N_("1.1.1 then 1.1.2")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline = facts.outline
        for siblings in outline.children.values():
            # An extract of the programme may begin with any axis; below, a count begins with 1.
            previous = siblings[0] if len(siblings[0]) == 1 else (*siblings[0][:-1], 0)
            for code in siblings:
                if code[-1] > previous[-1] + 1 and (entry := outline.first_entry(code)) is not None:
                    expected = format_code((*code[:-1], previous[-1] + 1))
                    yield self.at(
                        facts,
                        entry,
                        _("{code} comes after {previous}: {expected} is missing.").format(
                            code=format_code(code),
                            previous=format_code(previous),
                            expected=expected,
                        )
                        if previous[-1]
                        else _(
                            "{code} is the first under its heading: {expected} is missing."
                        ).format(code=format_code(code), expected=expected),
                        _("Number this row {expected}, or add the missing one.").format(
                            expected=expected
                        ),
                        subject=format_code(code),
                    )
                previous = code


RULE = CodeGap

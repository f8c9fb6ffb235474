"""Rule NUM005, code-gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.codes import Code, format_code
from motxl.programme.model import AXE
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class CodeGap(Rule):
    code = "NUM005"
    name = "code-gap"
    words = N_("gap in the codes")
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
            for at, code in enumerate(siblings):
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
                        _("Number this row {expected}, or add the missing row.").format(
                            expected=expected
                        ),
                        subject=format_code(code),
                        fix=_closed(facts, siblings[at:], code[-1] - previous[-1] - 1),
                    )
                previous = code


def _closed(facts: Facts, later: Sequence[Code], by: int) -> Fix | None:
    """Later siblings, and all that stands under them, count on without the gap."""
    outline, programme = facts.outline, facts.programme
    if facts.is_foreign:
        return None  # nothing but the codes says what stands where: the missing row may be meant
    if not programme.has(AXE) or any(code[-1] <= by for code in later):
        return None
    from motxl.programme.renumbering import recoded  # most programmes have no gap

    moved = {code: (*code[:-1], code[-1] - by) for code in later}
    depth = len(later[0])
    renamed = {
        code: (*new, *code[depth:])
        for code in outline.nodes
        if (new := moved.get(code[:depth])) is not None
    }
    codes = {row: renamed[code] for row, code in outline.codes.items() if code in renamed}
    if outline.evidence.doubtful or outline.misplaced or outline.has_headings_twice:
        return None  # what is wrong elsewhere comes first: it may be what is missing here
    return Fix(False, tuple(recoded(programme, codes, renamed)))


RULE = CodeGap

"""Rule NUM006, code-order."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.validation.numbering import CodeFault, said_reading
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeOrder(Rule):
    code = "NUM006"
    name = "code-order"
    words = N_("codes out of order")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("The codes go backwards.")
    explanation = N_(
        "Rows stand in the order of their codes. If the code of a heading fits neither the "
        "headings around it nor the rows under it, it was mistyped. Rows may have been moved "
        "on purpose: motxl reports as few of them as possible, and motxl renumber gives them "
        "the codes of their new place."
    )
    bad = N_("1.1.3 then 1.1.2")
    good = N_("1.1.2 then 1.1.3")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        scheme = facts.programme.scheme
        for fault in facts.code_faults(self.code):
            written = scheme.write(fault.entry.written_code or ())
            if _is_elsewhere(facts, fault):
                yield self.at(
                    facts,
                    fault.entry,
                    _("{code} is out of order.").format(code=written),
                    _("Move the row to its place, or correct the code."),
                    subject=written,
                )
                continue
            yield self.at(
                facts,
                fault.entry,
                _("{code} fits neither the headings around it nor the rows under it.").format(
                    code=written
                ),
                said_reading(fault),
                subject=written,
                fix=self.code_fix(facts, fault),
            )
        outline = facts.outline
        yield from self._backwards(facts)
        for group in outline.misplaced:
            code = group[0].code
            if code in outline.kept_blocks:
                continue  # NUM007 says so
            beside, comes_before = outline.following(code)
            if comes_before:
                row = beside.entries[0].row
                text = _(
                    "If this place is intended, run motxl renumber, which gives the rows the "
                    "codes of this order; otherwise move the row before {following} (row "
                    "{row}), or correct the code."
                )
                if scheme.is_stable:
                    text = _("Move the row before {following} (row {row}), or correct the code.")
            else:
                row = beside.entries[-1].row
                text = _(
                    "If this place is intended, run motxl renumber, which gives the rows the "
                    "codes of this order; otherwise move the row after {following} (row "
                    "{row}), or correct the code."
                )
                if scheme.is_stable:
                    text = _("Move the row after {following} (row {row}), or correct the code.")
            yield self.at(
                facts,
                group[0].entries[0],
                _("{code} is out of order.").format(code=scheme.write(code)),
                text.format(following=scheme.write(beside.code), row=row),
                subject=scheme.write(code),
            )

    def _backwards(self, facts: Facts) -> Iterator[Diagnostic]:
        """Numbers that do not go on from those under the headings before."""
        outline, write = facts.outline, facts.programme.scheme.write
        for code in outline.backwards:
            entry = outline.first_entry(code)
            if entry is None:
                continue
            yield self.at(
                facts,
                entry,
                _("{code} is out of order.").format(code=write(code)),
                _(
                    "The numbers of this level go on through the whole programme: correct the "
                    "code, or run motxl renumber."
                )
                if not facts.programme.scheme.is_stable
                else _(
                    "Check the code: the numbers of this level go on through the whole programme."
                ),
                subject=write(code),
            )


def _is_elsewhere(facts: Facts, fault: CodeFault) -> bool:
    """Whether a code has a place of its own in a list where nothing but codes says what stands
    where: the row is in the wrong place as probably as its code is wrong."""
    written = fault.entry.written_code
    if written is None or not facts.is_foreign:
        return False
    is_other_level = fault.code is not None and len(fault.code) != len(written)
    return is_other_level or (len(written) > 1 and written[:-1] in facts.outline.typed_headings)


RULE = CodeOrder

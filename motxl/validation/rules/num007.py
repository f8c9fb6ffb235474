"""Rule NUM007, code-split."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from motxl.i18n import N_, _
from motxl.programme.model import ORDRE, Entry
from motxl.programme.scheme import NO_HEADING
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeSplit(Rule):
    code = "NUM007"
    name = "code-split"
    words = N_("split code")
    severity = Severity.ERROR
    fix = "unsafe"
    summary = N_("Rows with the same code are not together.")
    explanation = N_(
        "A heading and its actions share their code and stand together. Rows with another "
        "code between them belong elsewhere, or carry a wrong code."
    )
    bad = "1.1.1, 1.1.2, 1.1.1"
    good = "1.1.1, 1.1.1, 1.1.2"

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        yield from self._below_its_rows(facts)
        outline = facts.outline
        moving = {e.row for group in outline.misplaced for block in group for e in block.entries}
        for block, *_others in outline.misplaced:
            kept = outline.kept_blocks.get(block.code)
            if kept is None:
                continue  # NUM006 says so
            if outline.is_below_a_second(block.code):
                continue  # told of the heading
            has_heading = bool(block.entries[0].level)
            if has_heading and any(one.entries[0].level for one in kept):
                continue  # a second heading: NUM008 says so
            first, last = kept[0].entries[0], kept[-1].entries[-1]
            code = facts.programme.scheme.write(block.code)
            if has_heading:
                row = first.row
                message = _("The heading {code} stands apart from its rows.").format(code=code)
                suggestion = _("Move it before row {row}, or correct its code.").format(row=row)
            else:
                message = _(
                    "The rows with the code {code} are not together: the others end at row {row}."
                )
                message = message.format(code=code, row=last.row)
                row = _before(block.entries[0], [e for one in kept for e in one.entries]).row
                suggestion = _("Move this row under row {row}, or correct its code.")
                suggestion = suggestion.format(row=row)
            before = row if has_heading else row + 1
            while before in moving:  # what moves itself is no place to stand before
                before += 1
            yield self.at(
                facts,
                block.entries[0],
                message,
                suggestion,
                subject=code,
                fix=self.move_fix(facts, block.entries, before)
                if all(outline.evidence.of(entry).was_moved for entry in block.entries)
                else None,
            )

    def _below_its_rows(self, facts: Facts) -> Iterator[Diagnostic]:
        """Headings that stand below actions of their own."""
        outline = facts.outline
        for block in outline.blocks:
            first = block.entries[0]
            if first.level != NO_HEADING:
                continue
            heading = next((entry for entry in block.entries if entry.level), None)
            if heading is None:
                continue
            evidence = outline.evidence
            above = [entry for entry in block.entries if entry.row < heading.row]
            if any(
                entry.row in evidence.doubtful and not evidence.of(entry).was_moved
                for entry in above
            ):
                continue  # NUM018 speaks of them
            code = facts.programme.scheme.write(block.code)
            yield self.at(
                facts,
                heading,
                _("The heading {code} stands below one of its own actions.").format(code=code),
                _("Move it before row {row}, or correct its code.").format(row=first.row),
                subject=code,
                fix=self.move_fix(facts, [heading], first.row)
                if evidence.of(heading).was_moved
                else None,
            )


def _before(entry: Entry, others: Sequence[Entry]) -> Entry:
    """The one of the rows that have its code under which a row belongs: where Ordre puts it, else
    the last one."""
    orders = [other.value(ORDRE) for other in others]
    order = entry.value(ORDRE)
    numbers = [value for value in orders if isinstance(value, int | float)]
    is_known = len(numbers) == len(others) and all(a < b for a, b in pairwise(numbers))
    if not is_known or not isinstance(order, int | float) or order in numbers:
        return others[-1]
    return others[max(bisect_left(numbers, order) - 1, 0)]


RULE = CodeSplit

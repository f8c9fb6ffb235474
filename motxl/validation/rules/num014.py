"""Rule NUM014, ref-missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from motxl.i18n import N_, _
from motxl.programme.edits import SetValue
from motxl.programme.lost_refs import gone
from motxl.programme.model import REF, TYPE, Entry
from motxl.programme.odd_refs import odd_refs
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity

if TYPE_CHECKING:
    from motxl.programme.copies import RefDue


class RefMissing(Rule):
    code = "NUM014"
    name = "ref-missing"
    words = N_("missing Réf.")
    severity = Severity.INFO
    fix = "safe"
    summary = N_("A row without a Réf.")
    explanation = N_(
        "The Réf. identifies a row for ever, even when the code of the row changes: extracts, "
        "comparisons and jetons depend on the Réf. A row typed by hand has no Réf. yet. A "
        "value that is not a Réf., such as “abc” among others like 2025-037, is reported too, "
        "and is never replaced by a new Réf.: only you can tell which Réf. it was, unless all "
        "its digits are still there. A Réf. of another year, or one far higher than the rows "
        "around allow, is reported as well. A row that has had a Réf. gets it back if the "
        "rows around leave only one possible, and a Réf. that no row has any more is reported."
    )
    bad = N_("(empty), or “abc”")
    good = "2025-139"
    columns = (REF,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        for entry in facts.programme.entries:
            if not entry.ref:
                due = facts.refs_due[entry.row]
                yield self.at(
                    facts,
                    entry,
                    _("This row has no Réf. yet."),
                    _advice(due),
                    column=REF,
                    subject=entry.label,
                    fix=self._fix(facts, entry, due),
                )
        for lost in gone(facts.programme):
            if _is_told(facts, lost.before):
                continue
            names = ", ".join(lost.refs)
            yield self.at(
                facts,
                lost.before,
                _("No row has the Réf. {refs} any more.").format(refs=names),
                _(
                    "If rows were deleted on purpose, there is nothing to do: a Réf. is never "
                    "given again. Otherwise, take these rows from an earlier version of the "
                    "workbook."
                ),
                column=REF,
                subject=names,
            )
        for odd in odd_refs(facts.programme):
            entry, meant = odd.entry, odd.meant
            edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, REF), meant)
            yield self.at(
                facts,
                entry,
                _("“{value}” is not a Réf.").format(value=entry.ref)
                if odd.is_sure or meant is None
                else _("“{value}” is not the Réf. that was given to this row.").format(
                    value=entry.ref
                ),
                _("Write the Réf. that the row had: an earlier version of the workbook has it.")
                if meant is None
                else _("Write {value}.").format(value=meant)
                if odd.is_sure
                else _("Write {value}, if that was the Réf. of this row.").format(value=meant),
                column=REF,
                subject=entry.ref,
                fix=Fix(True, (edit,)) if odd.is_sure else None,
            )

    def _fix(self, facts: Facts, entry: Entry, due: RefDue) -> Fix | None:
        """A Réf. of its own. Its Type may be meant otherwise: NUM016 asks for it then."""
        fix = self.ref_fix(facts, entry, due)
        # With neither a code that can be read nor a Type it may be a note or a total.
        typed = bool(entry.text(TYPE)) or not facts.programme.has(TYPE)
        is_of_it = entry.code is not None or typed
        return fix and fix._replace(safe=fix.safe and is_of_it)


def _advice(due: RefDue) -> str:
    if due.was_its_own and due.ref is not None:
        return _("Write {ref}, which no row has any more and which stood here.").format(ref=due.ref)
    if due.gone:
        return _(
            "Here stood {refs}, which no row has any more. An earlier version of the workbook "
            "shows which Réf. this row had; a new row gets the next free Réf."
        ).format(refs=", ".join(due.gone))
    return _("Give this row the next free Réf., never one that was used before.")


def _is_told(facts: Facts, entry: Entry) -> bool:
    """Whether the codes say that rows are gone before one: NUM004 and NUM005 speak of it."""
    outline = facts.outline
    code = outline.codes.get(entry.row)
    if code is None or outline.first_entry(code) is not entry:
        return False
    previous = (*code[:-1], code[-1] - 1)
    gap = code[-1] > 1 and previous not in outline.nodes
    return gap or (len(code) > 1 and outline.first_blocks.get(code[:-1]) is None)


RULE = RefMissing

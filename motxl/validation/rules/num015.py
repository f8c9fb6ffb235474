"""Rule NUM015, ref-duplicate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from motxl.i18n import N_, _
from motxl.programme.exchanged import exchanged
from motxl.programme.model import REF
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity

if TYPE_CHECKING:
    from motxl.programme.copies import Original, RefDue


class RefDuplicate(Rule):
    code = "NUM015"
    name = "ref-duplicate"
    words = N_("duplicate Réf.")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Two rows with the same Réf.")
    explanation = N_(
        "A copied row keeps the Réf. of the original row, but the copy needs its own Réf. "
        "motxl tells which row is the copy from what the workbook held before motxl last "
        "wrote it, from the events and services that depend on the Réf., and from the order "
        "in which the Réf. stand. Rows that have since exchanged their Réf. are reported too: "
        "events and jetons depend on the Réf."
    )
    bad = N_("2025-037 twice")
    good = N_("2025-037 and 2025-139")
    columns = (REF,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        copies = {
            entry: original for original in facts.originals.values() for entry in original.others
        }
        for ref, entry in exchanged(facts.programme).items():
            yield self.at(
                facts,
                entry,
                _(
                    "This row had the Réf. {ref}, which another row has now: the two Réf. "
                    "were exchanged."
                ).format(ref=ref),
                _("Write {ref} in this row again, or undo the change that moved the texts.").format(
                    ref=ref
                ),
                column=REF,
                subject=f"{entry.label} {ref}",
            )
        for entry in facts.programme.entries:
            original = copies.get(entry)
            if original is None:
                continue
            due = facts.refs_due[entry.row]
            yield self.at(
                facts,
                entry,
                _("{ref} is already the Réf. of row {row}.").format(
                    ref=entry.ref, row=original.entry.row
                ),
                _advice(original, due),
                column=REF,
                subject=entry.label,
                fix=self.ref_fix(facts, entry, due),
            )


def _advice(original: Original, due: RefDue) -> str:
    if due.was_its_own and due.ref is not None:
        return _("Write {ref}, which no row has any more and which stood here.").format(ref=due.ref)
    if due.gone:
        return _(
            "Here stood {refs}, which no row has any more. If another row was pasted over "
            "this one, take the lost row from an earlier version of the workbook; if this row "
            "was copied, give it a new Réf."
        ).format(refs=", ".join(due.gone))
    if original.is_known:
        return _("This row was probably copied: give it a Réf. of its own.")
    return _(
        "One of the two rows was copied from the other: give a new Réf. to this row, or to "
        "row {row} if that row is the copy."
    ).format(row=original.entry.row)


RULE = RefDuplicate

"""Rule NUM015, ref-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.copies import Original
from motxl.programme.edits import SetValue
from motxl.programme.model import REF, Entry
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class RefDuplicate(Rule):
    code = "NUM015"
    name = "ref-duplicate"
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Two rows with one Réf.")
    explanation = N_(
        "A copied row keeps the Réf. of the row it was copied from, and the copy needs one of its "
        "own. Which row is the copy is told by what the workbook was before motxl last wrote it, "
        "by the events and services that hang on the Réf. and by the order of the Réf."
    )
    bad = N_("2025-037 twice")
    good = N_("2025-037 and 2025-139")
    columns = (REF,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        copies = {
            entry: original for original in facts.originals.values() for entry in original.others
        }
        for entry in facts.programme.entries:
            original = copies.get(entry)
            if original is None:
                continue
            yield self.at(
                facts,
                entry,
                _("{ref} is already the Réf. of row {row}.").format(
                    ref=entry.ref, row=original.entry.row
                ),
                _("This row was probably copied: give it a Réf. of its own.")
                if original.is_known
                else _(
                    "One of the two was copied from the other: give this one a Réf. of its own, or "
                    "row {row}, if that is the copy."
                ).format(row=original.entry.row),
                column=REF,
                subject=entry.label,
                fix=self._fix(facts, entry, original),
            )

    def _fix(self, facts: Facts, entry: Entry, original: Original) -> Fix | None:
        ref = facts.new_refs.get(entry.row)
        if ref is None:
            return None
        edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, REF), ref)
        return Fix(original.is_known, (edit,))


RULE = RefDuplicate

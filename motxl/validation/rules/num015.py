"""Rule NUM015, ref-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
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
        "A copied row keeps the Réf. of the row it was copied from. The later one is the copy "
        "and gets a new Réf."
    )
    bad = N_("2025-037 twice")
    good = N_("2025-037 and 2025-139")
    columns = (REF,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        first: dict[str, Entry] = {}
        for entry in facts.programme.entries:
            ref = entry.ref
            if not ref:
                continue
            if ref not in first:
                first[ref] = entry
                continue
            yield self.at(
                facts,
                entry,
                _("{ref} is already the Réf. of row {row}.").format(ref=ref, row=first[ref].row),
                _("This row was probably copied: give it a Réf. of its own."),
                column=REF,
                subject=entry.label,
                fix=self._fix(facts, entry),
            )

    def _fix(self, facts: Facts, entry: Entry) -> Fix | None:
        ref = facts.new_refs.get(entry.row)
        if ref is None:
            return None
        edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, REF), ref)
        return Fix(True, (edit,))


RULE = RefDuplicate

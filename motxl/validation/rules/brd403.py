"""Rule BRD403, border-mismatch."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import SetValue
from motxl.programme.model import BORDER, LABEL
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class BorderMismatch(Rule):
    code = "BRD403"
    name = "border-mismatch"
    severity = Severity.WARNING
    fix = "unsafe"
    summary = N_("The label begins with a different border from the one in the column.")
    explanation = N_(
        "When a label begins with “FR-DE / ” and the column contains FR-IT, the extracts "
        "follow the column, but readers follow the label."
    )
    bad = "FR-DE / Projet… | FR-IT"
    good = "FR-DE / Projet… | FR-DE"
    columns = (BORDER, LABEL)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        borders = programme.borders
        for entry in programme.entries:
            said = borders.prefix_of(entry.label)
            border = borders.parse(said) if said else None
            if said is None or border is None:
                continue
            column = entry.text(BORDER)
            if borders.pairs_of(border) <= programme.pairs_named(entry.borders):
                continue
            if any(len(programme.readings_of(value)) != 1 for value in entry.borders):
                continue  # BRD401 says what is wrong
            yield self.at(
                facts,
                entry,
                _(
                    "The label indicates {label}, but the column Frontière indicates {column}."
                ).format(label=said, column=column)
                if column
                else _("The label indicates {label}, but the column Frontière is empty.").format(
                    label=said
                ),
                _("Write {label} in the column, or correct the label.").format(label=said),
                column=BORDER,
                subject=said,
                fix=Fix(
                    False, (SetValue(programme.sheet, self.cell_of(facts, entry, BORDER), said),)
                ),
            )


RULE = BorderMismatch

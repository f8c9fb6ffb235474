"""Rule BRD404, border-suggested."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import format_border, pairs_of
from motxl.programme.edits import SetValue
from motxl.programme.model import BORDER, LABEL
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class BorderSuggested(Rule):
    code = "BRD404"
    name = "border-suggested"
    severity = Severity.INFO
    fix = "unsafe"
    summary = N_("The label names a territory whose border the row lacks.")
    explanation = N_(
        "The sheet Territoires says on which borders a territory lies. A row that names it "
        "concerns the members there, and its column Frontière may say so. Only you can tell "
        "whether it should."
    )
    bad = N_("Appui au Grand Genève | (no border)")
    good = "Appui au Grand Genève | FR-CH"
    columns = (LABEL, BORDER)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for row, named in facts.territories_in_texts.items():
            entry = programme.entry_of_row[row]
            held = programme.pairs_named(entry.borders)
            lacking = [
                (territory.name, border)
                for territory in named
                for border in territory.borders
                if not pairs_of(border) <= held
            ]
            if not lacking:
                continue
            names = ", ".join(dict.fromkeys(name for name, _border in lacking))
            added = list(dict.fromkeys(format_border(border) for _name, border in lacking))
            written = entry.text(BORDER)
            value = "; ".join(filter(None, (written, *added)))
            edit = SetValue(programme.sheet, self.cell_of(facts, entry, BORDER), value)
            yield self.at(
                facts,
                entry,
                _("The text names a territory whose border the row does not have: {names}.").format(
                    names=names
                ),
                _("If this row concerns that border, add {borders}.").format(
                    borders=", ".join(added)
                ),
                column=BORDER,
                subject=names,
                fix=Fix(False, (edit,)),
            )


RULE = BorderSuggested

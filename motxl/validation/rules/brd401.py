"""Rule BRD401, border-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import read_border
from motxl.programme.model import BORDER
from motxl.richtext.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class BorderUnknown(Rule):
    code = "BRD401"
    name = "border-unknown"
    severity = Severity.ERROR
    summary = N_("Frontière holds something that is neither a border nor a territory.")
    explanation = N_(
        "A border is country codes, FR first (FR-DE, FR-IT-MC), or Outre-mer, or Maritime; a "
        "territory is one of the sheet Territoires. Anything else reaches nobody."
    )
    bad = "FR-XX"
    good = "FR-DE"
    columns = (BORDER,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.filled(BORDER):
            for value in entry.borders:
                if read_border(value) is not None or normalise(value) in programme.territory_names:
                    continue
                yield self.at(
                    facts,
                    entry,
                    _("“{value}” is neither a border nor a territory.").format(value=value),
                    _("Write a border such as FR-DE, or a name of the sheet Territoires."),
                    column=BORDER,
                    subject=value,
                )


RULE = BorderUnknown

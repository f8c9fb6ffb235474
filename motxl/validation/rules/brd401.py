"""Rule BRD401, border-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import BORDER
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class BorderUnknown(Rule):
    code = "BRD401"
    name = "border-unknown"
    severity = Severity.ERROR
    summary = N_("Frontière holds something that is neither a border nor a territory.")
    explanation = N_(
        "A border is country codes, FR first (FR-DE, FR-IT-MC), or Outre-mer, or Maritime; a "
        "territory is one of the sheet Territoires. Anything else reaches nobody, a name that two "
        "territories share among it."
    )
    bad = "FR-XX"
    good = "FR-DE"
    columns = (BORDER,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.filled(BORDER):
            for value in entry.borders:
                readings = programme.readings_of(value)
                if len(readings) == 1:
                    continue
                message, proposal = _said(value, several=bool(readings))
                yield self.at(facts, entry, message, proposal, column=BORDER, subject=value)


def _said(value: str, *, several: bool) -> tuple[str, str]:
    if several:
        return (
            _("“{value}” stands for several borders or territories.").format(value=value),
            _("Write the border, or correct the names and aliases in the sheet Territoires."),
        )
    return (
        _("“{value}” is neither a border nor a territory.").format(value=value),
        _("Write a border such as FR-DE, or a name of the sheet Territoires."),
    )


RULE = BorderUnknown

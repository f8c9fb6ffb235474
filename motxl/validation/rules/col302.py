"""Rule COL302, reference-miscoloured."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_
from motxl.programme.edits import SetColour
from motxl.programme.model import LABEL
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_colour, said_of_other_colour


class ReferenceMiscoloured(Rule):
    code = "COL302"
    name = "reference-miscoloured"
    words = N_("reference in the wrong colour")
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("A reference to a theme has the colour of the jetons, or the reverse.")
    explanation = N_(
        "If a reference is in blue instead of orange, or the reverse, or has the colour of "
        "another family, readers confuse themes, jetons and the other families."
    )
    bad = N_("a reference to a theme, in blue")
    good = N_("a reference to a theme, in orange")
    columns = (LABEL,)
    looks_at_colours = True

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, families = facts.programme, facts.programme.themes.families
        for entry, span, seen in facts.shown_spans:
            others = sorted(filter(None, seen - {span.colour}))
            if not others:
                continue
            cell = to_a1(entry.row, programme.columns[LABEL])
            colour = programme.palette.exact(span.colour)
            yield self.at(
                facts,
                entry,
                said_of_other_colour(span.reference.text, others[0], span.colour, families),
                said_of_colour(span.colour, families),
                column=LABEL,
                subject=f"{span.reference.text} {span.start}",
                fix=Fix(True, (SetColour(programme.sheet, cell, span.start, span.end, colour),)),
            )


RULE = ReferenceMiscoloured

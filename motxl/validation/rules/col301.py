"""Rule COL301, reference-uncoloured."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.colouring import shown_spans
from motxl.programme.edits import SetColour
from motxl.programme.model import LABEL
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import colour_word, other_colour


class ReferenceUncoloured(Rule):
    code = "COL301"
    name = "reference-uncoloured"
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("A reference is not in its colour.")
    explanation = N_(
        "References to themes are shown in orange, references to jetons in blue. A shade that "
        "is near counts as coloured."
    )
    bad = N_("a reference in black")
    good = N_("the same reference in orange")
    columns = (LABEL,)
    looks_at_colours = True

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry, span, seen in shown_spans(programme):
            if seen <= {span.colour} or seen & other_colour(span.colour):
                continue
            cell = to_a1(entry.row, programme.columns[LABEL])
            colour = programme.palette.exact(span.colour)
            yield self.at(
                facts,
                entry,
                _("“{text}” is not coloured.").format(text=span.reference.text),
                _("Colour it {colour}: motxl colour does it.").format(
                    colour=colour_word(span.colour)
                ),
                column=LABEL,
                subject=f"{span.reference.text} {span.start}",
                fix=Fix(True, (SetColour(programme.sheet, cell, span.start, span.end, colour),)),
            )


RULE = ReferenceUncoloured

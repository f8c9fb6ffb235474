"""Rule COL303, stray-colour."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.colouring import strays
from motxl.programme.edits import SetColour
from motxl.programme.model import LABEL, LabelFormat
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class StrayColour(Rule):
    code = "COL303"
    name = "stray-colour"
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("Text that is not a reference has exactly the colour of one.")
    explanation = N_(
        "Text in orange or blue looks like a reference. The rule looks only for the exact "
        "colours that motxl sets: every other colour is yours and stays. As Excel also offers "
        "some of these colours, motxl removes a colour without asking only where it remembers "
        "having set it."
    )
    bad = N_("“Revue de presse” in orange")
    good = N_("“Revue de presse” in the cell's own colour")
    columns = (LABEL,)
    looks_at_colours = True

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        clean: set[tuple[str, LabelFormat]] = set()  # most rows share their label with others
        for entry in programme.entries:
            if entry.label_format is None or (entry.label, entry.label_format) in clean:
                continue
            found = strays(entry, programme)
            if not found:
                clean.add((entry.label, entry.label_format))
            for start, end, _colour, is_ours in found:
                cell = to_a1(entry.row, programme.columns[LABEL])
                yield self.at(
                    facts,
                    entry,
                    _("“{text}” is coloured like a reference, but is not one.").format(
                        text=entry.label[start:end].strip()
                    ),
                    _(
                        "Give it the colour of the rest of the text, or another colour of your "
                        "choice."
                    ),
                    column=LABEL,
                    subject=f"{entry.label[start:end]} {start}",
                    fix=Fix(is_ours, (SetColour(programme.sheet, cell, start, end, None),)),
                )


RULE = StrayColour

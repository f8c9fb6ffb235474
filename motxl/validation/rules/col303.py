"""Rule COL303, stray-colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.colouring import Stray, strays
from motxl.programme.edits import SetColour
from motxl.programme.model import LABEL, Entry, LabelFormat
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
            for several in _together(found, entry.label):
                yield self._told(facts, entry, several)

    def _told(self, facts: Facts, entry: Entry, strays: Sequence[Stray]) -> Diagnostic:
        programme = facts.programme
        cell = to_a1(entry.row, programme.columns[LABEL])
        texts = [entry.label[one.start : one.end] for one in strays]
        return self.at(
            facts,
            entry,
            _("“{text}” is coloured like a reference, but is not one.").format(
                text=" … ".join(text.strip() for text in texts)
            ),
            _("Give it the colour of the rest of the text, or another colour of your choice."),
            column=LABEL,
            subject=f"{' '.join(texts)} {strays[0].start}",
            fix=Fix(
                all(one.is_ours for one in strays),
                tuple(SetColour(programme.sheet, cell, one.start, one.end, None) for one in strays),
            ),
        )


def _together(found: Iterable[Stray], label: str) -> list[list[Stray]]:
    """Each stray by itself; brackets and the like of one colour, which were coloured in one go with
    what they enclose, together."""
    told: list[list[Stray]] = []
    for one in found:
        before = told[-1][-1] if told else None
        is_same = before is not None and before[2:] == one[2:]
        if before and is_same and not (before.has_words(label) or one.has_words(label)):
            told[-1].append(one)
        else:
            told.append([one])
    return told


RULE = StrayColour

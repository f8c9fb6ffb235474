"""Rule STR707, markup-in-text."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL
from motxl.text.markup import markup_in
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class MarkupInText(Rule):
    code = "STR707"
    name = "markup-in-text"
    words = N_("markup in a text")
    severity = Severity.WARNING
    fix = "unsafe"
    summary = N_("HTML tags or control characters in a text.")
    explanation = N_(
        "A text pasted from a web page or another program may contain tags such as <p> and "
        "control characters. They show in extracts and hide words from searches."
    )
    bad = "<b>Hotline</b>&nbsp;juridique"
    good = "Hotline juridique"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        found_in = {label: markup_in(label) for label in programme.by_label}
        for entry in programme.entries if any(found_in.values()) else ():
            found = found_in[entry.label]
            if not found:
                continue
            shown = ", ".join(dict.fromkeys(piece.shown for piece in found))
            sheet, cell = programme.sheet, self.cell_of(facts, entry)
            edits = [ReplaceText(sheet, cell, p.start, p.end, p.replacement) for p in found]
            yield self.at(
                facts,
                entry,
                _("The text contains characters that are not meant to be read: {found}.").format(
                    found=shown
                ),
                _("Take them out of the text."),
                column=LABEL,
                subject=shown,
                fix=Fix(False, tuple(edits)),
            )


RULE = MarkupInText

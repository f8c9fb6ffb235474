"""Rule REF102, reference-spelling."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL
from motxl.programme.references import applied, as_elsewhere, misspellings, odd_brackets
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ReferenceSpelling(Rule):
    code = "REF102"
    name = "reference-spelling"
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("A reference to a theme is oddly spelled.")
    explanation = N_(
        "References are written “cf. Cross-border Deal thème N” or “cf. thème transversal X”: "
        "cf with its dot, thème with its accent, single spaces. Upper or lower case does not "
        "matter. Another order, another sign between, a name with a slip, a Roman number, a list "
        "of names, or the title of a theme after cf. is understood too where nothing else can be "
        "meant: it counts as a reference, and the correction writes its usual form. Of a list of "
        "transversal themes, that is only proposed."
    )
    bad = "(cf Cross-border deal theme 8)"
    good = "(cf. Cross-border deal thème 8)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry, found in programme.references():
            reference = as_elsewhere(found, entry.label, facts.deal_name) if found.edits else found
            odd = (*misspellings(reference), *odd_brackets(entry.label, reference))
            if not odd:
                continue
            first = min(reference.start, *(piece.start for piece in odd))
            last = max(reference.end, *(piece.end for piece in odd))
            # A list of names is read as it stands: how to write it is for people to choose.
            is_list = found.kind == "transversal" and len(found.keys) > 1
            cell = to_a1(entry.row, programme.columns[LABEL])
            yield self.at(
                facts,
                entry,
                _("The reference “{text}” is oddly spelled.").format(text=entry.label[first:last]),
                _("Write “{text}”.").format(text=applied(entry.label, first, last, odd)),
                column=LABEL,
                subject=reference.text,
                fix=Fix(
                    not is_list,
                    tuple(
                        ReplaceText(
                            programme.sheet, cell, piece.start, piece.end, piece.replacement
                        )
                        for piece in odd
                    ),
                ),
            )


RULE = ReferenceSpelling

"""Rule REF106, reference-unclosed."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL, Entry
from motxl.programme.references import Reference, lone_parenthesis
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class ReferenceUnclosed(Rule):
    code = "REF106"
    name = "reference-unclosed"
    words = N_("unclosed reference")
    severity = Severity.WARNING
    fix = "unsafe"
    summary = N_("A parenthesis around a reference is missing.")
    explanation = N_(
        "A reference in parentheses needs both of them. Without the closing parenthesis, "
        "everything up to the end of the text would count as part of the reference."
    )
    bad = "Hotline (lien avec les jetons"
    good = "Hotline (lien avec les jetons)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for label, entries, reference in programme.references_in_labels():
            lone = lone_parenthesis(label, reference)
            for entry in entries if lone is not None else ():
                yield self.at(
                    facts,
                    entry,
                    _("The parenthesis before “{text}” is not closed.").format(text=reference.text)
                    if lone == "("
                    else _("The parenthesis after “{text}” was never opened.").format(
                        text=reference.text
                    ),
                    _("Add the missing parenthesis, or remove the one that is alone."),
                    column=LABEL,
                    subject=reference.text,
                    fix=self._fix(facts, entry, reference, lone),
                )

    def _fix(self, facts: Facts, entry: Entry, reference: Reference, lone: str | None) -> Fix:
        at, missing = (reference.end, ")") if lone == "(" else (reference.start, "(")
        sheet, cell = facts.programme.sheet, self.cell_of(facts, entry)
        return Fix(False, (ReplaceText(sheet, cell, at, at, missing),))


RULE = ReferenceUnclosed

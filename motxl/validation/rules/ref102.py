"""Rule REF102, reference-spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL, Entry, Programme
from motxl.programme.references import (
    Misspelling,
    Reference,
    applied,
    as_elsewhere,
    find_references,
    ill_joined,
    misspellings,
    odd_brackets,
)
from motxl.text.normalise import normalise
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ReferenceSpelling(Rule):
    code = "REF102"
    name = "reference-spelling"
    words = N_("spelling of a reference")
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("A reference to a theme is oddly spelled.")
    explanation = N_(
        "References are written “cf. Cross-border Deal thème N” or “cf. thème transversal X”, "
        "with a dot after “cf”, the accent on “thème” and single spaces. Upper or lower case "
        "does not matter. Another order, another sign between the words, a name with a slip, "
        "a Roman numeral, a list of names, or the title of a theme after “cf.” is understood "
        "too, if nothing else can be meant: it counts as a reference, and the correction "
        "writes the usual form. If a list of cross-cutting themes does not give each theme by "
        "its own name, the correction is only proposed. References of other families are "
        "written as Paramètres indicates. Words about jetons that do not go together, such as "
        "“les offre modulable”, are reported."
    )
    bad = "(cf Cross-border deal theme 8)"
    good = "(cf. Cross-border deal thème 8)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for label, entries, found in programme.references_in_labels():
            reference = as_elsewhere(found, label, facts.deal_name) if found.edits else found
            odd = (*misspellings(reference), *odd_brackets(label, reference))
            if not odd:
                yield from self._ill_joined(facts, entries, found)
                continue
            first = min(reference.start, *(piece.start for piece in odd))
            last = max(reference.end, *(piece.end for piece in odd))
            is_certain = _is_certain(programme, entries[0], found, odd)
            for entry in entries:
                cell = to_a1(entry.row, programme.columns[LABEL])
                yield self.at(
                    facts,
                    entry,
                    _("The reference “{text}” is oddly spelled.").format(text=label[first:last]),
                    _("Write “{text}”.").format(text=applied(label, first, last, odd)),
                    column=LABEL,
                    subject=reference.text,
                    fix=Fix(
                        is_certain,
                        tuple(
                            ReplaceText(
                                programme.sheet, cell, piece.start, piece.end, piece.replacement
                            )
                            for piece in odd
                        ),
                    ),
                )

    def _ill_joined(
        self, facts: Facts, entries: Iterable[Entry], found: Reference
    ) -> Iterator[Diagnostic]:
        """Words about jetons that cannot follow the word before them: which of the two was meant
        otherwise, nobody knows."""
        words = ill_joined(found)
        for entry in entries if words is not None else ():
            yield self.at(
                facts,
                entry,
                _("“{text}” is not French: one word was written in place of another.").format(
                    text=words
                ),
                _("Write “les jetons” or “l'offre modulable”, depending on what is meant."),
                column=LABEL,
                subject=f"{found.text} {words}",
            )


def _is_certain(
    programme: Programme, entry: Entry, found: Reference, odd: Sequence[Misspelling]
) -> bool:
    """Whether the usual form says nothing else: of a list of titles, each of which is written as it
    is called, the same titles."""
    is_list = found.kind in {"transversal", "family"} and not found.numbers
    if not is_list or len(found.keys) < 2:
        return True
    themes, written = programme.themes, normalise(found.text)
    called = [theme for theme in themes.all if theme.key in found.keys]
    if not all(any(normalise(n) in written for n in (one.key, *one.names) if n) for one in called):
        return False
    text = applied(entry.label, 0, len(entry.label), odd)
    before = entry.references(themes)
    return _named(before) == _named(find_references(text, themes))


def _named(references: Iterable[Reference]) -> list[tuple[str, str | None]]:
    return [(one.kind, key) for one in references for key in one.keys]


RULE = ReferenceSpelling

"""Rule REF108, reference-unread."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.edits import ReplaceText
from motxl.programme.families import Families
from motxl.programme.model import LABEL, Entry
from motxl.programme.references import Reference, as_elsewhere, speaks_of_jetons
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class ReferenceUnread(Rule):
    code = "REF108"
    name = "reference-unread"
    words = N_("unread reference")
    severity = Severity.WARNING
    fix = "unsafe"
    summary = N_("Words that look like a reference, but are not read as one.")
    explanation = N_(
        "Words that are not certainly a reference to a theme or to the jetons are neither "
        "coloured nor counted, and bring no row into an extract: “cf. thème 6” does not show "
        "which list the theme belongs to, “thèmes 3 ou 5” does not show which of the two is "
        "meant, and jetons mentioned outside parentheses do not show what they can be used "
        "for. The same is true of the other families: a word with a slip, a Roman numeral or "
        "a number such as 3.2 is not certain. Write the reference in its usual form, or use "
        "other words."
    )
    bad = "(cf. thème 6)"
    good = "(cf. Cross-border Deal thème 6)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.with_references:
            for found in entry.references(programme.themes):
                if found.kind != "unread":
                    continue
                reference = as_elsewhere(found, entry.label, facts.deal_name)
                yield self.at(
                    facts,
                    entry,
                    _("“{text}” looks like a reference, but is not read as one.").format(
                        text=reference.text
                    ),
                    self._advice(reference, programme.themes.families),
                    column=LABEL,
                    subject=f"{reference.text} {reference.start}",
                    fix=self._fix(facts, entry, reference),
                )

    def _advice(self, reference: Reference, families: Families) -> str:
        if reference.readings:
            return _("Write “{text}”, if that is what is meant.").format(text=reference.readings[0])
        family = families.of(reference.kind, reference.family)
        if family is not None and family.usual.slot == "clause":
            return _("Put these words in parentheses if they are a reference, or use other words.")
        if family is not None:
            return _("Write “{way}”, or use other words.").format(way=family.usual.written)
        if families.jeton and speaks_of_jetons(reference):
            return _("Put in parentheses what the jetons can be used for, or use other words.")
        if families.deal and families.transversal:
            return _(
                "Write “cf. Cross-border Deal thème N” or “cf. thème transversal X”, or use other "
                "words."
            )
        family = families.deal or families.transversal
        way = family.usual.written if family is not None else ""
        return _("Write “{way}”, or use other words.").format(way=way)

    def _fix(self, facts: Facts, entry: Entry, reference: Reference) -> Fix | None:
        if not reference.edits:
            return None
        sheet, cell = facts.programme.sheet, self.cell_of(facts, entry)
        edits = (ReplaceText(sheet, cell, *edit) for edit in reference.edits)
        return Fix(False, tuple(edits))


RULE = ReferenceUnread

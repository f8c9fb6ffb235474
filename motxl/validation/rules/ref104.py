"""Rule REF104, transversal-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.families import DEAL, OF_THEMES, Family
from motxl.programme.model import LABEL
from motxl.programme.themes import Themes
from motxl.text.closest import closest_of
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class TransversalUnknown(Rule):
    code = "REF104"
    name = "transversal-unknown"
    words = N_("unknown cross-cutting theme")
    severity = Severity.ERROR
    summary = N_(
        "A reference to a cross-cutting theme, or to a title of another family, that "
        "is not in the list."
    )
    explanation = N_(
        "The words after “thème transversal” are looked up in the sheet Thèmes, aliases "
        "included; the words of a reference of another family are looked up in the table that "
        "Paramètres gives for that family. Upper or lower case, accents and apostrophes make "
        "no difference."
    )
    bad = "cf. thème transversal montagneux"
    good = "cf. thème transversal montagne"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        if facts.has_no_themes:
            return
        themes = facts.programme.themes
        for entry, reference in facts.programme.references():
            if reference.kind not in {"transversal", "family"} or reference.keys != (None,):
                continue
            if reference.numbers:
                continue  # REF101 tells it
            family = themes.families.of(reference.kind, reference.family)
            if family is None or themes.is_ambiguous(reference.label):
                continue  # told where the themes stand, by REF103
            if reference.label and not themes.are_known(family):
                continue
            if not reference.label:
                yield self.at(
                    facts,
                    entry,
                    _("“{text}” names no theme.").format(text=reference.text)
                    if reference.kind == "transversal"
                    else _("“{text}” names no item of its family.").format(text=reference.text),
                    _("Add the name of the theme.")
                    if reference.kind == "transversal"
                    else _("Add a title of the table {table}.").format(table=family.items),
                    column=LABEL,
                    subject=reference.text,
                )
                continue
            yield self.at(
                facts,
                entry,
                _("“{label}” is not a cross-cutting theme in the sheet Thèmes.").format(
                    label=reference.label
                )
                if reference.kind == "transversal"
                else _("“{label}” is not in the list of the family {family}.").format(
                    label=reference.label, family=family.name
                ),
                self._advice(themes, reference.label, family),
                column=LABEL,
                subject=reference.text,
            )

    def _advice(self, themes: Themes, written: str, family: Family) -> str:
        named = themes.called(written)
        if named is not None and named.number is not None and named.family == themes.deal:
            return _("It is a theme of the Cross-border Deal: write “{text}”.").format(
                text=f"{DEAL} thème {named.number}"
            )
        closest = closest_of(written, [t.label for t in themes if t.family == family.name])
        if closest:
            return _("Did you mean “{closest}”?").format(closest=closest)
        if family.items == OF_THEMES:
            return _("Correct the name, or add the theme to the sheet Thèmes.")
        return _("Correct the name, or add it to the table {table}.").format(table=family.items)


RULE = TransversalUnknown

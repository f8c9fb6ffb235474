"""Rule REF104, transversal-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL
from motxl.programme.themes import DEAL, TRANSVERSAL, Themes
from motxl.text.closest import closest_of
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class TransversalUnknown(Rule):
    code = "REF104"
    name = "transversal-unknown"
    words = N_("unknown cross-cutting theme")
    severity = Severity.ERROR
    summary = N_("A reference to a cross-cutting theme that is not listed.")
    explanation = N_(
        "The words after “thème transversal” are looked up in the sheet Thèmes, aliases "
        "included. Upper or lower case, accents and apostrophes make no difference."
    )
    bad = "cf. thème transversal montagneux"
    good = "cf. thème transversal montagne"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        themes = facts.programme.themes
        for entry, reference in facts.programme.references():
            if reference.kind != "transversal" or reference.keys != (None,):
                continue
            if themes.is_ambiguous(reference.label):
                continue  # told where the themes stand, by REF103
            if not reference.label:
                yield self.at(
                    facts,
                    entry,
                    _("“{text}” names no theme.").format(text=reference.text),
                    _("Add the name of the theme."),
                    column=LABEL,
                    subject=reference.text,
                )
                continue
            yield self.at(
                facts,
                entry,
                _("“{label}” is not a cross-cutting theme in the sheet Thèmes.").format(
                    label=reference.label
                ),
                self._advice(themes, reference.label),
                column=LABEL,
                subject=reference.text,
            )

    def _advice(self, themes: Themes, written: str) -> str:
        named = themes.called(written)
        if named is not None and named.number is not None:
            return _("It is a theme of the Cross-border Deal: write “{text}”.").format(
                text=f"{DEAL} thème {named.number}"
            )
        closest = closest_of(written, [t.label for t in themes if t.family == TRANSVERSAL])
        if closest:
            return _("Did you mean “{closest}”?").format(closest=closest)
        return _("Correct the name, or add the theme to the sheet Thèmes.")


RULE = TransversalUnknown

"""Rule REF107, reference-duplicate."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL
from motxl.validate.rule import Diagnostic, Facts, Rule, Severity


class ReferenceDuplicate(Rule):
    code = "REF107"
    name = "reference-duplicate"
    severity = Severity.INFO
    fix = "unsafe"
    summary = N_("The same theme twice in one row.")
    explanation = N_("One reference to a theme is enough for a row to be found and counted.")
    bad = "(cf. Cross-border deal thèmes 3 et 3)"
    good = "(cf. Cross-border deal thème 3)"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for entry in programme.entries:
            seen: set[str] = set()
            for reference in entry.references(programme.themes):
                for key in reference.keys:
                    if key is None:
                        continue
                    if key in seen:
                        yield self.at(
                            facts,
                            entry,
                            _("This row refers to “{theme}” more than once.").format(theme=key),
                            _("Keep one of the references."),
                            column=LABEL,
                            subject=f"{key} {reference.start}",
                        )
                    seen.add(key)


RULE = ReferenceDuplicate

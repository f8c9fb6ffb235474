"""Rule REF101, theme-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.model import LABEL
from motxl.template.layout import ThemeColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ThemeUnknown(Rule):
    code = "REF101"
    name = "theme-unknown"
    words = N_("unknown theme")
    severity = Severity.ERROR
    summary = N_("A reference to a theme that the Cross-border Deal does not have.")
    explanation = N_(
        "The number after “thème” is looked up in the sheet Thèmes. A reference to an unknown "
        "theme would be missing from every summary."
    )
    bad = "cf. Cross-border Deal thème 12"
    good = "cf. Cross-border Deal thème 2"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        themes = facts.programme.themes
        if themes.misfiled is not None and not themes.misfiled.has(ThemeColumn.NUMERO):
            return  # STR701 says so
        # A number that two themes have is told where they stand, by REF103.
        known = ", ".join(str(number) for number in sorted(themes.by_number))
        said: set[tuple[int, int]] = set()
        for entry, reference in facts.programme.references():
            if reference.kind != "deal":
                continue
            for number, key in zip(reference.numbers, reference.keys, strict=True):
                is_unknown = key is None and number not in themes.by_number
                if is_unknown and (entry.row, number) not in said:
                    said.add((entry.row, number))
                    yield self.at(
                        facts,
                        entry,
                        _("The Cross-border Deal has no theme {number}.").format(number=number),
                        _("Correct the number (known themes: {known}).").format(known=known),
                        column=LABEL,
                        subject=f"{number}",
                    )


RULE = ThemeUnknown

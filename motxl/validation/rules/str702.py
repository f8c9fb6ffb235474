"""Rule STR702, header-repeated."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, ngettext
from motxl.programme.model import AXE, LABEL
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class HeaderRepeated(Rule):
    code = "STR702"
    name = "header-repeated"
    words = N_("repeated header")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("Page headers stand inside the table.")
    explanation = N_(
        "A table pasted from the published document also contains the header of each page, as "
        "rows “Axe | PROGRAMME DE TRAVAIL…”. There is one finding for all these rows."
    )
    bad = "Axe | PROGRAMME DE TRAVAIL DE LA MOT 2025"
    good = N_("(no such row)")
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        repeated = programme.structure.repeated_headers
        if not repeated:
            return
        rows = ", ".join(str(row) for row, _same in repeated)
        yield self.on_sheet(
            programme.sheet,
            ngettext(
                "Row {rows} repeats the page header.",
                "Rows {rows} repeat the page header.",
                len(repeated),
            ).format(rows=rows),
            ngettext("Delete this row.", "Delete these rows.", len(repeated)),
            row=repeated[0][0],
            column=programme.columns.get(AXE, programme.columns[LABEL]),
            subject="header",
            fix=self._fix(facts),
        )

    def _fix(self, facts: Facts) -> Fix | None:
        """Only rows that hold nothing but the header may go."""
        programme = facts.programme
        repeated = programme.structure.repeated_headers
        if not all(same for _row, same in repeated):
            return None
        return self.delete_fix(facts, [row for row, _same in repeated])


RULE = HeaderRepeated

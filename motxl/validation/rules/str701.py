"""Rule STR701, column-missing."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class ColumnMissing(Rule):
    code = "STR701"
    name = "column-missing"
    severity = Severity.ERROR
    summary = N_("A column that is needed is missing or was renamed.")
    explanation = N_(
        "Columns are found by their name, wherever they stand. Without Axe and Programme de "
        "travail nothing can be checked; another column that was renamed is named too, "
        "because its checks do not run."
    )
    bad = "Frontieres"
    good = "Frontière"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        header = programme.structure.header_row or 1
        for name, closest, column in programme.structure.missing_columns:
            yield self.on_sheet(
                programme.sheet,
                _("The column “{name}” is missing.").format(name=name),
                _("Rename the column “{closest}” to “{name}”.").format(closest=closest, name=name)
                if closest
                else _("Add a column named “{name}” to the table.").format(name=name),
                row=header,
                column=column,
                subject=name,
            )


RULE = ColumnMissing

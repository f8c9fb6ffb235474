"""Rule STR701, column-missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motxl.i18n import N_, _
from motxl.programme.registers import Register
from motxl.programme.scope import lacking
from motxl.richtext.closest import RENAMED, closest_of
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.workbook import layout
from motxl.workbook.layout import AdherentColumn, ContactColumn, SuiviJetonColumn, TableLayout


class ColumnMissing(Rule):
    code = "STR701"
    name = "column-missing"
    severity = Severity.ERROR
    summary = N_("A column that is needed is missing or was renamed.")
    explanation = N_(
        "Columns are found by their name, wherever they stand. Without Axe and Programme de "
        "travail nothing can be checked; another column that was renamed is named too, in any "
        "table, because its checks do not run. Where there are members, the columns that say who "
        "gets what are needed: without Portée, Frontière and Adhérents concernés no row counts as "
        "being for everyone by itself, without Adhérent en cours nobody counts as a member."
    )
    bad = "Frontieres"
    good = "Frontière"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme, registers = facts.programme, facts.programme.registers
        header = programme.structure.header_row or 1
        missing = programme.structure.missing_columns
        told = {name for name, _closest, _column in missing}
        first = min(programme.columns.values(), default=1)
        for name in lacking(programme):
            if name not in told:
                missing = (*missing, (name, None, first))
        for name, closest, column in missing:
            yield self._finding(programme.sheet, header, column, name, closest)
        for register, table in (
            (registers.members, layout.ADHERENTS),
            (registers.contacts, layout.CONTACTS),
            (registers.services, layout.JETONS),
            (registers.moves, layout.SUIVI_JETONS),
            (registers.events, layout.EVENEMENTS),
        ):
            if register is not None:
                yield from self._in(register, table)

    def _in(self, register: Register[Any], table: TableLayout) -> Iterator[Diagnostic]:
        """Columns that another table lacks: renamed, or needed to tell who gets what."""
        strangers = [name for name in register.columns if name not in table.columns]
        for name in table.columns:
            if register.has(name):
                continue
            closest = closest_of(name, strangers, enough=RENAMED) if strangers else None
            if closest is not None or name in NEEDED.get(table, ()):
                column = register.columns.get(
                    closest or "", min(register.columns.values(), default=1)
                )
                yield self._finding(
                    *(register.sheet, register.header_row, column, name, closest),
                    about=f"{register.sheet} {name}",
                )

    def _finding(
        self, sheet: str, row: int, column: int, name: str, closest: str | None, about: str = ""
    ) -> Diagnostic:
        return self.on_sheet(
            sheet,
            _("The column “{name}” is missing.").format(name=name),
            _("Rename the column “{closest}” to “{name}”.").format(closest=closest, name=name)
            if closest
            else _("Add a column named “{name}” to the table.").format(name=name),
            row=row,
            column=column,
            subject=about or name,
        )


_M, _C, _S = AdherentColumn, ContactColumn, SuiviJetonColumn
NEEDED: dict[TableLayout, tuple[str, ...]] = {
    layout.ADHERENTS: (_M.CLE, _M.NOM, _M.FRONTIERES, _M.THEMES, _M.EN_COURS),
    layout.CONTACTS: (_C.ADHERENT, _C.EMAIL, _C.ENVOI),
    layout.SUIVI_JETONS: (_S.ADHERENT, _S.PRESTATION, _S.ETAT, _S.JETONS),
}
"""Columns without which it is not known who gets what, or what is counted"""

RULE = ColumnMissing

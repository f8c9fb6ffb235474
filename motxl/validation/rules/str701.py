"""Rule STR701, column-missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from motxl.a1 import from_a1, to_a1
from motxl.i18n import N_, _, called
from motxl.programme.edits import SetValue
from motxl.programme.model import AXE, LABEL
from motxl.programme.scope import lacking
from motxl.template import layout
from motxl.template.layout import AdherentColumn, ContactColumn, ParametreColumn, SuiviJetonColumn
from motxl.template.layout.features import has_column
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity

if TYPE_CHECKING:
    from motxl.programme.headers import Header, Renamed
    from motxl.programme.model import Programme
    from motxl.programme.surroundings import DeadLink


class ColumnMissing(Rule):
    code = "STR701"
    name = "column-missing"
    words = N_("missing column")
    severity = Severity.ERROR
    fix = "safe"
    summary = N_("A column that is needed is missing or was renamed.")
    explanation = N_(
        "Columns are found by their name, wherever they stand. A renamed column is still "
        "recognised by its name, by its place and by what it contains; the fix restores its "
        "name. Without the columns Axe and Programme de travail, nothing can be checked. If "
        "there are members, the columns that determine who gets what are needed: without "
        "Portée, Frontière and Adhérents concernés, no row counts as being for everyone by "
        "default; without Adhérent en cours, nobody counts as a member. A table may have only "
        "some of the other columns: in a workbook with the sheet Paramètres, a missing column "
        "is reported if it is the only one. A column that was new in motxl when workbooks "
        "were already in use never counts as missing. A name that differs only in case, "
        "accents or spaces is understood, and is reported as something to check; a title with "
        "more after it, such as a year, is reported for information. So is a renamed sheet "
        "that a link in the sheet Accueil leads to. A table that no longer has its name, or "
        "whose cells are no longer a table, is reported wherever its headers stand."
    )
    bad = "Membres concernés"
    good = "Adhérents concernés"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for link in programme.dead_links:
            yield self._leads_nowhere(link)
        for sheet, table in programme.tables_gone:
            if table == layout.PARAMETRES.name:
                yield self._without_parameters(sheet)
                continue
            if table == layout.PROGRAMME.name:
                yield from self._without_table(programme, sheet, table)
                continue
            yield self.on_sheet(
                sheet,
                _("This sheet no longer has a table {table}: nothing in the sheet is read.").format(
                    table=table
                ),
                _(
                    "Turn the cells into a table again (Insert, then Table) and name the "
                    "table {table}, or take the sheet from an earlier version of the workbook."
                ).format(table=table),
                subject=table,
            )
        told: set[str] = set()
        is_ours = programme.registers.parameters is not None
        for header in _of_features(programme):
            is_programme = header.table == layout.PROGRAMME.name
            for written, name in header.respelt:
                if normalise(written) == normalise(name) or not header.lacking:
                    yield self._respelt(header, written, name)
            if not header.lacking and not header.later:
                continue
            needed = {
                *_needed(programme, header.table),
                *(lacking(programme) if is_programme else ()),
            }
            # Most headers lack nothing.
            from motxl.programme.headers import renamed
            from motxl.validation.holdings import holdings

            holds = holdings(programme, header.table)
            for name in header.foreign(holds):
                yield self._foreign(header, name)
            found = renamed(header, holds)
            for name in header.lacking:
                if name in found or name in needed or (is_ours and len(header.lacking) == 1):
                    about = name if is_programme else f"{header.sheet} {name}"
                    yield self._finding(header, name, found.get(name), about)
                    told |= {name} if is_programme else set()
        # A header that is no table's is not looked at, but for what is needed.
        first = min(programme.columns.values(), default=1)
        row = programme.structure.header_row or 1
        for name in lacking(programme):
            if name not in told:
                yield self.on_sheet(
                    *(programme.sheet, _missing(name), _taken_back(name)),
                    row=row,
                    column=first,
                    subject=name,
                )

    def _without_parameters(self, sheet: str) -> Diagnostic:
        table = layout.PARAMETRES
        return self.on_sheet(
            sheet,
            _(
                "The table {table} of the sheet {sheet} is missing: none of the settings is "
                "read, neither “{key}” nor the others."
            ).format(table=table.name, sheet=table.sheet, key=called(layout.Parametre.COMMUNES)),
            _(
                "Turn the cells into a table again (Insert, then Table) and name the table "
                "{table}, or take the sheet from an earlier version of the workbook."
            ).format(table=table.name),
            subject=table.name,
        )

    def _leads_nowhere(self, link: DeadLink) -> Diagnostic:
        row, column = from_a1(link.cell)
        return self.on_sheet(
            link.sheet,
            _("The link to the sheet “{name}” leads nowhere: no sheet has that name.").format(
                name=called(link.name)
            ),
            _("Rename the sheet “{now}” to “{name}”, or correct the link.").format(
                now=called(link.now), name=called(link.name)
            )
            if link.now
            else _("Correct the link, or delete it."),
            row=row,
            column=column,
            subject=f"{link.name} {link.now}".strip(),
        )._replace(severity=Severity.INFO)

    def _without_table(self, programme: Programme, sheet: str, table: str) -> Iterator[Diagnostic]:
        """The programme's rows are read all the same, where their headers say enough."""
        if programme.sheet != sheet or programme.table is not None:
            return
        yield self.on_sheet(
            sheet,
            _(
                "This sheet no longer has a table {table}: the rows are found by their column "
                "headers, but pivot tables, drop-down lists and formulas that use the table "
                "find nothing."
            ).format(table=table),
            _(
                "If the table in this sheet has another name, rename it {table} (Table "
                "Design); otherwise turn the cells into a table again (Insert, then Table) "
                "and give the table that name."
            ).format(table=table),
            row=programme.structure.header_row or 1,
            column=min(programme.columns.values(), default=1),
            subject=table,
        )._replace(severity=Severity.WARNING)

    def _respelt(self, header: Header, written: str, name: str) -> Diagnostic:
        """Read as it is meant, but not by formulas and by those who write into the column."""
        fix = None
        cell = to_a1(header.row or 1, header.column(name))
        is_title = normalise(written) != normalise(name)  # it may have been meant
        if header.row is not None:
            fix = Fix(not is_title, (SetValue(header.sheet, cell, name),))
        return self.on_sheet(
            header.sheet,
            _("“{written}” is read as the column “{name}”.").format(
                written=written, name=called(name)
            ),
            _("Write “{name}” in the header of this column again.").format(name=called(name)),
            row=header.row or 1,
            column=header.column(name),
            subject=f"{written} {name}",
            fix=fix,
        )._replace(severity=Severity.INFO if is_title else Severity.WARNING)

    def _foreign(self, header: Header, name: str) -> Diagnostic:
        """It may have been there before motxl had a column of that name."""
        return self.on_sheet(
            header.sheet,
            _(
                "The values in the column “{name}” are not those that motxl expects in the "
                "column of that name."
            ).format(name=called(name)),
            _(
                "If you added this column yourself, give it another name; otherwise correct its "
                "values."
            ),
            row=header.row or 1,
            column=header.column(name),
            subject=name,
        )._replace(severity=Severity.WARNING)

    def _finding(self, header: Header, name: str, found: Renamed | None, about: str) -> Diagnostic:
        column = header.column(found.candidates[0] if found else "")
        fix = None
        if found is not None and found.is_sure and header.row is not None:
            cell = to_a1(header.row, column)
            fix = Fix(False, (SetValue(header.sheet, cell, name),))
        return self.on_sheet(
            header.sheet,
            _missing(name),
            _proposal(name, found) if found else _taken_back(name),
            row=header.row or 1,
            column=column,
            subject=about,
            fix=fix,
        )


def _of_features(programme: Programme) -> Iterator[Header]:
    """The headers; what of borders, themes and jetons a workbook does not have is not missing."""
    for header in programme.headers:
        design = tuple(
            name
            for name in header.design
            if name in header.names or has_column(programme.features, header.table, name)
        )
        yield header if design == header.design else header._replace(design=design)


def _needed(programme: Programme, table: str) -> Iterator[str]:
    for name in NEEDED.get(table, ()):
        if has_column(programme.features, table, name):
            yield name


def _missing(name: str) -> str:
    return _("The column “{name}” is missing.").format(name=called(name))


def _taken_back(name: str) -> str:
    return _(
        "If the column was renamed, write “{name}” in its header again; if it was deleted, "
        "take it from an earlier version of the workbook."
    ).format(name=called(name))


def _proposal(name: str, found: Renamed) -> str:
    first, *others = found.candidates
    if not others:
        return _("Rename the column “{closest}” to “{name}”.").format(
            closest=called(first), name=called(name)
        )
    return _(
        "Rename the column “{closest}” to “{name}”; another column may be meant: {others}."
    ).format(closest=called(first), name=called(name), others=", ".join(others))


_M, _C, _S = AdherentColumn, ContactColumn, SuiviJetonColumn
NEEDED: dict[str, tuple[str, ...]] = {
    layout.PROGRAMME.name: (AXE, LABEL),
    layout.ADHERENTS.name: (_M.CLE, _M.NOM, _M.FRONTIERES, _M.THEMES, _M.EN_COURS),
    layout.CONTACTS.name: (_C.ADHERENT, _C.EMAIL, _C.ENVOI),
    layout.PARAMETRES.name: (ParametreColumn.CLE, ParametreColumn.VALEUR),
    layout.SUIVI_JETONS.name: (_S.ADHERENT, _S.PRESTATION, _S.ETAT, _S.JETONS),
}
"""Columns without which it is not known who gets what, or what is counted; by table"""

RULE = ColumnMissing

"""Workbooks whose families of references are their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from motxl.ooxml.values import Value
from tests.summary.making import AXES, Rows, action, book

GREEN, PURPLE = "00803C", "7030A0"
USUAL: Rows = [
    {
        "Famille": "Cross-border Deal",
        "Écriture": "Cross-border Deal thème {n}",
        "Liste": "tblThemes",
        "Colonne": "Thèmes Deal",
    },
    {
        "Famille": "Thème transversal",
        "Écriture": "thème transversal {intitulé}",
        "Liste": "tblThemes",
        "Colonne": "Thèmes transversaux",
    },
    {
        "Famille": "Jetons",
        "Écriture": "({… jeton …})",
        "Exclusions": "hors jetons",
        "Liste": "tblJetons",
        "Colonne": "Jetons",
    },
]
ODD: Mapping[str, Value] = {
    "Famille": "ODD",
    "Écriture": "ODD {n}",
    "Liste": "tblODD",
    "Colonne": "Objectifs",
}
PACTE: Mapping[str, Value] = {
    "Famille": "Pacte frontalier",
    "Écriture": "Pacte frontalier priorité {n}",
    "Liste": "tblThemes",
}
CREDITS: Mapping[str, Value] = {
    "Famille": "Crédits",
    "Écriture": "({… crédit …})",
    "Exclusions": "crédits de heures",
    "Liste": "tblCredits",
    "Colonne": "Offres",
}
CHANTIER: Mapping[str, Value] = {"Famille": "Chantier", "Écriture": "chantier {n}"}
OTHERS: Rows = [ODD, PACTE, CREDITS, CHANTIER]
PRIORITIES: Rows = [
    {"Clé": "P1", "Famille": "Pacte frontalier", "N°": 1, "Intitulé": "Emploi frontalier"},
    {"Clé": "P2", "Famille": "Pacte frontalier", "N°": 2, "Intitulé": "Mobilité douce"},
]
LABELS = (
    "Former les maires (cf. ODD 3 et 11)",
    "Agir pour le Pacte frontalier priorité 1",
    "Conseiller les communes (deux crédits par an)",
    "Suivre le chantier 4",
    "Rien de tout cela",
)
FILLS: Mapping[str, str] = {"ODD": GREEN, "Pacte frontalier": PURPLE, "Crédits": "9C0006"}


def made(
    path: Path,
    families: Rows,
    labels: Sequence[str] = LABELS,
    *,
    fills: Mapping[str, str] = FILLS,
    themes: Rows = PRIORITIES,
    programme: Rows = (),
    **tables: Rows,
) -> Path:
    """A workbook with these families, and an action for each label. tblODD has the goals 3, 11 and
    13, tblCredits an offer of the third action; Objectifs and Offres are columns of tblProgramme.
    ``fills`` are those of the cells Couleur, by the family."""
    rows = [*AXES, *map(action, labels), *programme]
    book(path, rows, None, tblFamilles=families, tblThemes=themes, **tables)
    workbook = openpyxl.load_workbook(path, rich_text=True)
    lists = workbook["Paramètres"]
    for row in lists[lists.tables["tblFamilles"].ref]:
        if (rgb := fills.get(str(row[0].value))) is not None:
            row[3].fill = PatternFill("solid", fgColor=f"FF{rgb}")
    goals = [("N°", "Intitulé"), (3, "Bonne santé"), (11, "Villes durables"), (13, "Climat")]
    _add_table(workbook, "tblODD", goals)
    _add_table(workbook, "tblCredits", [("Clé", "Nom", "Réf."), ("C1", "Conseil", "2025-005")])
    _add_columns(workbook["Programme"], "Objectifs", "Offres")
    workbook.save(path)
    return path


def _add_table(workbook: openpyxl.Workbook, name: str, rows: Sequence[Sequence[object]]) -> None:
    sheet = workbook.create_sheet(name)
    for row in rows:
        sheet.append(row)
    last = f"{get_column_letter(len(rows[0]))}{len(rows)}"
    sheet.add_table(Table(name=name, displayName=name, ref=f"A1:{last}"))


def _add_columns(sheet: Worksheet, *names: str) -> None:
    table = sheet.tables["tblProgramme"]
    first, last = table.ref.split(":")
    header = int("".join(filter(str.isdigit, first)))
    column = len(table.tableColumns)
    for offset, name in enumerate(names, 1):
        sheet.cell(header, column + offset, name)
        table.tableColumns.append(TableColumn(id=1000 + offset, name=name))
    bottom = "".join(filter(str.isdigit, last))
    table.ref = f"{first}:{get_column_letter(column + len(names))}{bottom}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref

"""Two workbooks that say the same, one in French and one in English."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from motxl.importers.examples import add_examples
from motxl.importers.filling import fill, read_source
from motxl.importers.tables import new_workbook
from motxl.ooxml.values import Value
from motxl.template.builder import build_template
from motxl.template.shipped import source_path
from motxl.template.texts import LANGUAGE
from motxl.template.words import open_own

SOURCE = source_path("programme-2025.txt")


class Twins(NamedTuple):
    french: Path
    english: Path


def made(folder: Path, language: str) -> Path:
    """The 2025 programme with its example members, in a language, in a folder of its own."""
    new = new_workbook(read_source(SOURCE), year=2025, file_name=SOURCE.name)
    add_examples(new, language)
    path = folder / language / "programme.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(fill(new, build_template(language), path).data)
    return path


CHANGES: tuple[tuple[str, int, str, Value], ...] = (
    # What each template says in its own language: who signs, and what is written to whom.
    ("tblParametres", 4, "Valeur", "MOT"),
    ("tblParametres", 5, "Valeur", "fr"),
    # What staff fill in in the year.
    ("tblProgramme", 5, "État d'avancement", "En cours"),
    ("tblProgramme", 6, "État d'avancement", "Réalisé"),
    ("tblProgramme", 7, "État d'avancement", "Abandonné"),
    ("tblProgramme", 7, "Pilote", "Claire"),
    ("tblProgramme", 9, "Portée", "Tous"),
    ("tblProgramme", 10, "Portée", "Ciblée"),
    ("tblProgramme", 10, "Frontière", "FR-DE"),
    ("tblProgramme", 11, "Calendrier", "6 mars 2025"),
    ("tblSuiviJetons", 0, "Date", date(2025, 3, 6)),
    ("tblSuiviJetons", 0, "Adhérent", "{member}"),
    ("tblSuiviJetons", 0, "Prestation", "{service}"),
    ("tblSuiviJetons", 0, "État", "réservé"),
    ("tblSuiviJetons", 0, "Jetons", 2),
    ("tblAdherents", 0, "Jetons attribués", 5),
    ("tblAdherents", 1, "Adhérent en cours", "non"),
    ("tblAdherents", 2, "Type", "Région"),
    ("tblEvenements", 0, "Réf.", "2025-012"),
    ("tblEvenements", 0, "Début", date(2025, 3, 6)),
    ("tblEvenements", 0, "Précision", "jour"),
    ("tblEvenements", 0, "Intitulé", "Comité"),
    ("tblEvenements", 0, "Confirmé", "oui"),
    # Slips.
    ("tblProgramme", 12, "État d'avancement", "Réalisée"),
    ("tblProgramme", 13, "Type", "Objectif"),
    ("tblProgramme", 14, "Portée", "Cibles"),
    ("tblProgramme", 15, "Frontière", "FR/DE"),
    ("tblProgramme", 20, "Axe", "1.2.9"),
    ("tblProgramme", 21, "Réf.", "2025-020"),
    ("tblProgramme", 22, "Adhérents concernés", "Personne"),
    ("tblEvenements", 1, "Réf.", "2025-999"),
    ("tblEvenements", 1, "Début", date(2024, 3, 6)),
    ("tblEvenements", 1, "Précision", "semaine"),
    ("tblAdherents", 3, "Adhérent en cours", "peut-être"),
    ("tblThemes", 2, "Famille", "Thème"),
)


def change(path: Path, *changes: tuple[str, int, str, Value]) -> None:
    """Edit a workbook by our names: tables, rows from 0, columns."""
    workbook = open_own(path)
    members, services = (workbook.table(name) for name in ("tblAdherents", "tblJetons"))
    known = {"{member}": members.rows[0]["Nom"], "{service}": services.rows[0]["Clé"]}
    for name, row, column, value in changes:
        table = workbook.table(name)
        while len(table) <= row:
            table.insert_rows(table.last_data_row + 1, [[None] * len(table.columns)])
            table = workbook.table(name)
        told = known.get(value, value) if isinstance(value, str) else value
        table.sheet.set_value((table.first_data_row + row, table.column(column)), told)
    workbook.save()


def twins(folder: Path) -> Twins:
    """The pair, with the same changes and slips."""
    made_ones = Twins(*(made(folder, language) for language in (LANGUAGE, "en")))
    for path in made_ones:
        change(path, *CHANGES)
    return made_ones

"""A right workbook with something in every column of every table, and what motxl makes of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from motxl.book.file.filebook import FileBook
from motxl.extract.content import Contents
from motxl.extract.readers import language_of
from motxl.extract.recipients import Directory
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.colouring import colour
from motxl.programme.events import propose_events
from motxl.programme.model import Programme
from motxl.programme.relevance import Relevance
from motxl.summary.summary import summarise
from motxl.template import layout
from motxl.template.shipped import template_path

PILOTES = ("Aurélie", "Jean")
ROWS = {
    layout.EVENEMENTS: [
        ["2025-034", date(2025, 3, 6), date(2025, 3, 7), "jour", "Séminaire", "Bastia", "oui"],
        ["2025-040", date(2025, 2, 3), date(2025, 2, 4), "jour", "Anthedon", "Berlin", "non"],
    ],
    layout.SUIVI_JETONS: [
        [
            *(date(2025, 2, 1), "Département de la Savoie", "J1", "réservé"),
            *(2, "2025-049", "Jean", "Par téléphone"),
        ],
        [date(2025, 3, 1), "ADH-03", "J4", "consommé", 1, "2025-097", "Aurélie", "Facturé"],
    ],
    layout.VERSIONS: [
        [date(2025, 1, 29), "publié", "Assemblée générale", "programme-2025.txt", None],
    ],
}
CELLS: dict[tuple[layout.TableLayout, str], tuple[Value, ...]] = {
    (layout.JETONS, "Nombre de jetons"): (2, 1, 3, 2, 1),
    (layout.JETONS, "Ouverte à"): ("ADH-01; ADH-03", "Département; Région", "Tous"),
    (layout.THEMES, "Alias"): ("Participation; Citoyenneté",),
    (layout.THEMES, "Référent"): ("Petia",),
    (layout.ADHERENTS, "Jetons attribués"): (10,) * 13,
    (layout.ADHERENTS, "Frontières"): ("FR-IT; FR-CH",),
}
ENTRIES: dict[int, dict[str, Value]] = {
    22: {
        "Frontière": "FR-DE; FR-CH",
        "Adhérents concernés": "ADH-03; ADH-01",
        "Calendrier": "6 et 7 mars 2025",
        "Autres thèmes": "Deal 4; Montagne",
        "Bilan": "Deux réunions tenues",
        "Commentaire": "À relancer en juin",
        "Portée": "Ciblée",
    },
    30: {
        "Frontière": "FR-IT",
        "Adhérents concernés": "Département de la Savoie",
        "Calendrier": "10 à 11/an",
        "Autres thèmes": "Deal 7",
        "Bilan": "Rapport publié",
        "Commentaire": "Voir avec Jean",
        "Portée": "Ciblée",
    },
}
CHOSEN = (22, 30)
"""Rows of the programme in which slips are made"""


def put(workbook: Workbook, table: str, row: int, column: str, value: Value) -> None:
    found = workbook.table(table)
    assert found is not None
    number = found.column(column)
    assert number is not None, column
    found.sheet.set_value((row, number), value)


@lru_cache(maxsize=1)
def filled() -> bytes:
    workbook = Workbook.open(template_path("programme-2025"))
    for table, rows in ROWS.items():
        found = workbook.table(table.name)
        assert found is not None
        found.replace_rows(rows)
    for (table, column), values in CELLS.items():
        found = workbook.table(table.name)
        assert found is not None
        for row, value in enumerate(values, found.first_data_row):
            put(workbook, table.name, row, column, value)
    pilots = workbook.table(layout.PILOTES.table)
    assert pilots is not None
    pilots.replace_rows([[name] for name in PILOTES])
    programme = FileBook.read(workbook).programme
    for number, entry in enumerate(programme.entries):
        cells: dict[str, Value] = {
            "Pilote": PILOTES[number % 2],
            "État d'avancement": layout.ETATS.values[number % 6],
            **ENTRIES.get(entry.row, {}),
        }
        for column, value in cells.items():
            put(workbook, layout.PROGRAMME.name, entry.row, column, value)
    book = FileBook.read(workbook)
    book.apply(colour(book.programme))
    return workbook.to_bytes()


def read(data: bytes) -> Programme:
    return FileBook.read(Workbook(data)).programme


def made_of(programme: Programme) -> Any:
    """What members get, to whom it goes, what the pivots and the calendar count."""
    relevance = Relevance(programme)
    contents, directory = Contents(relevance), Directory(programme.registers)
    return (
        [
            (
                m.row,
                contents.of_member(m).digest(),
                directory.recipients(m),
                language_of(m, relevance),
            )
            for m in programme.registers.members or ()
            if m.active
        ],
        [[one.entry.row for one in relevance.of_pilot(name)] for name in PILOTES],
        [[one.entry.row for one in relevance.of_theme(theme)] for theme in programme.themes],
        [grain.rows() for grain in summarise(programme).grains],
        [one.mark for one in propose_events(programme)],
    )

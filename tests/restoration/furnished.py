"""The clean programme with the columns that it leaves empty filled rightly.

A slip in a column spoils what stood there: where nothing does, there is nothing to give back. Slips
of État, Calendrier, Autres thèmes, Fin, Confirmé and the like need a workbook that is in use.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from motxl.book.file.filebook import FileBook
from motxl.ooxml import Workbook
from motxl.ooxml.dates import from_serial
from motxl.ooxml.values import Value
from motxl.template import layout
from motxl.template.layout import (
    EvenementColumn,
    JetonColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    ThemeColumn,
)
from motxl.validation.engine import validate
from tests.mutations.clean import clean
from tests.mutations.editing import set_value, table_of

_CALENDARS = ("12 mars 2025", "du 12 au 14 mars 2025", "3 juin 2025", "2e trimestre 2025", "10/an")
_STATES = layout.ETATS.values


@lru_cache(maxsize=1)
def furnished() -> bytes:
    """The bytes of ``clean()``, furnished: its findings, too, are all accepted."""
    workbook = Workbook(clean())
    table = table_of(workbook)
    kind = table.column(ProgrammeColumn.TYPE) or 0
    for n, row in enumerate(range(table.first_data_row, table.last_data_row + 1)):
        cell = table.sheet.cell((row, kind))
        if cell is None or cell.text != "Action":
            continue
        set_value(workbook, row, ProgrammeColumn.ETAT, _STATES[n % len(_STATES)])
        set_value(workbook, row, ProgrammeColumn.CALENDRIER, _CALENDARS[n % len(_CALENDARS)])
        if n % 7 == 0:
            set_value(workbook, row, ProgrammeColumn.AUTRES_THEMES, "Deal 5; Deal 7")
            set_value(workbook, row, ProgrammeColumn.BILAN, "Deux réunions tenues.")
            set_value(workbook, row, ProgrammeColumn.COMMENTAIRE, "À suivre.")
    _registers(workbook)
    data = workbook.to_bytes()
    assert all(d.accepted for d in validate(FileBook.read(Workbook(data)).programme))
    return data


def _registers(workbook: Workbook) -> None:
    events = table_of(workbook, layout.EVENEMENTS.name)
    start = events.column(EvenementColumn.DEBUT) or 0
    for n, row in enumerate(range(events.first_data_row, events.last_data_row + 1)):
        cell = events.sheet.cell((row, start))
        values: dict[str, Value] = {EvenementColumn.LIEU: "Paris"}
        if n % 3:
            values[EvenementColumn.CONFIRME] = "oui"
        if n % 2 and cell is not None and cell.text:
            day = from_serial(float(cell.text), date1904=workbook.date1904).date()
            values[EvenementColumn.FIN] = day + timedelta(days=1)
        for column, value in values.items():
            set_value(workbook, row, column, value, events.name)
    themes = table_of(workbook, layout.THEMES.name)
    for n, row in enumerate(range(themes.first_data_row, themes.last_data_row + 1)):
        set_value(workbook, row, ThemeColumn.REFERENT, "Jean", themes.name)
        if n < 2:
            alias = ("Citoyens frontaliers; Démocratie locale", "Culture commune; Festivals")[n]
            set_value(workbook, row, ThemeColumn.ALIAS, alias, themes.name)
    services = table_of(workbook, layout.JETONS.name)
    for row in range(services.first_data_row, services.last_data_row + 1):
        set_value(workbook, row, JetonColumn.NOMBRE, 2, services.name)
    requests = table_of(workbook, layout.SUIVI_JETONS.name)
    for row in range(requests.first_data_row, requests.last_data_row + 1):
        set_value(workbook, row, SuiviJetonColumn.PILOTE, "Jean", requests.name)

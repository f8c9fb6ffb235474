"""Content of a workbook that cannot be read: cells that show an error or were never computed,
tables that are ordinary cells now, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from motxl.book.reading.values import Values
from motxl.programme.cellvalue import as_text
from motxl.programme.model import BORDER, MEMBERS, SCOPE, UNREAD
from motxl.programme.surroundings import DeadLink, Unheard
from motxl.template import layout
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableSheet, ReadableWorkbook

SAY_WHOM = (SCOPE, BORDER, MEMBERS, layout.ProgrammeColumn.AUTRES_THEMES)
"""Columns of the programme that say whom a row concerns"""
OF_WHOM = (
    *(layout.ADHERENTS, layout.CONTACTS, layout.TERRITOIRES, layout.JETONS, layout.SUIVI_JETONS),
)
"""Tables in which a cell that is not read leaves in doubt who gets what"""
_TABLES = (layout.PROGRAMME, *OF_WHOM, layout.EVENEMENTS, layout.THEMES)
_P, _E, _C = layout.ProgrammeColumn, layout.EvenementColumn, layout.ContactColumn
_UNHEARD = {
    layout.PROGRAMME: (
        *(_P.PILOTE, _P.CALENDRIER, _P.ETAT, _P.THEMES_DEAL, _P.THEMES_TRANSVERSAUX, _P.JETONS),
        *(_P.BILAN, _P.COMMENTAIRE),
    ),
    layout.EVENEMENTS: (_E.FIN, _E.PRECISION, _E.INTITULE, _E.LIEU, _E.CONFIRME),
    layout.THEMES: (
        layout.ThemeColumn.ALIAS,
        layout.ThemeColumn.NOUVEAU,
        layout.ThemeColumn.REFERENT,
    ),
    layout.TERRITOIRES: (layout.TerritoireColumn.ALIAS,),
    layout.SUIVI_JETONS: (layout.SuiviJetonColumn.PILOTE, layout.SuiviJetonColumn.NOTE),
    layout.CONTACTS: (_C.CIVILITE, _C.PRENOM, _C.NOM, _C.FONCTION),
}
"""Columns in which a cell that shows an error reads as nothing, or as any text, for all rules"""
_OURS = frozenset(table.name for table in layout.TABLES)
_FIRST_ROWS = 20
"""Among these a sheet has its header row"""


def mark_unread(
    sheet: ReadableSheet, values: Values, columns: Collection[int], first: int, last: int
) -> None:
    """Put ``UNREAD`` into the values of cells that show an error, or were never computed: they are
    not blank, and what they say is unknown."""
    rows = values.rows(sheet.name)
    for row, column in sheet.valueless_cells(columns, first, last):
        cells = rows[row - 1] if row <= len(rows) else []
        if column <= len(cells) and cells[column - 1] in {None, ""}:
            cells[column - 1] = UNREAD


def unheard(workbook: ReadableWorkbook) -> Iterator[Unheard]:
    """The cells that show an error, or were never computed, in columns where no other rule says
    so."""
    for design, names in _UNHEARD.items():
        table = workbook.find_table(design.name)
        if table is None:
            continue
        columns = {
            number: name
            for number, name in enumerate(design.known(table.columns), table.ref.first_column)
            if name in names
        }
        found = table.sheet.valueless_cells(columns, table.first_data_row, table.last_data_row)
        for row, column in found:
            yield Unheard(table.sheet.name, row, column, columns[column])


def dead_links(workbook: ReadableWorkbook) -> Iterator[DeadLink]:
    """The links of Accueil to sheets that are not there, each with what the sheet is called now
    whose table stood there."""
    sheet = workbook.find_sheet(layout.SheetName.ACCUEIL)
    if sheet is None or workbook.find_table(layout.PARAMETRES.name) is None:
        return
    names = {one.name.casefold() for one in workbook.sheets}
    for cell, location in sheet.links:
        written, separator, _place = location.lstrip("#").rpartition("!")
        name = written.strip("'").replace("''", "'")
        if not separator or name.casefold() in names or "[" in name:
            continue
        tables = (workbook.find_table(one.name) for one in layout.TABLES if one.sheet == name)
        now = {one.sheet.name for one in tables if one is not None}
        yield DeadLink(sheet.name, cell, name, now.pop() if len(now) == 1 else "")


def tables_gone(workbook: ReadableWorkbook, values: Values) -> Iterator[tuple[str, str]]:
    """Sheets and names of tables of ours that are ordinary cells now, or are called otherwise: a
    sheet has their header row, and no table of that name is there."""
    gone = [one for one in _TABLES if workbook.find_table(one.name) is None]
    if not gone or workbook.find_table(layout.PARAMETRES.name) is None:
        return
    headers = {
        (table.sheet.name, table.header_row)
        for table in workbook.tables.values()
        if table.name in _OURS
    }
    for sheet in workbook.sheets:
        for number, row in enumerate(values.rows(sheet.name)[:_FIRST_ROWS], 1):
            if (sheet.name, number) in headers:
                continue
            written = {normalise(as_text(value)) for value in row} - {""}
            for one in gone:
                named = written & set(map(normalise, one.columns))
                if len(named) > len(one.expected()) / 2:
                    yield sheet.name, one.name


def parameters_gone(workbook: ReadableWorkbook, programme_sheet: str) -> Iterator[tuple[str, str]]:
    """The sheet Paramètres, or where it is gone that of the programme, and its table, which is not
    there although most of the others are: the workbook was made with it."""
    if workbook.find_table(layout.PARAMETRES.name) is not None:
        return
    made = {*layout.DONNEES, layout.PARAMETRES, layout.NIVEAUX, layout.FAMILLES}
    others = [one for one in layout.TABLES if one not in made]
    if 2 * sum(workbook.find_table(one.name) is not None for one in others) > len(others):
        sheet = workbook.find_sheet(layout.PARAMETRES.sheet)
        yield sheet.name if sheet is not None else programme_sheet, layout.PARAMETRES.name

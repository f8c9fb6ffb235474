"""Paramètres: colours, settings, and the lists of the drop-downs."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motxl.a1 import MAX_ROW
from motxl.programme import common_part
from motxl.template import layout
from motxl.template.laying import LaidValue, name_cell, name_column, put_table, set_page, set_widths
from motxl.template.layout import Name, Parametre, Style
from motxl.template.sheets.registers import put_heading
from motxl.template.styles import solid
from motxl.text.colours import BLUE, ORANGE

_HEADER_ROW = 10
_KEPT_BY_MOTXL = (Parametre.DERNIERE_REF, Parametre.COULEURS, Parametre.EVENEMENTS)
"""Keys whose rows are hidden: nobody has anything to do there"""
_FIRST_LIST, _LIST_ROW = 6, 23
"""Lists stand to the right, so that each table can grow downwards, and below the settings' rows, of
which some are hidden"""

_SETTINGS: dict[str, tuple[LaidValue, str]] = {
    Parametre.ANNEE: (None, "Année du programme."),
    Parametre.VERSION: (None, "Date de la version en cours (« au 29/01/2025 »)."),
    Parametre.EXPEDITEUR: ("programme@example.org", "Adresse qui envoie les extraits."),
    Parametre.REPONSE: (None, "Adresse où vont les réponses, si ce n’est l’expéditeur."),
    Parametre.SIGNATURE: (
        "Mission Opérationnelle Transfrontalière",
        "Fin des messages ; Alt+Entrée pour une nouvelle ligne.",
    ),
    Parametre.LANGUE: (
        "fr",
        "Langue des envois quand le contact n’en a pas : fr, en, de, es, it ou nl.",
    ),
    Parametre.COMMUNES: (
        common_part.IN_FRENCH[0],
        "Actions communes à tous dans chaque extrait : toutes, titres seulement ou aucune.",
    ),
    Parametre.DERNIERE_REF: (0, "Tenu par motxl : une Réf. donnée ne l’est jamais deux fois."),
    Parametre.COULEURS: (None, "Tenu par motxl : couleurs qu’il a déjà posées."),
    Parametre.EVENEMENTS: (None, "Tenu par motxl : un événement n’est proposé qu’une fois."),
}


def lay_out(workbook: Workbook, sheet: Worksheet) -> None:
    put_heading(
        *(sheet, sheet.title),
        "Réglages du classeur ; plus bas à droite, les listes des menus déroulants.",
    )
    _put_colours(workbook, sheet)
    _put_settings(sheet)
    _put_lists(workbook, sheet)
    sheet.sheet_view.showGridLines = False
    set_page(sheet)
    sheet.print_area = f"A1:D{MAX_ROW}"  # the settings, not the lists


def _put_colours(workbook: Workbook, sheet: Worksheet) -> None:
    sheet["A4"] = "Couleurs des références"
    sheet["A4"].style = Style.SECTION
    for row, label, name, colour, example in (
        (5, "Références aux thèmes", Name.COULEUR_THEMES, ORANGE, "orange"),
        (6, "Références aux jetons", Name.COULEUR_JETONS, BLUE, "bleu"),
    ):
        sheet.cell(row, 1, label).style = Style.REGISTRE
        sheet.cell(row, 2).fill = solid(colour)
        name_cell(workbook, sheet, name, f"B{row}")
        help_cell = sheet.cell(
            row,
            4,
            f"Le remplissage de la cellule est la couleur ({example} à l’origine) : changez-le au "
            "pot de peinture,",
        )
        help_cell.style = Style.EXPLICATION
    sheet["D7"] = (
        "puis cliquez sur Mettre en couleur (ou lancez « motxl colour ») pour recolorer les "
        "références."
    )
    sheet["D7"].style = Style.EXPLICATION


def _put_settings(sheet: Worksheet) -> None:
    sheet.cell(_HEADER_ROW - 1, 1, "Réglages").style = Style.SECTION
    rows = [(key, value) for key, (value, _) in _SETTINGS.items()]
    place = put_table(sheet, layout.PARAMETRES, _HEADER_ROW, rows=rows)
    set_widths(sheet, place, (26, 42))
    sheet.column_dimensions["C"].width = 2
    sheet.column_dimensions["D"].width = 84
    sheet.column_dimensions["E"].width = 3
    for row, (key, (_, help_text)) in enumerate(_SETTINGS.items(), place.first_row):
        sheet.cell(row, 4, help_text).style = Style.EXPLICATION
        value = sheet.cell(row, 2)
        value.style = Style.DATE if key == Parametre.VERSION else Style.REGISTRE
        value.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].hidden = key in _KEPT_BY_MOTXL
    for key, values in (
        (Parametre.LANGUE, layout.LANGUES.name),
        (Parametre.COMMUNES, layout.COMMUNES.name),
    ):
        row = place.first_row + list(_SETTINGS).index(key)
        sheet.add_data_validation(
            DataValidation(type="list", formula1=values, allow_blank=True, sqref=f"B{row}")
        )


def _put_lists(workbook: Workbook, sheet: Worksheet) -> None:
    title = sheet.cell(_LIST_ROW - 2, _FIRST_LIST, "Listes des menus déroulants")
    title.style = Style.SECTION
    help_cell = sheet.cell(
        _LIST_ROW - 1,
        _FIRST_LIST,
        "Complétez Pilotes (sans ligne vide) : tant que la liste est vide, toute valeur est "
        "acceptée. motxl connaît les valeurs des autres listes.",
    )
    help_cell.style = Style.EXPLICATION
    column = _FIRST_LIST
    for source in layout.DROP_DOWNS:
        rows = [(value,) for value in source.values]
        place = put_table(sheet, source.layout, _LIST_ROW, column, rows)
        width = max([len(source.column) + 4, *(len(value) + 2 for value in source.values)])
        set_widths(sheet, place, (max(width, 11),))
        sheet.column_dimensions[get_column_letter(column + 1)].width = 2
        name_column(workbook, source)
        column += 2
    for names in layout.COLUMN_LISTS:
        name_column(workbook, names)

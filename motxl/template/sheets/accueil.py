"""Accueil: what the workbook is, its colours, how to use it, where to go."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template.laying import name_cell, set_page
from motxl.template.layout import LEGENDES, Name, SheetName, Style
from motxl.template.styles import (
    BAD_CODE,
    DUPLICATE_REF,
    MISSING_CODE,
    NAVY,
    UNKNOWN_MEMBER,
    font,
    solid,
)
from motxl.text.colours import BLUE, ORANGE

_WIDTHS = {"A": 2, "B": 26, "C": 84, "D": 3, "E": 18, "F": 44}
_ROW_HEIGHT = 18
_LINE = Border(bottom=Side("thin", color="FF" + NAVY))
_TOP = Alignment("left", "top", wrap_text=True, indent=1)
_MIDDLE = Alignment("left", "center", wrap_text=True, indent=1)
_LEFT = Alignment("left", "center", indent=1)

_CHECKS = (
    (BAD_CODE, "Code mal écrit", "Colonne Axe : des nombres séparés par des points, en texte."),
    (MISSING_CODE, "Code manquant", "Colonne Axe : la ligne a un intitulé, mais pas de code."),
    (DUPLICATE_REF, "Réf. en double", "Colonne Réf. : deux lignes portent le même identifiant."),
    (
        UNKNOWN_MEMBER,
        "Adhérent inconnu",
        "Adhérents concernés : un nom absent de la feuille Adhérents.",
    ),
)
_LINKS = (
    (SheetName.PROGRAMME, "Le programme de travail, tel qu’il est publié"),
    (SheetName.EVENEMENTS, "Les dates rattachées aux lignes du programme"),
    (SheetName.THEMES, "Thèmes du Cross-border Deal et transversaux"),
    (SheetName.TERRITOIRES, "Les territoires et leurs frontières"),
    (SheetName.JETONS, "Les prestations de l’offre modulable"),
    (SheetName.SUIVI_JETONS, "Les demandes des adhérents"),
    (SheetName.ADHERENTS, "Les adhérents"),
    (SheetName.CONTACTS, "Les personnes à qui écrire"),
    (SheetName.VERSIONS, "Les versions publiées, soumises et adoptées"),
    (SheetName.SYNTHESE, "Tableaux croisés et graphiques"),
    (SheetName.DONNEES, "Les sources de ces tableaux"),
    (SheetName.CONTROLE, "Les constats de la vérification"),
    (SheetName.PARAMETRES, "Année, version, couleurs, listes"),
)
_BUTTONS = (
    ("Vérifier", "Liste dans la feuille Contrôle ce qui est à revoir, cellule par cellule."),
    ("Corriger", "Corrige ce qui peut l’être sans risque ; le reste est dans la feuille Contrôle."),
    (
        "Mettre en couleur",
        "Met les références aux couleurs ci-dessus et remplit les colonnes Thèmes et Jetons.",
    ),
    ("Synthèse", "Met à jour les tableaux croisés et les graphiques de la feuille Synthèse."),
    ("Extraits", "Prépare un fichier par adhérent, à côté du classeur ; rien n’est envoyé."),
    (
        "Revenir en arrière",
        "Rétablit le classeur tel qu’il était avant la dernière écriture de motxl.",
    ),
)
"""As they stand in the tab, from left to right"""
_COMMANDS = (
    ("Vérifier", "motxl validate CLASSEUR --write"),
    ("Corriger", "motxl validate CLASSEUR --fix"),
    ("Mettre en couleur", "motxl colour CLASSEUR"),
    ("Synthèse", "motxl summary CLASSEUR"),
    ("Extraits", "motxl extract CLASSEUR"),
    ("Revenir en arrière", "motxl undo CLASSEUR"),
)
"""The same without the tab"""
_GOOD_TO_KNOW = (
    ("Modifier", "Tout se fait dans Excel, feuille Programme : une ligne par titre ou par action."),
    (
        "Changer les couleurs",
        "Dans Paramètres, changez au pot de peinture le remplissage des deux cellules, puis "
        "cliquez sur Mettre en couleur.",
    ),
    (
        "Compléter",
        "Ajoutez librement colonnes, feuilles, images et commentaires : motxl n’y touche pas.",
    ),
    (
        "Pas d’onglet",
        "« motxl macros --addin motxl.xlam » prépare le complément qui l’ajoute à Excel.",
    ),
)


def lay_out(workbook: Workbook, sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.tabSelected = True
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    _put_band(workbook, sheet)
    row = _put_identity(workbook, sheet, 5)
    row = _put_colours(workbook, sheet, row + 1)
    row = max(_put_checks(sheet, row + 1), _put_links(sheet, 5))
    row = _put_buttons(sheet, row + 1)
    row = _put_pairs(sheet, row + 1, "Bon à savoir", _GOOD_TO_KNOW)
    for one_line in range(5, row + 2):
        sheet.row_dimensions[one_line].height = _ROW_HEIGHT
    _put_legend(workbook, sheet, row + 1)
    set_page(sheet)
    sheet.page_setup.fitToHeight = 1
    sheet.oddHeader = HeaderFooterItem()  # the band says it


def _put_band(workbook: Workbook, sheet: Worksheet) -> None:
    for row, height in ((2, 34), (3, 20)):
        sheet.row_dimensions[row].height = height
        for letter in "BCDEF":
            sheet[f"{letter}{row}"].fill = solid(NAVY)
            sheet[f"{letter}{row}"].alignment = Alignment("left", "center", indent=1)
    sheet["B2"] = "PROGRAMME DE TRAVAIL"
    sheet["B2"].font = font(20, bold=True, colour="FFFFFF")
    sheet["B3"] = "Mission Opérationnelle Transfrontalière"
    sheet["B3"].font = font(11, colour="DDE7F3")
    name_cell(workbook, sheet, Name.TITRE_ACCUEIL, "B2")


def _put_section(sheet: Worksheet, row: int, columns: str, title: str) -> None:
    for letter in columns:
        sheet[f"{letter}{row}"].style = Style.SECTION
        sheet[f"{letter}{row}"].border = _LINE
    sheet[f"{columns[0]}{row}"] = title


def _put_pair(sheet: Worksheet, row: int, title: str, text: str | None) -> None:
    sheet[f"B{row}"], sheet[f"C{row}"] = title, text
    sheet[f"B{row}"].font, sheet[f"C{row}"].font = font(10.5, bold=True), font(10.5)
    sheet[f"B{row}"].alignment = sheet[f"C{row}"].alignment = _LEFT


def _put_identity(workbook: Workbook, sheet: Worksheet, row: int) -> int:
    _put_section(sheet, row, "BC", "Ce programme")
    _put_pair(sheet, row + 1, "Année", None)
    _put_pair(sheet, row + 2, "Version du", None)
    sheet[f"C{row + 2}"].number_format = "dd/mm/yyyy"
    name_cell(workbook, sheet, Name.ANNEE, f"C{row + 1}")
    name_cell(workbook, sheet, Name.VERSION, f"C{row + 2}")
    return row + 3


def _put_colours(workbook: Workbook, sheet: Worksheet, row: int) -> int:
    _put_section(sheet, row, "BC", "Couleurs des références")
    for offset, (label, example, name, colour) in enumerate(
        (
            ("Aux thèmes", "cf. Cross-border Deal thème 3", Name.EXEMPLE_THEMES, ORANGE),
            ("Aux jetons", "lien avec les jetons", Name.EXEMPLE_JETONS, BLUE),
        ),
        row + 1,
    ):
        _put_pair(sheet, offset, label, example)
        sheet[f"C{offset}"].font = font(10.5, colour=colour)
        name_cell(workbook, sheet, name, f"C{offset}")
    return row + 3


def _put_checks(sheet: Worksheet, row: int) -> int:
    _put_section(sheet, row, "BC", "Signalé dans la feuille Programme")
    for offset, (fill, title, text) in enumerate(_CHECKS, row + 1):
        _put_pair(sheet, offset, title, text)
        sheet[f"B{offset}"].fill = solid(fill)
        sheet[f"B{offset}"].font = font(10.5)
    return row + 1 + len(_CHECKS)


def _put_links(sheet: Worksheet, row: int) -> int:
    _put_section(sheet, row, "EF", "Feuilles")
    for offset, (name, text) in enumerate(_LINKS, row + 1):
        link = sheet[f"E{offset}"]
        link.value = name
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!A1", display=name)
        link.font = font(10.5, colour="0563C1", underline=True)
        link.alignment = _LEFT
        sheet[f"F{offset}"] = text
        sheet[f"F{offset}"].font = font(10.5)
        sheet[f"F{offset}"].alignment = _LEFT
    return row + 1 + len(_LINKS)


def _put_buttons(sheet: Worksheet, row: int) -> int:
    """What each button does, and beside it the same for a terminal."""
    _put_section(sheet, row, "BC", "Mode d’emploi : les boutons de l’onglet Programme MOT")
    _put_section(sheet, row, "EF", "La même chose dans un terminal")
    for offset, (title, command) in enumerate(_COMMANDS, row + 1):
        sheet[f"E{offset}"], sheet[f"F{offset}"] = title, command
        sheet[f"E{offset}"].font, sheet[f"F{offset}"].font = font(10.5), font(10.5)
        sheet[f"E{offset}"].alignment = sheet[f"F{offset}"].alignment = _LEFT
    return _put_rows(sheet, row, _BUTTONS)


def _put_pairs(sheet: Worksheet, row: int, title: str, pairs: Sequence[tuple[str, str]]) -> int:
    _put_section(sheet, row, "BCDEF", title)
    return _put_rows(sheet, row, pairs)


def _put_rows(sheet: Worksheet, row: int, pairs: Sequence[tuple[str, str]]) -> int:
    """The pairs below a section's row; the row after them."""
    for offset, (title, text) in enumerate(pairs, row + 1):
        _put_pair(sheet, offset, title, text)
    return row + 1 + len(pairs)


def _put_legend(workbook: Workbook, sheet: Worksheet, row: int) -> None:
    """The programme's own legend, which import fills: a line, the themes of the two families side
    by side, a line. Rows grow with their text."""
    _put_section(sheet, row, "BCDEF", "Légende du programme")
    places = (f"C{row + 1}", f"C{row + 2}", f"F{row + 2}", f"C{row + 3}")
    for name, place in zip(LEGENDES, places, strict=True):
        cell, beside = sheet[place], places[1:3]
        cell.font, cell.alignment = font(10.5), _TOP if place in beside else _MIDDLE
        name_cell(workbook, sheet, name, place)

"""Synthèse and Données: kept free for the pivot tables that later versions build."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motxl.workbook import layout
from motxl.workbook.layout import DonneesColumn, Style
from motxl.workbook.sheets.registers import HEADER_ROW, put_heading
from motxl.workbook.tables import Place, put_table, set_page, set_widths

_D = DonneesColumn
_WIDTHS = {
    _D.INTITULE: 50,
    _D.AXE: 24,
    _D.OBJECTIF: 24,
    _D.SOUS_OBJECTIF: 24,
    _D.THEME: 34,
    _D.FAMILLE: 20,
    _D.PRESTATION: 30,
    _D.ADHERENT: 30,
    _D.LIEU: 24,
}
_GRAINS = (
    (layout.DONNEES_ENTREES, "Lignes du programme"),
    (layout.DONNEES_THEMES, "Lignes et thèmes"),
    (layout.DONNEES_FRONTIERES, "Lignes et frontières"),
    (layout.DONNEES_JETONS, "Jetons"),
    (layout.DONNEES_EVENEMENTS, "Événements"),
)


def lay_out_synthese(sheet: Worksheet) -> None:
    put_heading(
        sheet,
        sheet.title,
        "Réservée aux tableaux croisés dynamiques et à leurs graphiques, dans une version à venir.",
    )
    sheet.sheet_view.showGridLines = False
    set_page(sheet)


def lay_out_donnees(sheet: Worksheet) -> list[Place]:
    """The five source tables side by side, so that each can grow, with a free column between."""
    put_heading(
        sheet,
        sheet.title,
        "Réservée aux sources des tableaux de Synthèse, dans une version à venir : ne les "
        "remplissez pas à la main.",
    )
    places = []
    column = 1
    for table, caption in _GRAINS:
        cell = sheet.cell(HEADER_ROW - 1, column, caption)
        cell.style = Style.SECTION
        place = put_table(sheet, table, HEADER_ROW, column)
        set_widths(sheet, place, [_WIDTHS.get(name, 13) for name in table.columns])
        column = place.last_column + 2
        sheet.column_dimensions[get_column_letter(column - 1)].width = 3
        places.append(place)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    set_page(sheet, titles=f"{HEADER_ROW}:{HEADER_ROW}")
    return places

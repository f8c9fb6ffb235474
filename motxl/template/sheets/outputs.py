"""Synthèse and Données, which `motxl summary` fills: titles and widths of the bands, the tables."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template import layout
from motxl.template.laying import LaidTable, put_table, set_page, set_widths
from motxl.template.layout import DonneesColumn, Style, synthese
from motxl.template.sheets.registers import HEADER_ROW, put_heading

_D = DonneesColumn
PRINT_SCALE = 54
"""Per cent, at which two bands that stand side by side fit across a page"""
_NOT_PRINTED = "L1"
"""A blank cell: Excel and LibreOffice leave out a page on which nothing stands, and so print
nothing of a sheet whose print area it is"""
_WIDTHS = {
    _D.INTITULE: 50,
    _D.AXE: 9,
    _D.INTITULE_AXE: 30,
    _D.OBJECTIF: 24,
    _D.SOUS_OBJECTIF: 24,
    _D.LIGNE: 50,
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
    (layout.DONNEES_JETONS, "Lignes et prestations"),
    (layout.DONNEES_COMPTES, "Comptes de jetons"),
    (layout.DONNEES_EVENEMENTS, "Événements"),
)


def lay_out_synthese(sheet: Worksheet) -> None:
    """Titles, widths and printed pages of the bands; pivot tables and charts come later."""
    put_heading(
        sheet,
        sheet.title,
        "Tableaux croisés dynamiques et graphiques, faits par le bouton Synthèse ou par "
        "« motxl summary ». Les vôtres peuvent s’y ajouter : ils sont conservés.",
    )
    for band in synthese.BANDS:
        first = synthese.first_column(band)
        for row, text, style in (
            (synthese.TITLE_ROW, band.title, Style.SECTION),
            (synthese.TITLE_ROW + 1, band.note, Style.EXPLICATION),
        ):
            cell = sheet.cell(row, first, text)
            cell.style = style
        widths = [*band.labels, *[band.width] * band.values, synthese.GAP]
        for offset, width in enumerate(widths):
            sheet.column_dimensions[get_column_letter(first + offset)].width = width
        if synthese.BANDS.index(band) % 2 == 0:
            sheet.col_breaks.append(Break(first + band.columns))
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{synthese.TITLE_ROW + 2}"
    set_page(sheet)
    page = sheet.sheet_properties.pageSetUpPr
    assert page is not None
    page.fitToPage = False  # the first band is a page, then each two
    sheet.page_setup.scale = PRINT_SCALE
    sheet.print_title_rows = "1:1"


def lay_out_donnees(sheet: Worksheet) -> list[LaidTable]:
    """The source tables side by side, so that each can grow, with a free column between."""
    put_heading(
        sheet,
        sheet.title,
        "Les sources des tableaux de Synthèse, remplies par motxl : n’y changez rien à la main.",
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
    sheet.print_area = _NOT_PRINTED
    return places

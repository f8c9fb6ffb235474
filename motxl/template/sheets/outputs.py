"""Synthèse and Données, which `motxl summary` fills: titles and widths of the bands, the tables."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from motxl.i18n import N_
from motxl.template import layout
from motxl.template.laying import LaidTable, put_table, set_page, set_widths
from motxl.template.layout import DonneesColumn, Style, synthese
from motxl.template.layout.features import has_table
from motxl.template.sheets.registers import HEADER_ROW, put_heading
from motxl.template.texts import Making, Say

_D = DonneesColumn
PRINT_SCALE = 63
"""Per cent, at which two bands that stand side by side fit across a page"""
_MARGIN = 0.3
"""Inches at the sides of the paper, so that the scale can be larger"""
_NOT_PRINTED = "L1"
"""A blank cell: its tables would be dust on paper, and LibreOffice leaves out a page on which
nothing stands. It makes no PDF of a template in which a link leads to a sheet that is not printed:
Accueil names this one without a link."""
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
    (layout.DONNEES_ENTREES, N_("Rows of the programme")),
    (layout.DONNEES_THEMES, N_("Rows and themes")),
    (layout.DONNEES_FRONTIERES, N_("Rows and borders")),
    (layout.DONNEES_JETONS, N_("Rows and services")),
    (layout.DONNEES_COMPTES, N_("Jeton accounts")),
    (layout.DONNEES_EVENEMENTS, N_("Events")),
)


def lay_out_synthese(sheet: Worksheet, say: Say, making: Making) -> None:
    """Titles, widths and printed pages of the bands; pivot tables and charts come later."""
    put_heading(
        sheet,
        say(sheet.title),
        say(
            "Pivot tables and charts, made by the button Summary or by “motxl summary”. You "
            "may add your own: motxl keeps them."
        ),
    )
    bands = [one for one in synthese.BANDS if has_table(making.features, one.table.name)]
    for number, band in enumerate(bands):
        first = synthese.first_column(band, bands)
        for row, text, style in (
            (synthese.TITLE_ROW, say(band.title), Style.SECTION),
            (synthese.TITLE_ROW + 1, say(band.note), Style.EXPLICATION),
        ):
            cell = sheet.cell(row, first, text)
            cell.style = style
        widths = [*band.labels, *[band.width] * band.values, synthese.GAP]
        for offset, width in enumerate(widths):
            sheet.column_dimensions[get_column_letter(first + offset)].width = width
        if number % 2 == 0:
            sheet.col_breaks.append(Break(first + band.columns))
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{synthese.TITLE_ROW + 2}"
    set_page(sheet, say, making.of_whom(say))
    page = sheet.sheet_properties.pageSetUpPr
    assert page is not None
    page.fitToPage = False  # the first band is a page, then each two
    sheet.page_setup.scale = PRINT_SCALE
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.print_title_rows = "1:1"


def lay_out_donnees(sheet: Worksheet, say: Say, making: Making) -> list[LaidTable]:
    """The source tables side by side, so that each can grow, with a free column between."""
    put_heading(
        sheet,
        say(sheet.title),
        say(
            "The data behind the tables in the sheet Synthèse, filled in by motxl: change "
            "nothing here by hand."
        ),
    )
    places = []
    column = 1
    for table, caption in _GRAINS:
        if not has_table(making.features, table.name):
            continue
        cell = sheet.cell(HEADER_ROW - 1, column, say(caption))
        cell.style = Style.SECTION
        place = put_table(sheet, table, HEADER_ROW, column)
        set_widths(sheet, place, [_WIDTHS.get(name, 13) for name in table.columns])
        column = place.last_column + 2
        sheet.column_dimensions[get_column_letter(column - 1)].width = 3
        places.append(place)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_area = _NOT_PRINTED
    return places

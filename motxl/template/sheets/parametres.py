"""Paramètres: colours, settings, and the lists of the drop-downs."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motxl.a1 import MAX_ROW
from motxl.i18n import N_
from motxl.programme import common_part
from motxl.programme.borders import FIRST
from motxl.programme.families import SLOTS_SHOWN, USUAL
from motxl.programme.features import Features
from motxl.programme.scheme import MOST_LEVELS, MOT
from motxl.template import layout
from motxl.template.frontieres import shipped_rows
from motxl.template.laying import (
    LaidTable,
    LaidValue,
    name_cell,
    name_column,
    put_table,
    set_page,
    set_widths,
)
from motxl.template.layout import NON, Name, NiveauColumn, Parametre, Style
from motxl.template.layout.features import has, has_table
from motxl.template.layout.mots import MOTS
from motxl.template.mots import Mots, rows_of
from motxl.template.niveaux import rows_of as rows_of_levels
from motxl.template.sheets.registers import put_heading
from motxl.template.styles import solid
from motxl.template.texts import Making, Say
from motxl.text.colours import BLUE, ORANGE

_HEADER_ROW = 10
_KEPT_BY_MOTXL = (Parametre.DERNIERE_REF, Parametre.COULEURS, Parametre.EVENEMENTS)
"""Keys whose rows are hidden: nobody has anything to do there"""
_FIRST_LIST, _LIST_ROW = 6, 25
"""Lists stand to the right, so that each table can grow downwards, and below the settings' rows, of
which some are hidden"""

_SETTINGS: dict[str, tuple[LaidValue, str]] = {
    Parametre.ANNEE: (None, N_("Year of the programme.")),
    Parametre.VERSION: (
        None,
        N_("Date of the current version, as in the title (“au 29/01/2025”, for example)."),
    ),
    Parametre.EXPEDITEUR: (
        "programme@example.org",
        N_("Address from which the extracts are sent."),
    ),
    Parametre.REPONSE: (None, N_("Address that replies go to, if it is not the sender's.")),
    Parametre.SIGNATURE: (
        None,  # ORGANISATION, said in the workbook's language
        N_("Text at the end of the messages; Alt+Enter starts a new line."),
    ),
    Parametre.LANGUE: (
        "fr",
        N_(
            "Language of extracts and messages if Langue is blank in the sheet Adhérents: fr, "
            "en, de, es, it or nl."
        ),
    ),
    Parametre.COMMUNES: (
        common_part.IN_FRENCH[0],
        N_("Actions for all members that each extract shows: toutes, titres seulement or aucune."),
    ),
    Parametre.STABLE: (
        NON,
        N_("oui if gaps are intended: a code is never given to another row."),
    ),
    Parametre.PAYS: (
        FIRST,
        N_("Country that comes first in borders (FR-DE): two letters; “aucun” if none does."),
    ),
    Parametre.REPONSES: (
        NON,
        N_("oui if the extracts ask members for answers, which “motxl collect” reads."),
    ),
    Parametre.DERNIERE_REF: (0, N_("Kept by motxl: no Réf. is ever given twice.")),
    Parametre.COULEURS: (None, N_("Kept by motxl: the colours that motxl has used so far.")),
    Parametre.EVENEMENTS: (None, N_("Kept by motxl: no event is proposed twice.")),
}


_ORGANISATION = N_("Whose programme it is: the name stands in extracts and under messages.")


def lay_out(
    workbook: Workbook, sheet: Worksheet, say: Say, making: Making, mots: Mots | None = None
) -> list[str]:
    """The ranges of cells that hold figures as text are returned. ``mots`` are the words of a
    workbook that is not in French."""
    put_heading(
        *(sheet, say(sheet.title)),
        say("Settings of the workbook; the drop-down lists are below, on the right."),
    )
    features = making.features
    _put_colours(workbook, sheet, say, features)
    _put_settings(workbook, sheet, say, making, mots)
    levels = _put_levels(sheet, say)
    last_table = _put_families(sheet, say, _beside(sheet, levels), features)
    figures = levels.letter(NiveauColumn.NUMEROTATION)
    if features.borders:
        last_table = _put_borders(sheet, say, _beside(sheet, last_table))
    numberings, column = _put_lists(workbook, sheet, say, _beside(sheet, last_table), features)
    if mots is not None:
        _put_words(sheet, say, column, mots)
    sheet.sheet_view.showGridLines = False
    set_page(sheet, say, making.of_whom(say))
    sheet.print_area = f"A1:D{MAX_ROW}"  # the settings, not the lists
    last = levels.first_row + MOST_LEVELS - 1
    return [f"{figures}{levels.first_row}:{figures}{last}", numberings]


def _put_colours(workbook: Workbook, sheet: Worksheet, say: Say, features: Features) -> None:
    if not (features.themes or features.jetons):
        return
    sheet["A4"] = say("Colours of references")
    sheet["A4"].style = Style.SECTION
    for row, label, name, colour, example in (
        (5, say("References to themes"), Name.COULEUR_THEMES, ORANGE, say("orange")),
        (6, say("References to jetons"), Name.COULEUR_JETONS, BLUE, say("blue")),
    ):
        if not (features.themes if name == Name.COULEUR_THEMES else features.jetons):
            continue
        sheet.cell(row, 1, label).style = Style.REGISTRE
        sheet.cell(row, 2).fill = solid(colour)
        name_cell(workbook, sheet, name, f"B{row}")
        help_cell = sheet.cell(
            row,
            4,
            say(
                "The fill of the cell sets the colour ({colour} at first): change it with the "
                "paint bucket."
            ).format(colour=example),
        )
        help_cell.style = Style.EXPLICATION
    sheet["D7"] = say("Then click Colour (or run “motxl colour”) to colour the references again.")
    sheet["D7"].style = Style.EXPLICATION


def _put_settings(
    workbook: Workbook, sheet: Worksheet, say: Say, making: Making, mots: Mots | None
) -> None:
    sheet.cell(_HEADER_ROW - 1, 1, say("Settings")).style = Style.SECTION
    settings = {key: one for key, one in _SETTINGS.items() if has(making.features, key)}
    if making.organisation is not None:
        # Where it is the usual one, nobody has to say it.
        settings = {
            Parametre.ORGANISATION: (making.organisation or None, _ORGANISATION),
            **settings,
        }
    values: dict[str, LaidValue] = {key: value for key, (value, _) in settings.items()}
    values[Parametre.SIGNATURE] = making.of_whom(say) or None
    values[Parametre.LANGUE] = mots.language if mots else values[Parametre.LANGUE]
    place = put_table(sheet, layout.PARAMETRES, _HEADER_ROW, rows=list(values.items()))
    set_widths(sheet, place, (26, 42))
    sheet.column_dimensions["C"].width = 2
    sheet.column_dimensions["D"].width = 84
    sheet.column_dimensions["E"].width = 3
    for row, (key, (_, help_text)) in enumerate(settings.items(), place.first_row):
        sheet.cell(row, 4, say(help_text)).style = Style.EXPLICATION
        value = sheet.cell(row, 2)
        value.style = Style.DATE if key == Parametre.VERSION else Style.REGISTRE
        value.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].hidden = key in _KEPT_BY_MOTXL
    for key, choices in (
        (Parametre.LANGUE, layout.LANGUES.name),
        (Parametre.COMMUNES, layout.COMMUNES.name),
        (Parametre.STABLE, layout.OUI_NON.name),
        (Parametre.REPONSES, layout.OUI_NON.name),
    ):
        row = place.first_row + list(settings).index(key)
        sheet.add_data_validation(
            DataValidation(type="list", formula1=choices, allow_blank=True, sqref=f"B{row}")
        )


def _beside(sheet: Worksheet, place: LaidTable) -> int:
    """The column where the next table begins, after a narrow one."""
    sheet.column_dimensions[get_column_letter(place.last_column + 1)].width = 2
    return place.last_column + 2


def _put_levels(sheet: Worksheet, say: Say) -> LaidTable:
    """How the programme is numbered."""
    title = sheet.cell(_LIST_ROW - 2, _FIRST_LIST, say("Levels of the programme, top first"))
    title.style = Style.SECTION
    help_cell = sheet.cell(
        _LIST_ROW - 1,
        _FIRST_LIST,
        say(
            "Without a separator, the code of the heading is not repeated. “espace” stands "
            "for a space, “collé” for no sign at all."
        ),
    )
    help_cell.style = Style.EXPLICATION
    place = put_table(sheet, layout.NIVEAUX, _LIST_ROW, _FIRST_LIST, rows_of_levels(MOT))
    set_widths(sheet, place, (9, 16, 15, 11, 13, 25))
    for column in (NiveauColumn.NUMEROTATION, NiveauColumn.PREFIXE, NiveauColumn.SEPARATEUR):
        for row in range(place.first_row, place.first_row + MOST_LEVELS):
            sheet[f"{place.letter(column)}{row}"].number_format = "@"
    for column, source in (
        (NiveauColumn.NUMEROTATION, layout.NUMEROTATIONS),
        (NiveauColumn.SUITE, layout.SUITES),
    ):
        letter = place.letter(column)
        sheet.add_data_validation(
            DataValidation(
                type="list",
                formula1=source.name,
                allow_blank=True,
                sqref=f"{letter}{place.first_row}:{letter}{place.first_row + MOST_LEVELS - 1}",
            )
        )
    return place


def _put_families(sheet: Worksheet, say: Say, column: int, features: Features) -> LaidTable:
    """The families of references, from a column on."""
    title = sheet.cell(_LIST_ROW - 2, column, say("Families of references"))
    title.style = Style.SECTION
    help_cell = sheet.cell(
        _LIST_ROW - 1,
        column,
        say(
            "In Écriture, {figure} stands for numbers, {title} for titles, {clause} for a "
            "clause in parentheses. The fill of Couleur gives the colour; motxl fills the "
            "column named in Colonne."
        ).format(**SLOTS_SHOWN),
    )
    help_cell.style = Style.EXPLICATION
    colours = {"orange": Name.COULEUR_THEMES, "blue": Name.COULEUR_JETONS}
    rows: list[tuple[LaidValue, ...]] = [
        (
            family.name,
            "; ".join(way.written for way in family.writings),
            "; ".join(family.exclusions),
            colours.get(family.colour or ""),
            family.items,
            family.column,
        )
        for family, is_there in (
            (USUAL.deal, features.deal),
            (USUAL.transversal, features.transversal),
            (USUAL.jeton, features.jetons),
        )
        if is_there and family is not None
    ]
    place = put_table(sheet, layout.FAMILLES, _LIST_ROW, column, rows)
    set_widths(sheet, place, (22, 32, 46, 17, 14, 22))
    return place


def _put_borders(sheet: Worksheet, say: Say, column: int) -> LaidTable:
    """The borders, from a column on."""
    title = sheet.cell(_LIST_ROW - 2, column, say("Borders"))
    title.style = Style.SECTION
    help_cell = sheet.cell(
        _LIST_ROW - 1,
        column,
        say(
            "Add or delete rows. A text that contains a name from the column Nom refers to "
            "that border."
        ),
    )
    help_cell.style = Style.EXPLICATION
    place = put_table(sheet, layout.FRONTIERES, _LIST_ROW, column, list(shipped_rows()))
    set_widths(sheet, place, (14, 44, 18))
    return place


def _put_lists(
    workbook: Workbook, sheet: Worksheet, say: Say, column: int, features: Features
) -> tuple[str, int]:
    """The lists, from a column on; the cells of the one that holds figures are returned, and the
    column where the next table may begin."""
    figures = ""
    title = sheet.cell(_LIST_ROW - 2, column, say("Drop-down lists"))
    title.style = Style.SECTION
    help_cell = sheet.cell(
        _LIST_ROW - 1,
        column,
        say(
            "Fill in the list Pilotes (without blank rows): while it is empty, any value is "
            "accepted. The other lists already hold the values that motxl knows."
        ),
    )
    help_cell.style = Style.EXPLICATION
    for source in layout.DROP_DOWNS:
        if not has_table(features, source.table):
            continue
        rows = [(value,) for value in source.values]
        place = put_table(sheet, source.layout, _LIST_ROW, column, rows)
        width = max([len(source.column) + 4, *(len(value) + 2 for value in source.values)])
        set_widths(sheet, place, (max(width, 11),))
        sheet.column_dimensions[get_column_letter(column + 1)].width = 2
        name_column(workbook, source)
        if source is layout.NUMEROTATIONS:
            figures = place.cells(source.column)
        column += 2
    for names in layout.COLUMN_LISTS:
        if not has(features, names.name):
            continue
        name_column(workbook, names)
    return figures, column


def _put_words(sheet: Worksheet, say: Say, column: int, mots: Mots) -> None:
    """What the workbook calls things, from a column on."""
    title = sheet.cell(_LIST_ROW - 2, column, say("Words of this workbook"))
    title.style = Style.SECTION
    help_cell = sheet.cell(
        _LIST_ROW - 1,
        column,
        say(
            "To call a sheet, a column or a value otherwise, change it where it stands and in the "
            "last column here. motxl knows it by the other three."
        ),
    )
    help_cell.style = Style.EXPLICATION
    headers = (say("Table"), say("Column"), say("motxl's word"), say("Word of this workbook"))
    place = put_table(sheet, MOTS._replace(columns=headers), _LIST_ROW, column, [*rows_of(mots)])
    set_widths(sheet, place, (24, 24, 30, 30))

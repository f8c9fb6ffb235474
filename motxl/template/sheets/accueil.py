"""Accueil: what the workbook is, its colours, how to use it, where to go."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from motxl.i18n import N_
from motxl.programme.features import Features
from motxl.template.laying import name_cell, set_page
from motxl.template.layout import LEGENDES, Name, SheetName, Style
from motxl.template.layout.features import has
from motxl.template.styles import (
    BAD_CODE,
    DUPLICATE_REF,
    MISSING_CODE,
    NAVY,
    UNKNOWN_MEMBER,
    font,
    solid,
)
from motxl.template.texts import Making, Say
from motxl.text.colours import BLUE, ORANGE

_WIDTHS = {"A": 2, "B": 26, "C": 84, "D": 3, "E": 18, "F": 44}
_ROW_HEIGHT = 18
_LINE = Border(bottom=Side("thin", color="FF" + NAVY))
_TOP = Alignment("left", "top", wrap_text=True, indent=1)
_MIDDLE = Alignment("left", "center", wrap_text=True, indent=1)
_LEFT = Alignment("left", "center", indent=1)

_CHECKS = (
    (
        BAD_CODE,
        N_("Code with a mistake"),
        N_("Column Axe: a code consists of numbers separated by dots, entered as text."),
    ),
    (MISSING_CODE, N_("Code missing"), N_("Column Axe: the row has a label, but no code.")),
    (DUPLICATE_REF, N_("Réf. used twice"), N_("Column Réf.: two rows bear the same identifier.")),
    (
        UNKNOWN_MEMBER,
        N_("Unknown member"),
        N_("Column Adhérents concernés: a name that is not in the sheet Adhérents."),
    ),
)
_LINKS = (
    (SheetName.PROGRAMME, N_("The work programme as it is published")),
    (SheetName.EVENEMENTS, N_("The dates of the programme's rows")),
    (SheetName.THEMES, N_("Themes of the Cross-border Deal, and cross-cutting themes")),
    (SheetName.TERRITOIRES, N_("The territories and their borders")),
    (SheetName.JETONS, N_("The services of the modular offer")),
    (SheetName.SUIVI_JETONS, N_("What members asked for")),
    (SheetName.ADHERENTS, N_("The members")),
    (SheetName.CONTACTS, N_("The people to write to")),
    (SheetName.VERSIONS, N_("The versions published, submitted and adopted")),
    (SheetName.SYNTHESE, N_("Pivot tables and charts")),
    (SheetName.DONNEES, N_("The data behind the pivot tables")),
    (SheetName.CONTROLE, N_("What the check found")),
    (SheetName.PARAMETRES, N_("Year, version, colours, lists")),
)
_THEMES_OF_OTHERS = N_("The themes that the programme refers to")
"""Where there is no Cross-border Deal"""
_WITHOUT_LINK = frozenset({SheetName.DONNEES})
"""Not printed, and nothing to do there (see ``lay_out_donnees``)"""
_BUTTONS = (
    (N_("Check"), N_("Lists in the sheet Contrôle what needs attention, cell by cell.")),
    (
        N_("Correct"),
        N_("Corrects what can be corrected without risk; the rest is in the sheet Contrôle."),
    ),
    (
        N_("Colour"),
        N_(
            "Gives references their colours, and fills in the columns Thèmes Deal, Thèmes "
            "transversaux and Jetons."
        ),
    ),
    (N_("Summary"), N_("Brings the pivot tables and charts in the sheet Synthèse up to date.")),
    (N_("Extracts"), N_("Prepares a file for each member, beside the workbook; nothing is sent.")),
    (
        N_("Go back"),
        N_("Restores the workbook to its state before motxl last wrote to it."),
    ),
)
"""As they stand in the tab, from left to right"""
_COLOURS_OF_OTHERS = N_(
    "Gives references their colours, and fills in the columns of their families."
)
"""What Colour does where those columns are not the usual ones"""
_COMMANDS = (
    (N_("Check"), N_("motxl validate WORKBOOK --write")),
    (N_("Correct"), N_("motxl validate WORKBOOK --fix")),
    (N_("Colour"), N_("motxl colour WORKBOOK")),
    (N_("Summary"), N_("motxl summary WORKBOOK")),
    (N_("Extracts"), N_("motxl extract WORKBOOK -o FOLDER")),
    (N_("Go back"), N_("motxl undo WORKBOOK")),
)
"""The same without the tab"""
_GOOD_TO_KNOW = (
    (
        N_("Edit"),
        N_(
            "Everything is done in Excel, in the sheet Programme: one row for each heading or "
            "action."
        ),
    ),
    (
        N_("Change the colours"),
        N_(
            "In the sheet Paramètres, change the fill of the two coloured cells with the "
            "paint bucket, then click Colour."
        ),
    ),
    (
        N_("Add"),
        N_("Add columns, sheets, pictures and comments as you like: motxl does not touch them."),
    ),
    (
        N_("Without installation"),
        N_(
            "The page motxl.html, opened in Edge or Chrome, does what the buttons do. Nothing "
            "leaves the computer."
        ),
    ),
    (
        N_("No tab"),
        N_(
            "Run “motxl macros --addin motxl.xlam”: the add-in that it prepares adds the tab "
            "Programme de travail to Excel."
        ),
    ),
)


_CHANGE_COLOURS = _GOOD_TO_KNOW[1]
"""Where there are colours"""


def lay_out(workbook: Workbook, sheet: Worksheet, say: Say, making: Making) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.tabSelected = True
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    features = making.features
    has_colours = features.themes or features.jetons
    _put_band(workbook, sheet, say, making.of_whom(say))
    row = _put_identity(workbook, sheet, 5, say)
    if has_colours:
        row = _put_colours(workbook, sheet, row + 1, say, features)
    row = max(_put_checks(sheet, row + 1, say), _put_links(sheet, 5, say, features))
    row = _put_buttons(sheet, row + 1, say, features)
    good = [one for one in _GOOD_TO_KNOW if has_colours or one is not _CHANGE_COLOURS]
    row = _put_pairs(sheet, row + 1, say("Good to know"), good, say)
    for one_line in range(5, row + 2):
        sheet.row_dimensions[one_line].height = _ROW_HEIGHT
    _put_legend(workbook, sheet, row + 1, say)
    set_page(sheet, say, making.of_whom(say))
    sheet.page_setup.fitToHeight = 1
    sheet.oddHeader = HeaderFooterItem()  # the band says it


def _put_band(workbook: Workbook, sheet: Worksheet, say: Say, organisation: str) -> None:
    for row, height in ((2, 34), (3, 20)):
        sheet.row_dimensions[row].height = height
        for letter in "BCDEF":
            sheet[f"{letter}{row}"].fill = solid(NAVY)
            sheet[f"{letter}{row}"].alignment = Alignment("left", "center", indent=1)
    sheet["B2"] = say("WORK PROGRAMME")
    sheet["B2"].font = font(20, bold=True, colour="FFFFFF")
    sheet["B3"] = organisation or None
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


def _put_identity(workbook: Workbook, sheet: Worksheet, row: int, say: Say) -> int:
    _put_section(sheet, row, "BC", say("This programme"))
    _put_pair(sheet, row + 1, say("Year"), None)
    _put_pair(sheet, row + 2, say("Version of"), None)
    sheet[f"C{row + 2}"].number_format = "dd/mm/yyyy"
    name_cell(workbook, sheet, Name.ANNEE, f"C{row + 1}")
    name_cell(workbook, sheet, Name.VERSION, f"C{row + 2}")
    return row + 3


def _put_colours(
    workbook: Workbook, sheet: Worksheet, row: int, say: Say, features: Features
) -> int:
    _put_section(sheet, row, "BC", say("Colours of references"))
    to_theme = "cf. Cross-border Deal thème 3" if features.deal else say("a reference to a theme")
    rows = []
    if features.themes:
        rows.append((say("To themes"), to_theme, Name.EXEMPLE_THEMES, ORANGE))
    if features.jetons:
        rows.append((say("To jetons"), "lien avec les jetons", Name.EXEMPLE_JETONS, BLUE))
    for offset, (label, example, name, colour) in enumerate(rows, row + 1):
        _put_pair(sheet, offset, label, example)
        sheet[f"C{offset}"].font = font(10.5, colour=colour)
        name_cell(workbook, sheet, name, f"C{offset}")
    return row + 1 + len(rows)


def _put_checks(sheet: Worksheet, row: int, say: Say) -> int:
    _put_section(sheet, row, "BC", say("Flagged in the sheet Programme"))
    for offset, (fill, title, text) in enumerate(_CHECKS, row + 1):
        _put_pair(sheet, offset, say(title), say(text))
        sheet[f"B{offset}"].fill = solid(fill)
        sheet[f"B{offset}"].font = font(10.5)
    return row + 1 + len(_CHECKS)


def _put_links(sheet: Worksheet, row: int, say: Say, features: Features) -> int:
    _put_section(sheet, row, "EF", say("Sheets"))
    links = [one for one in _LINKS if has(features, one[0])]
    for offset, (name, text) in enumerate(links, row + 1):
        link = sheet[f"E{offset}"]
        link.value = say(name)
        link.font = font(10.5)
        if name not in _WITHOUT_LINK:
            link.hyperlink = Hyperlink(
                ref=link.coordinate, location=f"'{name}'!A1", display=say(name)
            )
            link.font = font(10.5, colour="0563C1", underline=True)
        link.alignment = _LEFT
        is_usual = name != SheetName.THEMES or features.deal
        sheet[f"F{offset}"] = say(text if is_usual else _THEMES_OF_OTHERS)
        sheet[f"F{offset}"].font = font(10.5)
        sheet[f"F{offset}"].alignment = _LEFT
    return row + 1 + len(links)


def _put_buttons(sheet: Worksheet, row: int, say: Say, features: Features) -> int:
    """What each button does, and beside it the same for a terminal."""
    _put_section(
        sheet,
        row,
        "BC",
        say("How to use the workbook: the buttons of the tab Programme de travail"),
    )
    _put_section(sheet, row, "EF", say("The same in a terminal"))
    for offset, (title, command) in enumerate(_COMMANDS, row + 1):
        sheet[f"E{offset}"], sheet[f"F{offset}"] = say(title), say(command)
        sheet[f"E{offset}"].font, sheet[f"F{offset}"].font = font(10.5), font(10.5)
        sheet[f"E{offset}"].alignment = sheet[f"F{offset}"].alignment = _LEFT
    is_usual = features.deal and features.transversal and features.jetons
    buttons = [
        (title, text if is_usual or title != "Colour" else _COLOURS_OF_OTHERS)
        for title, text in _BUTTONS
    ]
    return _put_rows(sheet, row, buttons, say)


def _put_pairs(
    sheet: Worksheet, row: int, title: str, pairs: Sequence[tuple[str, str]], say: Say
) -> int:
    _put_section(sheet, row, "BCDEF", title)
    return _put_rows(sheet, row, pairs, say)


def _put_rows(sheet: Worksheet, row: int, pairs: Sequence[tuple[str, str]], say: Say) -> int:
    """The pairs below a section's row; the row after them."""
    for offset, (title, text) in enumerate(pairs, row + 1):
        _put_pair(sheet, offset, say(title), say(text))
    return row + 1 + len(pairs)


def _put_legend(workbook: Workbook, sheet: Worksheet, row: int, say: Say) -> None:
    """The programme's own legend, which import fills: a line, the themes of the two families side
    by side, a line. Rows grow with their text."""
    _put_section(sheet, row, "BCDEF", say("The programme's legend"))
    places = (f"C{row + 1}", f"C{row + 2}", f"F{row + 2}", f"C{row + 3}")
    for name, place in zip(LEGENDES, places, strict=True):
        cell, beside = sheet[place], places[1:3]
        cell.font, cell.alignment = font(10.5), _TOP if place in beside else _MIDDLE
        name_cell(workbook, sheet, name, place)

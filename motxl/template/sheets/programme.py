"""Programme: the work programme itself, printed as the publication."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motxl.a1 import MAX_ROW
from motxl.i18n import N_
from motxl.template import layout
from motxl.template.laying import (
    TITLE_HEIGHT,
    LaidTable,
    add_drop_downs,
    name_cell,
    put_table,
    set_page,
    set_widths,
)
from motxl.template.layout import Name, ProgrammeColumn, Style
from motxl.template.layout.features import with_features
from motxl.template.sheets import checks
from motxl.template.styles import LEVEL_FILLS, LEVEL_LINES, differential
from motxl.template.texts import Making, Say

_C = ProgrammeColumn
_HEADER_HEIGHT = 24
_WIDTHS = {
    _C.AXE: 8.5,
    _C.LABEL: layout.PROGRAMME_LABEL_WIDTH,
    _C.TYPE: 14,
    _C.REF: 10.5,
    _C.PORTEE: 10.5,
    _C.FRONTIERE: 14,
    _C.ADHERENTS: 32,
    _C.PILOTE: 16,
    _C.CALENDRIER: 20,
    _C.ETAT: 20,
    _C.THEMES_DEAL: 20,
    _C.THEMES_TRANSVERSAUX: 24,
    _C.AUTRES_THEMES: 20,
    _C.JETONS: 24,
    _C.BILAN: 40,
    _C.COMMENTAIRE: 40,
    _C.ORDRE: 8,
}
_FROM_REFERENCES = N_("Filled in by the button Colour, from the references in the label.")
_HELP = {
    _C.AXE: N_("Code of the heading: 2, 2.1 or 2.1.3. An action bears the code of its heading."),
    _C.LABEL: N_("Label of the heading or action, with its references in brackets."),
    _C.TYPE: N_("Axe, Objectif, Sous-objectif or Action."),
    _C.REF: N_("Permanent identifier of the row, given by motxl. Do not change it."),
    _C.PORTEE: N_(
        "Tous: all members. Ciblée: only the members that borders, names, themes or jetons "
        "point to. Blank: the same as the heading above."
    ),
    _C.FRONTIERE: N_("FR-DE, FR-IT-MC, Outre-mer, a territory… Separate several values with “;”."),
    _C.ADHERENTS: N_("Keys or names from the sheet Adhérents, separated by “;” or line breaks."),
    _C.PILOTE: N_("A value from the list Pilotes in the sheet Paramètres."),
    _C.CALENDRIER: N_("Any text. Exact dates go into the sheet Événements."),
    _C.ETAT: N_("A value from the list États in the sheet Paramètres."),
    _C.THEMES_DEAL: _FROM_REFERENCES,
    _C.THEMES_TRANSVERSAUX: _FROM_REFERENCES,
    _C.AUTRES_THEMES: N_("Themes to add by hand, separated by “;”."),
    _C.JETONS: _FROM_REFERENCES,
    _C.BILAN: N_("What was done, for the annual report."),
    _C.COMMENTAIRE: N_("Internal note: never appears in extracts."),
}


_SCOPE_OF_OTHERS = N_(
    "Tous: all members. Ciblée: only the members that the row names or refers to. Blank: the same "
    "as the heading above."
)
"""What Portée means where borders, themes or jetons are missing"""


def lay_out(workbook: Workbook, sheet: Worksheet, say: Say, making: Making) -> LaidTable:
    """Title in row 1, the table's header in row 2: both stay on screen and on each page."""
    sheet["B1"] = say("WORK PROGRAMME")
    design = with_features(layout.PROGRAMME, making.features)
    for column in range(1, len(design.columns) + 1):
        sheet.cell(1, column).style = Style.TITRE
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    name_cell(workbook, sheet, Name.TITRE, "B1")
    place = put_table(sheet, design, 2)
    sheet.row_dimensions[place.header_row].height = _HEADER_HEIGHT
    set_widths(sheet, place, [_WIDTHS[name] for name in place.layout.columns])
    sheet.column_dimensions[place.letter(_C.ORDRE)].hidden = True
    # Codes typed below the table stay text too.
    sheet.column_dimensions[place.letter(_C.AXE)].number_format = "@"
    sheet.freeze_panes = "C3"
    _add_drop_downs(sheet, place, say, making)
    _add_formats(sheet, place)
    set_page(sheet, say, making.of_whom(say), portrait=True, titles="1:2")
    # All rows: only used ones are printed, and the area needs no change when rows are added.
    sheet.print_area = f"A1:B{MAX_ROW}"
    return place


def _add_drop_downs(sheet: Worksheet, place: LaidTable, say: Say, making: Making) -> None:
    features = making.features
    scope = (
        _HELP[_C.PORTEE]
        if features.borders and features.themes and features.jetons
        else _SCOPE_OF_OTHERS
    )
    add_drop_downs(
        sheet,
        place,
        say,
        {
            _C.TYPE: layout.LISTE_TYPES,
            _C.PORTEE: layout.PORTEES,
            _C.FRONTIERE: layout.LISTE_FRONTIERES,
            _C.ADHERENTS: layout.LISTE_ADHERENTS,
            _C.PILOTE: layout.PILOTES,
            _C.ETAT: layout.ETATS,
            _C.AUTRES_THEMES: layout.LISTE_THEMES,
        },
        blocking=frozenset({_C.TYPE, _C.PORTEE, _C.PILOTE, _C.ETAT}),
    )
    for column, text in {**_HELP, _C.PORTEE: scope}.items():
        if column not in place.layout.columns:
            continue
        sheet.add_data_validation(
            DataValidation(
                allow_blank=True,
                showInputMessage=True,
                promptTitle=say(column),
                prompt=say(text),
                sqref=f"{place.letter(column)}{place.header_row}",
            )
        )


def _add_formats(sheet: Worksheet, place: LaidTable) -> None:
    """Checks first: where a check and a level both fill a cell, the check's fill is shown.

    Every cell stands in one conditional format only, because LibreOffice shows the first rule that
    is true in each and does not order the formats of a cell among themselves.
    """
    row = place.first_row
    axe, label = f"${place.letter(_C.AXE)}{row}", f"${place.letter(_C.LABEL)}{row}"
    ref, members = f"${place.letter(_C.REF)}{row}", f"${place.letter(_C.ADHERENTS)}{row}"
    after = _C.FRONTIERE if _C.FRONTIERE in place.layout.columns else _C.PORTEE
    blocks: tuple[tuple[str, str, tuple[checks.CellCheck, ...]], ...] = (
        (_C.AXE, _C.AXE, (checks.missing_code(axe, label), checks.bad_code(axe))),
        (_C.LABEL, _C.TYPE, ()),
        (_C.REF, _C.REF, (checks.duplicate_ref(ref),)),
        (_C.PORTEE, after, ()),
        (_C.ADHERENTS, _C.ADHERENTS, (checks.unknown_member(members),)),
        (_C.PILOTE, _C.ORDRE, ()),
    )
    priority = 1
    for first, last, found in blocks:
        cells = place.cells(first, last)
        rules = [(check.formula, differential(check.fill)) for check in found]
        for level, fill in LEVEL_FILLS.items():
            look = differential(fill, bold=True, top_line=LEVEL_LINES[level])
            rules.append((f'${place.letter(_C.TYPE)}{row}="{level}"', look))
        for formula, look in rules:
            rule = Rule(type="expression", dxf=look, priority=priority, formula=[formula])
            sheet.conditional_formatting.add(cells, rule)
            priority += 1

"""The sheets that hold one table and a line that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from motxl.i18n import LANGUAGES, N_, catalogue
from motxl.programme.features import Features
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
from motxl.template.layout import (
    AdherentColumn,
    ColumnList,
    ContactColumn,
    ControleColumn,
    DropDown,
    EvenementColumn,
    JetonColumn,
    Name,
    Style,
    SuiviJetonColumn,
    TableLayout,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)
from motxl.template.layout.features import with_features
from motxl.template.styles import differential
from motxl.template.texts import Making, Say

HEADER_ROW = 4
SEVERITIES = (("Blocking", "FFC7CE"), ("To check", "FFF2A8"), ("For information", "DDE7F3"))
"""What Gravité in Contrôle says, as motxl's own catalogue has it, the most serious first; and the
fills"""


class RegisterSheet(NamedTuple):
    """A sheet with one table: what stands above it, widths in characters, drop-downs."""

    table: TableLayout
    explanation: str
    widths: tuple[float, ...]
    lists: Mapping[str, DropDown | ColumnList]
    note: str | None = None
    """Defined name of the line below the explanation, blank in the template"""
    blocking: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    """Columns that only motxl reads"""


REGISTERS = (
    RegisterSheet(
        layout.EVENEMENTS,
        N_(
            "One row for each event; several events may have the Réf. of the same row of the "
            "programme."
        ),
        (11, 12, 12, 12, 66, 28, 11),
        {
            EvenementColumn.REF: layout.LISTE_REFS,
            EvenementColumn.PRECISION: layout.PRECISIONS,
            EvenementColumn.CONFIRME: layout.OUI_NON,
        },
    ),
    RegisterSheet(
        layout.THEMES,
        N_(
            "One row for each theme, of the Cross-border Deal or cross-cutting; separate "
            "several aliases with “;”."
        ),
        (38, 20, 8, 56, 34, 11, 22),
        {ThemeColumn.FAMILLE: layout.LISTE_FAMILLES, ThemeColumn.NOUVEAU: layout.OUI_NON},
    ),
    RegisterSheet(
        layout.TERRITOIRES,
        N_(
            "One row for each territory named in the programme, with the border or borders on "
            "which it lies (FR-DE; FR-IT-MC…)."
        ),
        (44, 54, 28),
        {TerritoireColumn.FRONTIERES: layout.LISTE_FRONTIERES},
    ),
    RegisterSheet(
        layout.JETONS,
        N_(
            "One row for each service of the modular offer that a member can ask for with "
            "its jetons."
        ),
        (26, 80, 11, 12, 34),
        {JetonColumn.REF: layout.LISTE_REFS},
    ),
    RegisterSheet(
        layout.SUIVI_JETONS,
        N_(
            "One row for each request by a member; a member's balance is the jetons allocated "
            "− reserved − spent."
        ),
        (12, 38, 30, 12, 9, 11, 18, 44),
        {
            SuiviJetonColumn.ADHERENT: layout.LISTE_ADHERENTS,
            SuiviJetonColumn.PRESTATION: layout.LISTE_PRESTATIONS,
            SuiviJetonColumn.ETAT: layout.ETATS_JETON,
            SuiviJetonColumn.REF: layout.LISTE_REFS,
            SuiviJetonColumn.PILOTE: layout.PILOTES,
        },
        blocking=frozenset({SuiviJetonColumn.ETAT, SuiviJetonColumn.PILOTE}),
    ),
    RegisterSheet(
        layout.ADHERENTS,
        N_(
            "One row for each member organisation; separate several aliases, borders or "
            "themes with “;”."
        ),
        (11, 44, 28, 26, 8, 24, 36, 9, 11, 11),
        {
            AdherentColumn.TYPE: layout.TYPES_ADHERENT,
            AdherentColumn.FRONTIERES: layout.LISTE_FRONTIERES,
            AdherentColumn.THEMES: layout.LISTE_THEMES,
            AdherentColumn.LANGUE: layout.LANGUES,
            AdherentColumn.EN_COURS: layout.OUI_NON,
        },
        Name.NOTE_ADHERENTS,
    ),
    RegisterSheet(
        layout.CONTACTS,
        N_(
            "One row for each person to write to. In the column Envoi, choose À or Cc, or "
            "leave the cell blank to send nothing."
        ),
        (44, 10, 18, 22, 34, 40, 9, 9),
        {
            ContactColumn.ADHERENT: layout.LISTE_ADHERENTS,
            ContactColumn.ENVOI: layout.ENVOIS,
            ContactColumn.LANGUE: layout.LANGUES,
        },
        Name.NOTE_CONTACTS,
    ),
    RegisterSheet(
        layout.VERSIONS,
        N_("One row for each version of the programme; “motxl import” adds the first one."),
        (12, 12, 34, 46, 46),
        {VersionColumn.ETAT: layout.ETATS_VERSION},
        blocking=frozenset({VersionColumn.ETAT}),
        hidden=frozenset({VersionColumn.EMPREINTE}),
    ),
    RegisterSheet(
        layout.CONTROLE,
        N_(
            "The findings, listed by the button Check or by “motxl validate --write”. To "
            "accept a finding for good, write oui or the reason in the column Ignorer."
        ),
        (16, 11, 20, 62, 52, 30, 20),
        {ControleColumn.IGNORER: layout.OUI_NON},
        hidden=frozenset({ControleColumn.EMPREINTE}),
    ),
)


_OF_OTHERS = {
    layout.THEMES: N_("One row for each theme; separate several aliases with “;”."),
    layout.ADHERENTS: N_(
        "One row for each member organisation; separate several aliases with “;”."
    ),
}
"""What stands above a table where some of borders, themes and the Cross-border Deal are missing"""


def _explanation(register: RegisterSheet, features: Features) -> str:
    is_usual = (
        features.deal if register.table == layout.THEMES else features.borders and features.themes
    )
    return (
        register.explanation if is_usual else _OF_OTHERS.get(register.table, register.explanation)
    )


def lay_out(
    workbook: Workbook, sheet: Worksheet, register: RegisterSheet, say: Say, making: Making
) -> LaidTable:
    """Title, explanation and note in rows 1 to 3, the table's header below them."""
    put_heading(sheet, say(sheet.title), say(_explanation(register, making.features)))
    if register.note:
        sheet["A3"].style = Style.EXPLICATION
        name_cell(workbook, sheet, register.note, "A3")
    design = with_features(register.table, making.features)
    widths = dict(zip(register.table.columns, register.widths, strict=True))
    place = put_table(sheet, design, HEADER_ROW)
    set_widths(sheet, place, [widths[name] for name in design.columns])
    for column in register.hidden:
        sheet.column_dimensions[place.letter(column)].hidden = True
    if register.table is layout.CONTROLE:
        _add_severities(sheet, place)
    add_drop_downs(sheet, place, say, register.lists, register.blocking)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    set_page(sheet, say, making.of_whom(say), titles=f"1:{HEADER_ROW}")
    return place


def _add_severities(sheet: Worksheet, place: LaidTable) -> None:
    """A light fill beside the word, which says the same without it, in each language that motxl may
    be run in."""
    column = ControleColumn.GRAVITE
    cell = f"${place.letter(column)}{place.first_row}"
    for priority, (word, fill) in enumerate(SEVERITIES, 1):
        words = (catalogue(language).gettext(word) for language in LANGUAGES)
        told = ",".join(f'{cell}="{one}"' for one in words)
        look = differential(fill, bold=priority == 1)
        rule = Rule(type="expression", dxf=look, priority=priority, formula=[f"OR({told})"])
        sheet.conditional_formatting.add(place.cells(column), rule)


def put_heading(sheet: Worksheet, title: str, explanation: str) -> None:
    sheet["A1"], sheet["A2"] = title, explanation
    sheet["A1"].style, sheet["A2"].style = Style.TITRE, Style.EXPLICATION
    sheet.row_dimensions[1].height = TITLE_HEIGHT

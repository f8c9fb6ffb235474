"""Builds ``programme.xltx``, the empty template, always with the same bytes."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template import layout
from motxl.template.finish import finish_package
from motxl.template.layout import DonneesColumn, ProgrammeColumn, SheetName
from motxl.template.layout.features import has
from motxl.template.mots import mots_of
from motxl.template.sheets import accueil, outputs, parametres, programme, registers
from motxl.template.styles import add_named_styles
from motxl.template.texts import LANGUAGE, USUAL, Making, texts_in
from motxl.template.theme import theme_part
from motxl.template.words import in_words_of

_TAB_COLOURS = {
    SheetName.ACCUEIL: "1F3864",
    SheetName.PROGRAMME: "1F3864",
    **dict.fromkeys((SheetName.EVENEMENTS, SheetName.THEMES, SheetName.TERRITOIRES), "8EA9DB"),
    **dict.fromkeys((SheetName.JETONS, SheetName.SUIVI_JETONS), "9BC2E6"),
    **dict.fromkeys((SheetName.ADHERENTS, SheetName.CONTACTS), "A9D08E"),
    **dict.fromkeys((SheetName.VERSIONS, SheetName.SYNTHESE, SheetName.CONTROLE), "BFBFBF"),
    **dict.fromkeys((SheetName.DONNEES, SheetName.PARAMETRES), "D9D9D9"),
}


def build_template(language: str = LANGUAGE, making: Making = USUAL) -> bytes:
    """The empty template in a language, as the bytes of an ``.xltx`` file; two calls give the same
    bytes. ``making`` says what it has of borders, themes and jetons, and whose it is."""
    say = texts_in(language)
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheets = _add_sheets(workbook, making)
    accueil.lay_out(workbook, sheets[SheetName.ACCUEIL], say, making)
    programme_place = programme.lay_out(workbook, sheets[SheetName.PROGRAMME], say, making)
    for register in registers.REGISTERS:
        if register.table.sheet in sheets:
            registers.lay_out(workbook, sheets[register.table.sheet], register, say, making)
    outputs.lay_out_synthese(sheets[SheetName.SYNTHESE], say, making)
    donnees_places = outputs.lay_out_donnees(sheets[SheetName.DONNEES], say, making)
    mots = mots_of(language)
    figures = parametres.lay_out(workbook, sheets[SheetName.PARAMETRES], say, making, mots)
    parts = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(sheets, 1)}
    text_numbers = {
        parts[SheetName.PROGRAMME]: [programme_place.cells(ProgrammeColumn.AXE)],
        parts[SheetName.DONNEES]: [
            place.cells(DonneesColumn.CODE)
            for place in donnees_places
            if DonneesColumn.CODE in place.layout.columns
        ],
        parts[SheetName.PARAMETRES]: figures,
    }
    # Nothing is to be calculated, so that Excel need not ask to save an untouched workbook.
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    return in_words_of(language, finish_package(written.getvalue(), text_numbers))


def _add_sheets(workbook: Workbook, making: Making) -> dict[str, Worksheet]:
    """Those that the workbook has, in their order: openpyxl numbers their features in it."""
    first = workbook.active
    assert isinstance(first, Worksheet)
    sheets: dict[str, Worksheet] = {}
    for name in layout.SHEETS:
        if not has(making.features, name):
            continue
        sheet = workbook.create_sheet(name) if sheets else first
        sheet.title = name
        sheet.sheet_properties.tabColor = "FF" + _TAB_COLOURS[name]
        sheets[name] = sheet
    return sheets

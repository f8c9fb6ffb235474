"""Builds ``programme.xltx``, the empty template, always with the same bytes."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template import layout
from motxl.template.finish import finish_package
from motxl.template.layout import DonneesColumn, ProgrammeColumn, SheetName
from motxl.template.sheets import accueil, outputs, parametres, programme, registers
from motxl.template.styles import add_named_styles
from motxl.template.texts import LANGUAGE, texts_in
from motxl.template.theme import theme_part

_TAB_COLOURS = {
    SheetName.ACCUEIL: "1F3864",
    SheetName.PROGRAMME: "1F3864",
    **dict.fromkeys((SheetName.EVENEMENTS, SheetName.THEMES, SheetName.TERRITOIRES), "8EA9DB"),
    **dict.fromkeys((SheetName.JETONS, SheetName.SUIVI_JETONS), "9BC2E6"),
    **dict.fromkeys((SheetName.ADHERENTS, SheetName.CONTACTS), "A9D08E"),
    **dict.fromkeys((SheetName.VERSIONS, SheetName.SYNTHESE, SheetName.CONTROLE), "BFBFBF"),
    **dict.fromkeys((SheetName.DONNEES, SheetName.PARAMETRES), "D9D9D9"),
}


def build_template(language: str = LANGUAGE) -> bytes:
    """The empty template in a language, as the bytes of an ``.xltx`` file; two calls give the same
    bytes."""
    say = texts_in(language)
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheets = _add_sheets(workbook)
    accueil.lay_out(workbook, sheets[SheetName.ACCUEIL], say)
    programme_place = programme.lay_out(workbook, sheets[SheetName.PROGRAMME], say)
    for register in registers.REGISTERS:
        registers.lay_out(workbook, sheets[register.table.sheet], register, say)
    outputs.lay_out_synthese(sheets[SheetName.SYNTHESE], say)
    donnees_places = outputs.lay_out_donnees(sheets[SheetName.DONNEES], say)
    figures = parametres.lay_out(workbook, sheets[SheetName.PARAMETRES], say)
    text_numbers = {
        _part_name(SheetName.PROGRAMME): [programme_place.cells(ProgrammeColumn.AXE)],
        _part_name(SheetName.DONNEES): [
            place.cells(DonneesColumn.CODE)
            for place in donnees_places
            if DonneesColumn.CODE in place.layout.columns
        ],
        _part_name(SheetName.PARAMETRES): figures,
    }
    # Nothing is to be calculated, so that Excel need not ask to save an untouched workbook.
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    return finish_package(written.getvalue(), text_numbers)


def _add_sheets(workbook: Workbook) -> dict[str, Worksheet]:
    first = workbook.active
    assert isinstance(first, Worksheet)
    sheets: dict[str, Worksheet] = {}
    for name in layout.SHEETS:
        sheet = workbook.create_sheet(name) if sheets else first
        sheet.title = name
        sheet.sheet_properties.tabColor = "FF" + _TAB_COLOURS[name]
        sheets[name] = sheet
    return sheets


def _part_name(sheet: str) -> str:
    """openpyxl numbers the sheet parts in the order of the sheets."""
    return f"xl/worksheets/sheet{layout.SHEETS.index(sheet) + 1}.xml"

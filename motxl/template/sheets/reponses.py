"""Builds ``reponses.xltx``, the sheet that a workbook gets with its members' first answers, always
with the same bytes."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template.finish import finish_package
from motxl.template.laying import put_table, set_page, set_widths
from motxl.template.layout.reponses import (
    COUNTED_SHEET,
    DONNEES_REPONSES,
    REPONSES,
    SHEET,
    ReponseColumn,
)
from motxl.template.sheets.registers import HEADER_ROW, put_heading
from motxl.template.styles import add_named_styles
from motxl.template.texts import LANGUAGE, Say, texts_in
from motxl.template.theme import theme_part

_WIDTHS = (18, 12, 26, 70, 17, 14)
_COUNTED_WIDTHS = (12, 10, 9, 50, 30, 24, 10)


def build_answers_sheet(language: str = LANGUAGE) -> bytes:
    """The sheet Réponses, and the source of the table in Synthèse that counts them, as the bytes of
    an ``.xltx`` file: a workbook gets each of them when it needs it."""
    say = texts_in(language)
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.sheet_properties.tabColor = "FFA9D08E"
    put_heading(
        sheet,
        say(SHEET),
        say("What members answered in their extracts, as motxl collect read it."),
    )
    place = put_table(sheet, REPONSES, HEADER_ROW)
    set_widths(sheet, place, _WIDTHS)
    answer = sheet[f"{place.letter(ReponseColumn.REPONSE)}{place.first_row}"]
    # As text, so that an answer such as “=1” stays one when somebody opens the cell and leaves it.
    answer.number_format = "@"
    answer.alignment = Alignment(vertical="center", wrap_text=True)
    received = sheet[f"{place.letter(ReponseColumn.RECU_LE)}{place.first_row}"]
    received.number_format = "dd/mm/yyyy hh:mm"
    received.alignment = Alignment(horizontal="left", vertical="center")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    set_page(sheet, say, "", titles=f"{HEADER_ROW}:{HEADER_ROW}")
    _lay_out_counted(workbook.create_sheet(COUNTED_SHEET), say)
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    return finish_package(written.getvalue(), {})


def _lay_out_counted(sheet: Worksheet, say: Say) -> None:
    put_heading(
        sheet,
        say(COUNTED_SHEET),
        say(
            "The data behind the tables in the sheet Synthèse, filled in by motxl: change "
            "nothing here by hand."
        ),
    )
    place = put_table(sheet, DONNEES_REPONSES, HEADER_ROW)
    set_widths(sheet, place, _COUNTED_WIDTHS)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    set_page(sheet, say, "", titles=f"{HEADER_ROW}:{HEADER_ROW}")

"""Builds ``extrait.xltx``, the template of the members' extracts, always with the same bytes."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template.finish import finish_package
from motxl.template.laying import set_page
from motxl.template.layout import Style
from motxl.template.layout.extrait import (
    DATE,
    EXTRAIT,
    MODEL_ROWS,
    PRESTATION,
    SHEET,
    ExtraitColumn,
    Placeholder,
    placeholder,
)
from motxl.template.styles import (
    GREY,
    LEVEL_FILLS,
    LEVEL_LINES,
    NAVY,
    add_named_styles,
    font,
    solid,
)
from motxl.template.texts import LANGUAGE, texts_in
from motxl.template.theme import theme_part

_P = Placeholder
_WIDTHS = {
    ExtraitColumn.AXE: 8,
    ExtraitColumn.LABEL: 84,
    ExtraitColumn.FRONTIERE: 12,
    ExtraitColumn.CALENDRIER: 23,
    ExtraitColumn.ETAT: 16,
    ExtraitColumn.RAISON: 36,
}
_HEIGHTS = {1: 34, 2: 24, 3: 18, 4: 6, 9: 6}
"""Of rows, in points: a logo has its place at the right of the first three"""
_LINES = (_P.CHANGEMENTS, _P.RESUME_AXES, _P.SOLDE, _P.CONTACT)
_FIRST_LINE = 5
HEADER_ROW = 10
_LABEL = 2
_LOOKS = {
    "axe": ("Axe", Style.AXE, Style.AXE_CODE),
    "objectif": ("Objectif", Style.OBJECTIF, Style.OBJECTIF_CODE),
    "sous-objectif": ("Sous-objectif", Style.SOUS_OBJECTIF, Style.SOUS_OBJECTIF_CODE),
    "action": ("", Style.ACTION, Style.ACTION_CODE),
    DATE: ("", Style.ACTION, Style.ACTION_CODE),
    PRESTATION: ("", Style.ACTION, Style.ACTION_CODE),
}


def build_extract_template(language: str = LANGUAGE) -> bytes:
    """The template as the bytes of an ``.xltx`` file; two calls give the same bytes. What stands
    above and below a page is in ``language``; the texts of extracts come later."""
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.sheet_view.showGridLines = False
    _lay_out_head(sheet)
    _lay_out_table(sheet)
    for name, width in _WIDTHS.items():
        letter = get_column_letter(EXTRAIT.columns.index(name) + 1)
        sheet.column_dimensions[letter].width = width
    set_page(sheet, texts_in(language), titles=f"{HEADER_ROW}:{HEADER_ROW}")
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6  # inches
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = placeholder(_P.ADHERENT) + " · &P / &N"
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    return finish_package(written.getvalue(), {"xl/worksheets/sheet1.xml": [_codes()]})


def _codes() -> str:
    return f"A{HEADER_ROW + 1}:A{HEADER_ROW + len(MODEL_ROWS)}"


def _lay_out_head(sheet: Worksheet) -> None:
    title, reader, version = sheet["A1"], sheet["A2"], sheet["A3"]
    title.value, title.style = placeholder(_P.TITRE), Style.TITRE
    reader.value, reader.style = placeholder(_P.POUR), Style.SECTION
    version.value, version.style = placeholder(_P.VERSION), Style.EXPLICATION
    for row, height in _HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    for row, name in enumerate(_LINES, _FIRST_LINE):
        cell = sheet.cell(row, 1, placeholder(name))
        cell.font = font(10)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=6)


def _lay_out_table(sheet: Worksheet) -> None:
    for column, name in enumerate(EXTRAIT.columns, 1):
        sheet.cell(HEADER_ROW, column, name).style = Style.EN_TETE
    sheet.row_dimensions[HEADER_ROW].height = 30
    for offset, kind in enumerate(MODEL_ROWS, 1):
        row = HEADER_ROW + offset
        _lay_out_model(sheet, row, kind)
        sheet.cell(row, 1).value = placeholder(f"ligne.{kind}")
    last = get_column_letter(len(EXTRAIT.columns))
    table = Table(
        name=EXTRAIT.name,
        displayName=EXTRAIT.name,
        ref=f"A{HEADER_ROW}:{last}{HEADER_ROW + len(MODEL_ROWS)}",
    )
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _lay_out_model(sheet: Worksheet, row: int, kind: str) -> None:
    width = len(EXTRAIT.columns)
    if kind == "rubrique":
        for column in range(1, width + 1):
            cell = sheet.cell(row, column)
            cell.font = font(13, bold=True, colour=NAVY)
            cell.alignment = Alignment(vertical="center")
            cell.border = Border(bottom=Side("medium", color="FF" + NAVY))
        return
    level, label, code = _LOOKS[kind]
    for column in range(1, width + 1):
        cell = sheet.cell(row, column)
        cell.style = {1: code, 2: label}.get(column, Style.SUIVI)
        # Titles, dates and services run over the empty cells beside them.
        runs_over = kind != "action" and column <= _LABEL
        indent = cell.alignment.indent
        cell.alignment = Alignment(
            *("left" if indent else None, "center"),
            wrap_text=None if runs_over else cell.alignment.wrap_text,
            indent=indent,
        )
        if level:
            cell.fill = solid(LEVEL_FILLS[level])
            cell.border = Border(bottom=Side("thin", color="FF" + LEVEL_LINES[level]))
        if column == width:
            cell.font = font(10, italic=True, colour=GREY)

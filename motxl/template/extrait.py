"""Builds the templates of the members' extracts, always with the same bytes: ``extrait.xltx``, and
``extrait-reponses.xltx`` for extracts that ask."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from motxl.programme.features import EVERY, Features
from motxl.template.finish import finish_package
from motxl.template.laying import set_page
from motxl.template.layout import Style
from motxl.template.layout.extrait import (
    ANSWERS,
    ASKING_ROWS,
    CHOICES,
    DATE,
    EXTRAIT,
    EXTRAIT_REPONSES,
    MODEL_ROWS,
    PRESTATION,
    QUESTION,
    QUESTION_JETONS,
    SHEET,
    AnswerColumn,
    ExtraitColumn,
    Placeholder,
    columns_of,
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
    AnswerColumn.REPONSE: 14,
    AnswerColumn.COMMENTAIRE: 44,
    AnswerColumn.JETONS: 13,
    AnswerColumn.REF: 10,
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
    QUESTION: ("", Style.ACTION, Style.ACTION_CODE),
    QUESTION_JETONS: ("", Style.ACTION, Style.ACTION_CODE),
}
_ASKED = {QUESTION: ANSWERS[:2], QUESTION_JETONS: ANSWERS}
"""The columns that members fill in, by kind of row"""
_ACTIONS = ("action", QUESTION, QUESTION_JETONS)
_TO_FILL_IN = "FFFBE6"
_FRAME = Border(*(Side("thin", color="FFBFBFBF"),) * 4)
_CHOICE_ROW = 3
_MOST_COMMENT, _MOST_JETONS = 2000, 999


def build_extract_template(
    language: str = LANGUAGE, *, asks: bool = False, features: Features = EVERY
) -> bytes:
    """The template as the bytes of an ``.xltx`` file; two calls give the same bytes. What stands
    above and below a page is in ``language``; the texts of extracts come later. One that ``asks``
    has columns for answers, in a sheet that is protected without a password. Without borders or
    jetons among the ``features`` of a workbook there is no column for them."""
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.sheet_view.showGridLines = False
    layout, kinds = (EXTRAIT_REPONSES, ASKING_ROWS) if asks else (EXTRAIT, MODEL_ROWS)
    columns = columns_of(layout, features)
    _lay_out_head(sheet, _across(columns))
    _lay_out_table(sheet, columns, kinds)
    if asks:
        _lay_out_questions(sheet, columns)
    for column, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    set_page(
        sheet, texts_in(language), placeholder(_P.ORGANISATION), titles=f"{HEADER_ROW}:{HEADER_ROW}"
    )
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6  # inches
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = placeholder(_P.ADHERENT) + " · &P / &N"
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    return finish_package(written.getvalue(), {"xl/worksheets/sheet1.xml": [_cells("A", kinds)]})


def _cells(letter: str, kinds: Sequence[str]) -> str:
    """Those of the model rows in a column."""
    return f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + len(kinds)}"


def _across(columns: Sequence[str]) -> int:
    """How many columns the lines of the head go over: those that everybody's extract has."""
    return sum(name in EXTRAIT.columns for name in columns)


def _lay_out_head(sheet: Worksheet, across: int) -> None:
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
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=across)


def _lay_out_questions(sheet: Worksheet, columns: Sequence[str]) -> None:
    """What is asked, the choices in cells that everybody sees, what may be typed, protection."""
    sheet.row_dimensions[4].height = 24
    line = sheet.cell(4, 1, placeholder(_P.RETOUR))
    line.style = Style.EXPLICATION
    line.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=4, start_column=1, end_row=4, end_column=_across(columns))
    sheet.cell(
        _CHOICE_ROW - 1, columns.index(AnswerColumn.REPONSE) + 1, placeholder(_P.CHOIX)
    ).style = Style.EXPLICATION
    first_choice = columns.index(AnswerColumn.REPONSE) + 1
    last = first_choice + len(CHOICES) - 1
    for column, name in enumerate((_P.CHOIX_1, _P.CHOIX_2, _P.CHOIX_3), first_choice):
        cell = sheet.cell(_CHOICE_ROW, column, placeholder(name))
        cell.font = font(10)
        cell.alignment = Alignment(horizontal="left", vertical="center")
    asked = [name for name in ANSWERS if name in columns]
    letter_of = {name: get_column_letter(columns.index(name) + 1) for name in asked}
    first, end = get_column_letter(first_choice), get_column_letter(last)
    choices = f"${first}${_CHOICE_ROW}:${end}${_CHOICE_ROW}"
    for name, validation in {
        AnswerColumn.REPONSE: DataValidation(type="list", formula1=choices),
        AnswerColumn.COMMENTAIRE: DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(_MOST_COMMENT)
        ),
        AnswerColumn.JETONS: DataValidation(
            type="whole", operator="between", formula1="0", formula2=str(_MOST_JETONS)
        ),
    }.items():
        if name not in letter_of:
            continue
        validation.allowBlank = validation.showErrorMessage = True
        validation.add(_cells(letter_of[name], ASKING_ROWS))
        sheet.add_data_validation(validation)
    protection = sheet.protection
    protection.sheet = True
    # Here false is what is allowed (18.3.1.85).
    protection.sort = protection.autoFilter = False
    protection.formatColumns = protection.formatRows = False


def _lay_out_table(sheet: Worksheet, columns: Sequence[str], kinds: Sequence[str]) -> None:
    for column, name in enumerate(columns, 1):
        sheet.cell(HEADER_ROW, column, name).style = Style.EN_TETE
    sheet.row_dimensions[HEADER_ROW].height = 30
    for offset, kind in enumerate(kinds, 1):
        row = HEADER_ROW + offset
        _lay_out_model(sheet, row, kind, columns)
        sheet.cell(row, 1).value = placeholder(f"ligne.{kind}")
    last = get_column_letter(len(columns))
    table = Table(
        name=EXTRAIT.name,
        displayName=EXTRAIT.name,
        ref=f"A{HEADER_ROW}:{last}{HEADER_ROW + len(kinds)}",
    )
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _lay_out_model(sheet: Worksheet, row: int, kind: str, columns: Sequence[str]) -> None:
    width = len(columns)
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
        runs_over = kind not in _ACTIONS and column <= _LABEL
        indent = cell.alignment.indent
        cell.alignment = Alignment(
            *("left" if indent else None, "center"),
            wrap_text=None if runs_over else cell.alignment.wrap_text,
            indent=indent,
        )
        if level:
            cell.fill = solid(LEVEL_FILLS[level])
            cell.border = Border(bottom=Side("thin", color="FF" + LEVEL_LINES[level]))
        name = columns[column - 1]
        if name in {ExtraitColumn.RAISON, AnswerColumn.REF}:
            cell.font = font(10, italic=name == ExtraitColumn.RAISON, colour=GREY)
        if name in _ASKED.get(kind, ()):
            cell.protection = Protection(locked=False)
            cell.fill = solid(_TO_FILL_IN)
            cell.border = _FRAME
            if name == AnswerColumn.COMMENTAIRE:
                cell.number_format = "@"

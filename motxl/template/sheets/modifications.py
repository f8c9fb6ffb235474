"""Builds ``modifications.xltx``, the sheet that ``motxl diff --xlsx`` fills, always with the same
bytes."""

from __future__ import annotations

import io
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template.finish import finish_package
from motxl.template.laying import TITLE_HEIGHT, LaidTable, put_table, set_page, set_widths
from motxl.template.layout import Style
from motxl.template.layout.modifications import (
    DELETED,
    INSERTED,
    MODIFICATIONS,
    NEW,
    OLD,
    ORGANISATION,
    SHEET,
    TEXTS,
    WIDTHS,
    ModificationColumn,
)
from motxl.template.styles import GREY, add_named_styles
from motxl.template.texts import LANGUAGE, Say, texts_in
from motxl.template.theme import theme_part

_HEADER_ROW = 6


def build_modifications_sheet(language: str = LANGUAGE) -> bytes:
    """The sheet Modifications alone, as the bytes of an ``.xltx`` file."""
    say = texts_in(language)
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.sheet_view.showGridLines = False
    _lay_out_head(sheet, say)
    place = put_table(sheet, MODIFICATIONS, _HEADER_ROW)
    _lay_out_row(sheet, place)
    set_widths(sheet, place, WIDTHS)
    set_page(sheet, say, f"{{{{{ORGANISATION}}}}}", titles=f"{_HEADER_ROW}:{_HEADER_ROW}")
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    part = "xl/worksheets/sheet1.xml"
    return finish_package(written.getvalue(), {part: [place.cells(ModificationColumn.AXE)]})


def _lay_out_head(sheet: Worksheet, say: Say) -> None:
    names = say("From {old} to {new}").format(old=f"{{{{{OLD}}}}}", new=f"{{{{{NEW}}}}}")
    legend = CellRichText(
        TextBlock(_font(DELETED, strike=True), say("What was removed is struck out in red.")),
        TextBlock(_font(GREY), "  "),
        TextBlock(_font(INSERTED, u="single"), say("What was inserted is underlined in green.")),
        TextBlock(_font(GREY), "  "),
        TextBlock(_font(GREY), say("References keep their colours.")),
    )
    how = say("Use the arrows in the headers to see one kind of change, or one axis, alone.")
    lines: tuple[tuple[str | CellRichText, str], ...] = (
        (say("CHANGES TO THE WORK PROGRAMME"), Style.TITRE),
        (names, Style.SECTION),
        (legend, Style.EXPLICATION),
        (how, Style.EXPLICATION),
    )
    for row, (text, style) in enumerate(lines, 1):
        cell = sheet.cell(row, 1)
        cell.value, cell.style = text, style
    sheet.row_dimensions[1].height = TITLE_HEIGHT


def _lay_out_row(sheet: Worksheet, place: LaidTable) -> None:
    """The only row, whose looks those that are filled in have."""
    text = {ModificationColumn.AXE, ModificationColumn.REF}
    for offset, name in enumerate(MODIFICATIONS.columns):
        cell = sheet.cell(place.first_row, place.first_column + offset)
        cell.style = Style.TEXTE if name in text else Style.SUIVI
        if name in TEXTS:
            cell.alignment = Alignment("left", "top", wrap_text=True, indent=1)


def _font(
    colour: str, strike: bool | None = None, u: Literal["single"] | None = None
) -> InlineFont:
    return InlineFont(
        rFont="Calibri", sz=10, i=True, strike=strike, u=u, color=Color(rgb=f"FF{colour}")
    )

"""Builds the workbook with the sheet Modifications: what changed, marked for an assembly."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from motxl.controls import shown
from motxl.template.finish import finish_package
from motxl.template.heights import wrapped_height
from motxl.template.laying import TITLE_HEIGHT, LaidTable, put_table, set_page, set_widths
from motxl.template.layout import Style
from motxl.template.layout.modifications import MODIFICATIONS, SHEET, ModificationColumn
from motxl.template.styles import add_named_styles
from motxl.template.texts import LANGUAGE, Say, name_of, texts_in
from motxl.template.theme import theme_part

Mark = Literal["", "deleted", "inserted"]
_C = ModificationColumn
_WIDTHS = {
    _C.AXE: 8,
    _C.REF: 10.5,
    _C.MODIFICATION: 17,
    _C.COLONNE: 18,
    _C.INTITULE: 30,
    _C.AVANT: 48,
    _C.MAINTENANT: 48,
}
_TEXTS = (_C.AVANT, _C.MAINTENANT)
_DELETED, _INSERTED = "B00020", "0B6B1E"
"""On white 7:1 and 6.5:1; the strike and the line below say the same"""
_HEADER_ROW = 6
_MOST = 32_767
"""Characters that a cell holds (ECMA-376 part 1, annex on limits of Excel)"""
_TALLEST = 409.0
"""Points: no row of Excel is higher"""


class MarkedPiece(NamedTuple):
    """Characters of a text that are marked and coloured alike."""

    text: str
    mark: Mark = ""
    colour: str | None = None
    """``RRGGBB`` of a reference; ``None`` for the colour of other text"""


class ModificationRow(NamedTuple):
    """A row of the table: texts as they are read, those before and now in pieces."""

    code: str
    ref: str
    kind: str
    column: str
    label: str
    before: Sequence[MarkedPiece]
    now: Sequence[MarkedPiece]


def build_modifications(
    rows: Sequence[ModificationRow],
    names: tuple[str, str],
    notes: Sequence[str] = (),
    language: str = LANGUAGE,
    organisation: str | None = None,
) -> bytes:
    """The workbook as the bytes of an ``.xlsx`` file; two calls give the same bytes. ``names`` are
    what the old and the new workbook are called; ``notes`` stand below the table,
    ``organisation`` above each page (``name_of``)."""
    say = texts_in(language)
    workbook = Workbook()
    workbook.loaded_theme = theme_part()
    add_named_styles(workbook)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet.sheet_view.showGridLines = False
    _lay_out_head(sheet, names, say)
    blank = (None,) * len(MODIFICATIONS.columns)
    place = put_table(sheet, MODIFICATIONS, _HEADER_ROW, rows=[blank for _row in rows])
    for number, row in enumerate(rows, place.first_row):
        _fill(sheet, place, number, row)
    set_widths(sheet, place, [_WIDTHS[name] for name in MODIFICATIONS.columns])
    for number, note in enumerate(notes, place.last_row + 2):
        _write(sheet.cell(number, 1), note)
        sheet.cell(number, 1).style = Style.EXPLICATION
    set_page(sheet, say, name_of(organisation, say), titles=f"{_HEADER_ROW}:{_HEADER_ROW}")
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    workbook.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    written = io.BytesIO()
    workbook.save(written)
    part = "xl/worksheets/sheet1.xml"
    return finish_package(written.getvalue(), {part: [place.cells(_C.AXE)]}, is_template=False)


def _lay_out_head(sheet: Worksheet, names: tuple[str, str], say: Say) -> None:
    old, new = map(shown, names)
    lines = (
        (say("CHANGES TO THE WORK PROGRAMME"), Style.TITRE),
        (say("From {old} to {new}").format(old=old, new=new), Style.SECTION),
    )
    for row, (text, style) in enumerate(lines, 1):
        _write(sheet.cell(row, 1), text)
        sheet.cell(row, 1).style = style
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    legend = sheet.cell(3, 1)
    legend.style = Style.EXPLICATION
    legend.value = _rich(
        (
            MarkedPiece(say("What was removed is struck out in red."), "deleted"),
            MarkedPiece("  "),
            MarkedPiece(say("What was inserted is underlined in green."), "inserted"),
            MarkedPiece("  "),
            MarkedPiece(say("References keep their colours.")),
        )
    )
    how = sheet.cell(4, 1)
    how.style = Style.EXPLICATION
    _write(how, say("Use the arrows in the headers to see one kind of change, or one axis, alone."))


def _fill(sheet: Worksheet, place: LaidTable, number: int, row: ModificationRow) -> None:
    values = dict(zip(MODIFICATIONS.columns, row[:5], strict=False))
    for offset, name in enumerate(MODIFICATIONS.columns):
        cell = sheet.cell(number, place.first_column + offset)
        cell.style = Style.TEXTE if name in {_C.AXE, _C.REF} else Style.SUIVI
        if name in values:
            _write(cell, values[name])
    heights = [wrapped_height(str(value), _WIDTHS[name]) for name, value in values.items()]
    for name, pieces in zip(_TEXTS, (row.before, row.now), strict=True):
        text = "".join(one.text for one in pieces)
        cell = sheet[f"{place.letter(name)}{number}"]
        cell.alignment = Alignment("left", "top", wrap_text=True, indent=1)
        if text:
            cell.value = _rich(pieces)
        heights.append(wrapped_height(text, _WIDTHS[name] - 2))
    sheet.row_dimensions[number].height = min(max(heights) + 2, _TALLEST)


def _write(cell: Cell | MergedCell, text: str) -> None:
    assert isinstance(cell, Cell)  # nothing is merged on this sheet
    if text:
        cell.value = shown(text)[:_MOST]
        cell.data_type = "s"  # whatever it begins with


def _rich(pieces: Sequence[MarkedPiece]) -> CellRichText:
    blocks = []
    left = _MOST
    for one in pieces:
        text = shown(one.text)[:left]
        if text:
            blocks.append(TextBlock(_font(one), text))
            left -= len(text)
    return CellRichText(*blocks)


def _font(one: MarkedPiece) -> InlineFont:
    """A reference that was put in, or went, keeps its colour: the line tells its mark."""
    marked = {"deleted": _DELETED, "inserted": _INSERTED, "": "000000"}[one.mark]
    return InlineFont(
        rFont="Calibri",
        sz=10,
        strike=True if one.mark == "deleted" else None,
        u="single" if one.mark == "inserted" else None,
        color=Color(rgb="FF" + (one.colour or marked)),
    )

"""The texts of a workbook's cells as they are drawn, read by openpyxl.

A conditional format that compares a cell with words is worked out; of any other, the fill counts as
one that may be there, as does the strongest shade of a colour scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.formatting.rule import Rule
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.worksheet.worksheet import Worksheet

from motxl.text.colours import apply_tint
from tests.looks.contrast import ShownText

_WHITE, _BLACK = "FFFFFF", "000000"
# The order of ST_ColorSchemeIndex as Excel takes it: light and dark change places.
_SCHEME = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5"),
    *("accent6", "hlink", "folHlink"),
)
_EQUALS = re.compile(r'\$([A-Z]+)[0-9]+="([^"]*)"')


def texts(path: Path) -> Iterator[ShownText]:
    """Every text, number and date of every sheet, once for each fill that may be behind it."""
    book = openpyxl.load_workbook(path, rich_text=True)
    theme = _theme(book.loaded_theme)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, ""):
                    yield from _of_cell(sheet, cell, theme)


def _of_cell(sheet: Worksheet, cell: Cell, theme: dict[str, str]) -> Iterator[ShownText]:
    own = cell.fill.fgColor if cell.fill.patternType == "solid" else None
    behind = {_rgb(own, theme, _WHITE): False}
    for rule in _rules(sheet, cell):
        fills, bold, sure = _effect(sheet, cell, rule, theme)
        if fills is None:
            continue
        behind = {} if sure else behind
        behind |= dict.fromkeys(fills, bold)
        if sure:
            break  # the first that is true is shown
    place = f"{sheet.title}!{cell.coordinate}"
    value = cell.value if isinstance(cell.value, CellRichText) else [cell.value]
    for piece in value:
        font: Any = piece.font if isinstance(piece, TextBlock) else cell.font
        text = piece.text if isinstance(piece, TextBlock) else str(piece)
        for fill, bold in behind.items():
            colour = _rgb(font.color, theme, _BLACK)
            yield ShownText(place, text, colour, fill, float(font.sz or 11), bool(font.b) or bold)


def _rules(sheet: Worksheet, cell: Cell) -> list[Rule]:
    found = (
        rule
        for format_ in sheet.conditional_formatting
        if cell.coordinate in format_
        for rule in format_.rules
    )
    return sorted(found, key=lambda rule: rule.priority)


def _effect(
    sheet: Worksheet, cell: Cell, rule: Rule, theme: dict[str, str]
) -> tuple[list[str] | None, bool, bool]:
    """The fills that a rule may give, whether it makes bold, and whether it surely does."""
    if rule.colorScale is not None:
        return [_rgb(colour, theme, _WHITE) for colour in rule.colorScale.color], False, False
    assert rule.dxf is not None
    fill = _rgb(getattr(rule.dxf.fill, "bgColor", None), theme, _WHITE)
    bold = bool(rule.dxf.font and rule.dxf.font.b)
    compared = _EQUALS.findall(rule.formula[0])
    if not compared:
        return [fill], bold, False
    said = any(str(sheet[f"{column}{cell.row}"].value) == word for column, word in compared)
    return ([fill], bold, True) if said else (None, False, False)


def _rgb(colour: Color | None, theme: dict[str, str], automatic: str) -> str:
    if colour is None or colour.type == "auto":
        return automatic
    if colour.type == "theme":
        plain = theme[_SCHEME[colour.theme]]
    elif colour.type == "indexed":
        plain = COLOR_INDEX[colour.indexed][2:] if colour.indexed < 64 else automatic
    else:
        plain = colour.rgb[-6:]
    return apply_tint(plain, colour.tint or 0.0).upper()


def _theme(part: bytes) -> dict[str, str]:
    scheme = next(etree.fromstring(part).iter("{*}clrScheme"))
    found = {}
    for one in scheme:
        value = one[0]
        found[etree.QName(one).localname] = value.get("lastClr") or value.get("val") or ""
    return found

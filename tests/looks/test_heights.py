"""Rows whose texts wrap are stored as high as they have to be, as LibreOffice works it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from motxl.template import layout
from motxl.template.shipped import template_path
from tests.judges.libreoffice import LibreOffice

FLAT = "OpenDocument Spreadsheet Flat XML"
SHIPPED = template_path("programme-2025")
REGISTERS = [
    table
    for table in layout.TABLES
    if table.sheet not in {layout.PARAMETRES.sheet, *(one.sheet for one in layout.DONNEES)}
]


def heights_in(document: bytes) -> dict[str, list[float]]:
    """Points of the rows of each sheet of a flat OpenDocument spreadsheet."""
    root = etree.fromstring(document)
    table, style = (f"{{{root.nsmap[name]}}}" for name in ("table", "style"))
    known = {
        one.get(f"{style}name", ""): float(row.get(f"{style}row-height", "0in")[:-2]) * 72
        for one in root.iter(f"{style}style")
        for row in one.iter(f"{style}table-row-properties")
    }
    return {
        sheet.get(f"{table}name", ""): [
            known[row.get(f"{table}style-name", "")]
            for row in sheet.iter(f"{table}table-row")
            for _ in range(min(int(row.get(f"{table}number-rows-repeated", "1")), 1000))
        ]
        for sheet in root.iter(f"{table}table")
    }


@pytest.mark.slow
def test_every_row_of_a_register_shows_all_of_its_texts(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    made = tmp_path / "needed.fods"
    libreoffice.convert(SHIPPED, made, FLAT, optimal_heights=True)
    needed = heights_in(made.read_bytes())
    book = openpyxl.load_workbook(SHIPPED)
    wrapped = 0
    for table in REGISTERS:
        sheet = book[table.sheet]
        area: Any = range_boundaries(sheet.tables[table.name].ref)
        for row in range(area[1] + 1, area[3] + 1):
            stored = sheet.row_dimensions[row].height
            least = needed[table.sheet][row - 1]
            if stored is None:
                assert not any(cell.value for cell in sheet[row]), (table.sheet, row)
                continue
            assert stored >= least - 0.5, (table.sheet, row, stored, least)
            wrapped += least > 20
    assert wrapped > 20

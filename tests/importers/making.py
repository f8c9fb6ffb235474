"""Sources of an import, made with openpyxl, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from motxl.jobs.import_ import Imported, import_source
from motxl.ooxml import Workbook
from motxl.ooxml.cells.typed import CellValue

GREEN, PURPLE = "00B050", "7030A0"
HEADER = (
    *("N°", "Action", "Responsable", "Échéance", "Avancement", "Budget (k€)", "Partenaires"),
    *("Début", None, "Remarques"),
)
ROWS: tuple[tuple[object, ...], ...] = (
    ("A", "Mobilité"),
    ("A.1", "Lignes de bus (cf. ODD 11)", "Anne", date(2026, 6, 30), "En cours", 12.5,
     "Ville;\nOrtenau", datetime(2026, 1, 5), None, "à voir"),
    ("A.2", "Pistes cyclables\nphase 2", "Bruno", "automne", "Reporté", 1500, None, None, "?"),
    ("B", "Eau"),
    ("B.1", "Nappe (cf. thème transversal Montagne)", "Anne", None, "En cours", 3),
    ("B.2", "Stations"),
    ("B.3", "Réseau"),
    ("C", "Forêt"),
    ("C.1", "Massif"),
    ("C.2", "Bois"),
    ("C.3", "Sentiers (cf. ODD 6)"),
)  # fmt: skip
FIRST = 4
"""The row of the sheet in which the programme begins"""


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def followed(path: Path) -> Path:
    """A workbook as a service keeps it: title, header, rows, a total, a legend, notes, a second
    sheet."""
    book, sheet = sheet_of(path)
    sheet.title = "Suivi"
    sheet["B1"], sheet["F1"] = "Plan d'action 2026 de l'Eurodistrict", "Document de travail"
    for column, title in enumerate(HEADER, 1):
        sheet.cell(3, column, title)
    for number, row in enumerate(ROWS, FIRST):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)  # type: ignore[call-overload]
    green = TextBlock(InlineFont(color=Color(f"FF{GREEN}")), "cyclables")
    sheet["B6"] = CellRichText("Pistes ", green, "\nphase 2")
    sheet["B16"] = "Total"
    sheet["F16"] = 1515.5
    for number, text in enumerate(
        ("Légende", "ODD 6 : Eau propre", "ODD 11 : Villes durables",
         "Thèmes transversaux : Montagne ; Forêt"), 18,
    ):  # fmt: skip
        sheet.cell(number, 1, text)
    for number in (19, 20):
        sheet.cell(number, 1).font = Font(color=f"FF{PURPLE}")
    sheet["A24"] = "Note : à relire"
    other = book.create_sheet("Budget")
    other["A1"], other["B2"] = "Poste", 5
    book.save(path)
    return path


def table_of(rows: Sequence[Sequence[object]], path: Path) -> Path:
    """A workbook with these rows on its one sheet, from A1 on."""
    book, sheet = sheet_of(path)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)  # type: ignore[call-overload]
    book.save(path)
    return path


def imported(source: Path, **options: object) -> tuple[Imported, Workbook]:
    """What an import says, and the workbook that it made beside the source."""
    output = source.with_name(f"made-{source.stem}-{source.suffix[1:]}.xlsx")
    made = import_source(source, output, **options)  # type: ignore[arg-type]
    return made, Workbook.open(output)


def rows_of(workbook: Workbook, table: str = "tblProgramme") -> list[dict[str, CellValue]]:
    """The rows of a table that hold something, without their blank cells."""
    found: list[dict[str, CellValue]] = []
    for row in workbook.table(table).rows:
        filled: dict[str, CellValue] = {k: v for k, v in row.items() if v is not None}
        if filled:
            found.append(filled)
    return found

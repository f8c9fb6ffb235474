"""What calamine and openpyxl read in a workbook, and where two readings differ."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from motxl.a1 import to_a1
from tests.corpus.places import Place

Grid = dict[tuple[str, int, int], str]
"""Values that are not empty, by sheet, row and column (1-based)"""


class Verdict(NamedTuple):
    """What one reader says of an edited workbook."""

    text: bool
    """Whether it reads the new text"""
    changed: list[str]
    """Other cells that it reads differently: ``Sheet1!B2: 'old' → 'new'``"""
    results: list[str]
    """The same for the stored results of formulas"""


def judge(before: Grid, after: Grid, place: Place, formulas: set[tuple[str, int, int]]) -> Verdict:
    edited = (place.sheet, place.row, place.column)
    changed: list[str] = []
    results: list[str] = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if (old, new) == (repr(place.before), repr(place.after)):
            continue  # the edited cell, or one that shows it: a pivot's field, a formula's result
        if key != edited and old != new:
            sheet, row, column = key
            said = f"{sheet}!{to_a1(row, column)}: {old or 'nothing'} → {new or 'nothing'}"
            (results if key in formulas else changed).append(said)
    return Verdict(after.get(edited) == repr(place.after), changed, results)


def with_calamine(path: Path) -> Grid:
    """Of a copy without parts of no bytes, which some have: calamine reads nothing with one."""
    from python_calamine import CalamineWorkbook

    filled = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(filled, "w") as copy:
        for info in whole.infolist():
            if info.file_size:
                copy.writestr(info.filename, whole.read(info))
    book = CalamineWorkbook.from_filelike(io.BytesIO(filled.getvalue()))
    found: Grid = {}
    for meta in book.sheets_metadata:
        if "Work" not in str(meta.typ):
            continue
        sheet = book.get_sheet_by_name(meta.name)
        top, left = sheet.start or (0, 0)
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
            for column, value in enumerate(values, left + 1):
                if value != "":
                    found[meta.name, row, column] = repr(value)
    return found


def with_openpyxl(path: Path) -> Grid:
    """Formulas are read, not their results."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    found: Grid = {}
    for sheet in book.worksheets:
        # Not iter_rows: two cells may lie a million rows apart.
        for (row, column), cell in sheet._cells.items():
            value = cell.value
            if value is not None:
                plain = isinstance(value, str | int | float | bool) or not hasattr(value, "ref")
                # An array formula is an object that equals only itself.
                found[sheet.title, row, column] = repr(value if plain else vars(value))
    return found


def text_in_colour(path: Path, place: Place, rgb: str) -> str:
    """The characters after the old text that openpyxl reads in a colour of their own run.

    LibreOffice is no judge here: it shows a cell with a hyperlink in one colour, whatever its runs.
    """
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, rich_text=True)
    value = book[place.sheet].cell(place.row, place.column).value
    shown: list[tuple[str, bool]] = []
    for run in value if isinstance(value, CellRichText) else ():
        colour = run.font.color.rgb if isinstance(run, TextBlock) and run.font.color else None
        text = run.text if isinstance(run, TextBlock) else run
        shown += [(char, colour == "FF" + rgb) for char in text]
    return "".join(char for char, found in shown[len(place.before) :] if found)


READERS: dict[str, Callable[[Path], Grid]] = {"calamine": with_calamine, "openpyxl": with_openpyxl}


def formula_cells(path: Path) -> set[tuple[str, int, int]]:
    from motxl.ooxml import Workbook

    return {
        (sheet.name, cell.row, cell.column)
        for sheet in Workbook.open(path).sheets
        if sheet.is_worksheet
        for cell in sheet.cells()
        if cell.formula
    }

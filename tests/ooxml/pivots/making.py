"""Workbooks with a source table and pivot tables on it, for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

from motxl.ooxml import Workbook
from motxl.ooxml.pivots import Crosstab, PivotLayout, PivotSource
from motxl.ooxml.pivots.places import Placed, Placement
from motxl.ooxml.pivots.placing import Kept, Placing, Styles
from motxl.ooxml.values import Value

MOMENT = datetime(2025, 1, 29)
TABLE = "tblSource"


def book(path: Path, names: Sequence[str], rows: Sequence[Sequence[Value]]) -> Path:
    """A workbook with the rows as a table, and a blank sheet ``Pivots``."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Source"
    made.create_sheet("Pivots")
    made.save(path)
    sheet.append(list(names))
    for row, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # text, whatever it begins with
    ref = f"A1:{get_column_letter(len(names))}{len(rows) + 1}"
    sheet.add_table(Table(displayName=TABLE, ref=ref))
    made.save(path)
    return path


def source(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> PivotSource:
    return PivotSource(TABLE, names, [list(column) for column in zip(*rows, strict=True)])


def put(
    path: Path,
    from_: PivotSource,
    layouts: Sequence[PivotLayout],
    *,
    apart: int = 40,
    styles: Styles | None = None,
) -> tuple[list[Placed], list[Kept]]:
    """Write the pivot tables side by side on ``Pivots``, and save."""
    workbook = Workbook.open(path)
    placements = [
        Placement(Crosstab(from_, layout), "Pivots", 6, 1 + apart * number)
        for number, layout in enumerate(layouts)
    ]
    done = Placing(workbook, MOMENT, styles or {}).put(placements)
    workbook.save(force=True)
    return done

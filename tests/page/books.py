"""A workbook in which each job of the page finds something to do."""

from __future__ import annotations

from pathlib import Path

from motxl.ooxml import Workbook
from motxl.template.shipped import template_path


def worked_on(path: Path) -> Path:
    """The shipped programme after some work: a label typed anew has no colour, a code has blanks
    around it, the last heading and its rows left a gap, and Synthèse was never built."""
    workbook = Workbook.open(template_path("programme-2025"))
    table = workbook.table("tblProgramme")
    sheet = workbook.sheet("Programme")
    rows = table.rows
    last = str(rows[-1]["Axe"])
    start, _dot, number = last.rpartition(".")
    referring = next(
        n for n, row in enumerate(rows) if "cf. Cross" in str(row["Programme de travail"])
    )
    for n, row in enumerate(rows):
        cell = f"A{table.first_data_row + n}"
        if row["Axe"] == last:
            sheet[cell] = f"{start}.{int(number) + 1}"
        if n == referring:
            label = f"B{table.first_data_row + n}"
            sheet[label] = ""  # the same text again would keep its colours
            sheet[label] = str(row["Programme de travail"])
            sheet[cell] = f" {row['Axe']} "
    workbook.save(path, force=True)
    return path

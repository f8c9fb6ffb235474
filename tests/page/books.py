"""A workbook in which each job of the page finds something to do."""

from __future__ import annotations

from pathlib import Path

from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.extract.making import programme
from tests.mail.making import ENTRIES, with_sender


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


def with_members(path: Path) -> Path:
    """A programme with four members: two can be written to, one has no address, one has left."""
    members = [
        {"Clé": f"M{n}", "Nom": f"Membre {n}", "Frontières": "FR-IT" if n % 2 else ""}
        for n in range(3)
    ]
    gone = {"Clé": "M9", "Nom": "Membre parti", "Adhérent en cours": "non"}
    contacts = [
        {"Adhérent": f"M{n}", "Nom": f"Nom{n}", "E-mail": f"m{n}@example.org", "Envoi": "À"}
        for n in range(2)
    ]
    return with_sender(programme(path, ENTRIES, [*members, gone], tblContacts=contacts))

"""Workbooks with a programme of one's own, made from the shipped one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.template.shipped import template_path
from tests.judges import own

Rows = Sequence[Mapping[str, Value]]
AXES: list[dict[str, Value]] = [
    {"Axe": "1", "Programme de travail": "AXE 1 - Un cadre", "Type": "Axe"},
    {"Axe": "1.1", "Programme de travail": "Objectif A", "Type": "Objectif"},
]


def action(label: str = "Une action", **values: Value) -> dict[str, Value]:
    return {"Axe": "1.1", "Programme de travail": label, "Type": "Action", **values}


def book(path: Path, programme: Rows, onto: Path | None = None, **tables: Rows) -> Path:
    """The shipped workbook, or ``onto``, with these rows; tables not named have one blank row."""
    workbook = Workbook.open(onto or template_path("programme-2025"))
    given = {"tblProgramme": programme, "tblEvenements": (), "tblAdherents": ()}
    given |= {"tblJetons": (), "tblSuiviJetons": (), **tables}
    for name, rows in given.items():
        table = workbook.table(name)
        filled: list[list[Value]] = []
        for number, row in enumerate(rows, 1):
            known = {"Réf.": f"2025-{number:03}", **row} if name == "tblProgramme" else row
            assert set(known) <= set(table.columns), set(known) - set(table.columns)
            filled.append([known.get(column) for column in table.columns])
        table.replace_rows(filled)
    workbook.save(path, force=True)
    return path


def problems(path: Path) -> list[str]:
    """What our own judge says; strings without a user come from the rows that ``book`` took out."""
    unused = "shared_strings: no cell uses"
    return [problem for problem in own.problems(path) if not problem.startswith(unused)]

"""One defect anywhere in the 2025 programme is found once, by its own rule, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from motxl.book.file.filebook import open_book
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import AXE, Programme
from motxl.programme.rows import sort_rows
from motxl.template.shipped import template_path
from motxl.validation.engine import validate

CLEAN = open_book(template_path("programme-2025")).programme
KNOWN = {(d.rule, d.row, d.about) for d in validate(CLEAN)}
AXE_AT = CLEAN.columns[AXE] - 1


def found_after(row: int, code: CellValue, *, copied: bool = False) -> list[tuple[str, int]]:
    """New findings after a row's code was changed, or a copy of the row put below it."""
    rows: list[tuple[int, list[CellValue]]] = []
    for entry in CLEAN.entries:
        values = list(entry.values)
        if entry.row == row and not copied:
            values[AXE_AT] = code
        rows.append((entry.row, values))
        if entry.row == row and copied:
            rows.append((entry.row, list(values)))
    formats = {entry.row: entry.label_format for entry in CLEAN.entries}
    sorted_rows = sort_rows(rows, CLEAN.columns, formats.get)
    programme = Programme(
        CLEAN.sheet, CLEAN.columns, sorted_rows.entries, table=CLEAN.table, themes=CLEAN.themes,
        themes_sheet=CLEAN.themes_sheet, registers=CLEAN.registers, territories=CLEAN.territories,
        palette=CLEAN.palette,
    )  # fmt: skip
    return [(d.rule, d.row) for d in validate(programme) if (d.rule, d.row, d.about) not in KNOWN]


def as_excel_stores_it(code: str) -> CellValue:
    """French Excel makes a date of three numbers, English Excel a number of two."""
    parts = [int(part) for part in code.split(".")]
    if len(parts) == 3:
        year, month, day = 2000 + parts[2], parts[1], parts[0]
        return date(year, month, day) if month else None
    return float(code)


@pytest.mark.parametrize(
    ("rule", "defect"),
    [
        ("NUM001 or NUM018", lambda code: code + "x"),
        ("NUM002", as_excel_stores_it),
        ("NUM003", lambda code: None),
        ("NUM012", lambda code: f"\u00a0{code}."),
    ],
)
@pytest.mark.slow
def test_a_code_that_is_wrong(rule: str, defect: Callable[[str], CellValue]) -> None:
    wrong = {}
    for entry in CLEAN.entries:
        code = defect(entry.code_text)
        if entry.code_text in {"3.0.1", "3.0.2"}:
            continue  # they stand alone under a heading that is missing: nothing tells their code
        found = found_after(entry.row, code)
        # A code that is none is told by the heading above, where the row is an action.
        told = {"Action": "NUM018"}.get(entry.type or "", "NUM001") if " or " in rule else rule
        if found != [(told, entry.row)]:
            wrong[entry.row] = found
    assert wrong == {}


@pytest.mark.slow
def test_a_copied_row() -> None:
    rows = [entry.row for entry in CLEAN.entries]
    found = {row: [rule for rule, _ in found_after(row, None, copied=True)] for row in rows}
    # The copy of a row with a finding of its own has that finding too.
    assert {row: rules for row, rules in found.items() if rules != ["NUM015"]} == {}

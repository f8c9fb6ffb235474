"""The findings of a workbook, to compare with those of the 2025 workbook untouched."""

from __future__ import annotations

from pathlib import Path

from motxl.book.file.filebook import open_book
from motxl.programme.codes import format_code
from motxl.template.shipped import template_path
from motxl.validation.engine import validate
from motxl.validation.rule import Facts

SHIPPED = template_path("programme-2025")
PUBLISHED = SHIPPED.with_suffix(".txt")
FIRST, LAST = 3, 140
"""The rows of the programme"""

Finding = tuple[str, str | None]

UNTOUCHED: list[Finding] = [
    ("NUM011", "A37"),
    ("NUM004", "A98"),
    ("REF102", "B107"),
    ("BRD402", "B123"),
    ("REF103", "A6"),
]


SUGGESTIONS = ("BRD404", "MEM505")
"""They are many, and the same in all variants"""


def findings(path: Path) -> list[Finding]:
    found = validate(open_book(path).programme)
    return [(d.rule, d.cell) for d in found if d.rule not in SUGGESTIONS]


def suggestions(path: Path, rule: str) -> dict[str | None, str | None]:
    """By cell."""
    found = validate(open_book(path).programme, [rule])
    return {diagnostic.cell: diagnostic.suggestion for diagnostic in found}


def proposals(path: Path) -> dict[int, list[str]]:
    """By row, the codes proposed where a cell holds a number or a date."""
    programme = open_book(path).programme
    faults = Facts(programme).code_faults("NUM002")
    return {
        fault.entry.row: [] if fault.code is None else [format_code(fault.code)] for fault in faults
    }


def published_codes() -> list[tuple[int, str]]:
    """The line and the code of each row of the programme, as published."""
    lines = PUBLISHED.read_text("utf-8").splitlines()
    cells = ((number, line.split("\t")[0]) for number, line in enumerate(lines, 1))
    return [(number, code) for number, code in cells if code[:1].isdigit()]

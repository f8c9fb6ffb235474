"""Workbooks for the tests of open workbooks."""

from __future__ import annotations

import shutil
from pathlib import Path

from motxl.ooxml import Workbook
from motxl.template.shipped import template_path

SHIPPED = template_path("programme-2025")
FIRST, LAST = 3, 140
"""The rows of the programme"""


def shipped(path: Path) -> Path:
    """A copy of the 2025 workbook."""
    return Path(shutil.copy(SHIPPED, path))


def plain(path: Path, labels: dict[str, str] | None = None) -> Path:
    """The 2025 workbook with no colour on any label, and some other labels."""
    book = Workbook.open(SHIPPED)
    sheet = book.sheet("Programme")
    assert sheet is not None
    for row in range(FIRST, LAST + 1):
        text = sheet.cell((row, 2)).text
        sheet.set_value((row, 2), None)
        sheet.set_value((row, 2), (labels or {}).get(f"B{row}", text))
    book.save(path)
    return path

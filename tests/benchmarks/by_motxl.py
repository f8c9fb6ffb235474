"""Reading and inserting by ``motxl.ooxml``: ``python -m tests.benchmarks.by_motxl read BOOK``,
``… insert BOOK OUT``."""

from __future__ import annotations

import sys
from pathlib import Path

from motxl.ooxml import Workbook


def read(path: Path) -> int:
    """How many cells hold something, told one by one."""
    return sum(1 for cell in Workbook.open(path).sheets[0].cells() if cell.text is not None)


def insert(path: Path, out: Path) -> None:
    workbook = Workbook.open(path)
    table = workbook.table("tblTen")
    assert table is not None
    table.insert_rows(5, [[None] * 10] * 3)
    workbook.save(out, force=True)


if __name__ == "__main__":
    job, *paths = sys.argv[1:]
    {"read": read, "insert": insert}[job](*map(Path, paths))

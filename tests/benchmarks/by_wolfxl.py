"""The same by wolfxl (``pip install wolfxl``): ``python -m tests.benchmarks.by_wolfxl read BOOK``,
``… insert BOOK OUT``."""

from __future__ import annotations

import sys
from pathlib import Path


def read(path: Path) -> int:
    import wolfxl

    book = wolfxl.load_workbook(str(path), read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    return sum(1 for row in rows for value in row if value is not None)


def insert(path: Path, out: Path) -> None:
    import wolfxl

    book = wolfxl.load_workbook(str(path), modify=True)
    book.worksheets[0].insert_rows(5, 3)
    book.save(str(out))


if __name__ == "__main__":
    job, *paths = sys.argv[1:]
    {"read": read, "insert": insert}[job](*map(Path, paths))

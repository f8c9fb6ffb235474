"""Two versions of a large programme, and reading both: ``python -m tests.benchmarks.comparing OLD
NEW``."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import xlsxwriter

from motxl.book.file.filebook import open_book
from motxl.programme.codes import format_code
from tests.benchmarks.books import shipped_book

COLUMNS = ("Axe", "Programme de travail", "Type", "Réf.", "Frontière")
_Row = list[str]


def two_versions(old: Path, new: Path, rows: int, *, refs: bool = True) -> None:
    """A programme of so many rows, and the same with one in twenty changed: reworded, moved, put
    in, taken out, given another border or code. Without ``refs`` no row has a Réf."""
    labels = [entry.label for entry in open_book(shipped_book()).programme.entries]
    before = [
        [
            format_code((1 + row // 2500, 1 + row // 50 % 50, 1 + row % 50)),
            f"{labels[row % len(labels)]} (fiche {row})",
            "Sous-objectif",
            f"2025-{row:06}" if refs else "",
            "FR-BE" if row % 3 else "",
        ]
        for row in range(rows)
    ]
    _write(old, before)
    chance = random.Random(21)
    after = [[*row] for row in before]
    places = chance.sample(range(rows), rows // 20)
    for number, place in enumerate(places):
        row = after[place]
        if number % 5 < 2:
            row[1] = f"{row[1]}, avec les partenaires"
        elif number % 5 == 2:
            row[4] = "FR-DE"
        elif number % 5 == 3:
            row[0] = "9.9.9"
    out = [place for number, place in enumerate(places) if number % 5 == 4]
    gone, moved = set(out[::2]), [after[place] for place in out[1::2]]
    left = [row for place, row in enumerate(after) if place not in set(out)]
    for number, row in enumerate(moved):
        left.insert(chance.randrange(len(left)), row)
        new_row = ["1.1.1", f"Une action nouvelle, numéro {number}", "Sous-objectif"]
        new_row += [f"2025-{rows + number:06}" if refs else "", ""]
        left.insert(chance.randrange(len(left)), new_row)
    assert gone
    _write(new, left)


def without_refs(old: Path, new: Path, rows: int) -> None:
    """As ``two_versions``, and no row has a Réf."""
    two_versions(old, new, rows, refs=False)


def _write(path: Path, rows: list[_Row]) -> None:
    written = xlsxwriter.Workbook(path)
    sheet = written.add_worksheet("Programme")
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text)
    options = {"name": "tblProgramme", "columns": [{"header": name} for name in COLUMNS]}
    sheet.add_table(0, 0, len(rows), len(COLUMNS) - 1, options)
    written.close()


if __name__ == "__main__":
    for book in sys.argv[1:]:
        open_book(Path(book)).beside()

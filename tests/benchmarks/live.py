"""Live colouring, measured: ``python -m tests.benchmarks.live [ROWS…]``.

A LibreOffice without a screen has a workbook open in which nothing is coloured; for each number of
rows, how long ``colour --live`` takes, how many references it colours and how often LibreOffice is
asked; then the same edits with one call each and nothing read back, as the least that it could be.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.books import long_book, plain_book
from tests.live.desk import Desk, OnDesk

USUAL = (500, 5000)
ORANGE = 0xED7D31


def main(*wanted: str) -> None:
    from motxl.book.live.opening import open_live
    from motxl.programme.colouring import colour
    from motxl.programme.edits import SetColour

    print("  rows  references   calls   read s   write s   one call each s   ratio")
    with tempfile.TemporaryDirectory() as name, Desk() as desk:
        folder = Path(name)
        os.environ["MOTXL_LIBREOFFICE_PROFILE"] = str(desk.profile)
        os.environ["MOTXL_DATA_DIR"] = str(folder / "data")
        for rows in map(int, wanted or USUAL):
            long_book(folder / "long.xlsx", rows)
            path, other = folder / f"{rows}.xlsx", folder / f"again-{rows}.xlsx"
            plain_book(folder / "long.xlsx", path)
            shutil.copy(path, other)
            desk.open(path)
            calls, begun = desk.bridge.calls, time.perf_counter()
            book = open_live(path)
            edits = colour(book.programme)
            book.apply(edits)
            read = time.perf_counter()
            book.save()
            written = time.perf_counter()
            calls = desk.bridge.calls - calls
            least = one_call_each(desk.open(other), len(edits))
            references = sum(isinstance(edit, SetColour) for edit in edits)
            print(
                f"{rows:>6}  {references:>10}  {calls:>6}  {read - begun:>7.2f}  "
                f"{written - read:>8.2f}  {least:>16.2f}  {(written - read) / least:>6.1f}"
            )
            desk.close_all()


def one_call_each(book: OnDesk, count: int) -> float:
    """Seconds for so many cells coloured."""
    begun = time.perf_counter()
    for number in range(count):
        row = 3 + number
        book.ask("set_font", "Programme", [row, 2, row, 2], [0, 3], {"colour": ORANGE})
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(*sys.argv[1:])

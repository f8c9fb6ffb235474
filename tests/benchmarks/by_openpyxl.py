"""The edits of ``motxl colour`` done with openpyxl: load with runs, edit, save.

``python -m tests.benchmarks.by_openpyxl PLAIN OUT``. The edits stand in a file beside PLAIN, made
once by ``write_edits``: finding them is no part of what is measured.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def write_edits(plain: Path) -> Path:
    """What ``motxl colour`` would change in a workbook, as JSON beside it."""

    from motxl.book.file.filebook import open_book
    from motxl.programme.colouring import colour
    from motxl.programme.edits import SetColour, SetValue

    edits: list[list[object]] = []
    for edit in colour(open_book(plain).programme):
        if isinstance(edit, SetColour):
            edits.append([edit.sheet, edit.cell, edit.start, edit.end, edit.colour])
        elif isinstance(edit, SetValue):
            edits.append([edit.sheet, edit.cell, edit.value])
    path = plain.with_suffix(".json")
    path.write_text(json.dumps(edits), "utf-8")
    return path


def main(plain: Path, out: Path) -> None:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.load_workbook(plain, rich_text=True)
    for sheet, cell, *change in json.loads(plain.with_suffix(".json").read_text("utf-8")):
        target = book[sheet][cell]
        if len(change) == 1:
            target.value = change[0]
            continue
        start, end, colour = change
        text = str(target.value)
        font = target.font
        look = InlineFont(rFont=font.name, sz=font.sz, b=font.b, i=font.i, color=colour)
        pieces = (text[:start], TextBlock(look, text[start:end]), text[end:])
        target.value = CellRichText(*(piece for piece in pieces if piece))
    book.save(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

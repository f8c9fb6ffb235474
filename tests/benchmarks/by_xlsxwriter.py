"""What one would write instead of ``motxl extract``: the same cells, written by XlsxWriter.

``prepare`` keeps the cells of extracts that were made, with the looks of each; the comparison then
starts where the writing does: it works nothing out. ``python -m tests.benchmarks.by_xlsxwriter
CELLS OUT`` writes a workbook for each, in one process.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from motxl.ooxml import Workbook


def prepare(book: Path, cells: Path, members: int) -> None:
    """Make the extracts of a workbook, and keep what is in their cells."""
    import shutil
    import subprocess

    folder = cells.with_suffix(".extracts")
    command = [sys.executable, "-m", "motxl", "extract", str(book), "-o", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    files = sorted(folder.glob("*.xlsx"))
    assert len(files) == members, len(files)
    cells.write_bytes(pickle.dumps([(path.name, _cells(path)) for path in files]))
    shutil.rmtree(folder)


def _cells(path: Path) -> list[tuple[int, int, int, list[tuple[str, str | None]]]]:
    """Row and column (0-based), format, and the coloured runs of each cell; none where blank."""
    (sheet,) = Workbook.open(path).sheets
    runs = {(cell.row, cell.column): cell for cell in sheet.runs()}
    found = []
    for cell in sheet.cells():
        text = runs.get((cell.row, cell.column))
        own = text.cell_colour if text else None
        pieces = (
            [(r.text, r.properties if r.properties != own else None) for r in text.runs]
            if text
            else []
        )
        found.append((cell.row - 1, cell.column - 1, cell.style, pieces))
    return found


def main(cells: Path, out: Path) -> None:
    import xlsxwriter

    out.mkdir(exist_ok=True)
    for name, content in pickle.loads(cells.read_bytes()):
        workbook = xlsxwriter.Workbook(out / name)
        sheet = workbook.add_worksheet("Extrait")
        formats = {
            style: workbook.add_format({"text_wrap": True, "border": 1, "font_size": 8 + style})
            for style in {style for _row, _column, style, _pieces in content}
        }
        colours = {"ED7D31": None, "0070C0": None}
        fonts = {colour: workbook.add_format({"font_color": f"#{colour}"}) for colour in colours}
        last = 0
        for row, column, style, pieces in content:
            last = max(last, row)
            if not pieces:
                sheet.write_blank(row, column, None, formats[style])
            elif len(pieces) == 1:
                sheet.write_string(row, column, pieces[0][0], formats[style])
            else:
                rich = []
                for text, colour in pieces:
                    rich += [fonts[colour], text] if colour in fonts else [text]
                sheet.write_rich_string(row, column, *rich, formats[style])
        for row in range(last):
            sheet.set_row(row, 20)
        workbook.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

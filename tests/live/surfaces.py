"""The two surfaces, side by side: each opens a workbook, and gives what became of it as a file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from motxl.live.opening import open_live
from motxl.surfaces.file import Book, open_book
from tests.judges.libreoffice import LibreOffice, Portion
from tests.live.desk import Desk


class FileSurface:
    name = "file"

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.folder = folder

    def open(self, path: Path) -> Book:
        """A copy of ``path``; the book it gives is to be edited and saved."""
        self.path = shutil.copy(path, self.folder / f"file-{path.name}")
        return self.again()

    def again(self) -> Book:
        return open_book(Path(self.path), editing=True)

    def result(self) -> Path:
        """As it is now."""
        return Path(self.path)


class LiveSurface:
    name = "live"

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder

    def open(self, path: Path) -> Book:
        self.path = Path(shutil.copy(path, self.folder / f"live-{path.name}"))
        self.on_desk = self.desk.open(self.path)
        return self.again()

    def again(self) -> Book:
        return open_live(self.path)

    def result(self) -> Path:
        return self.on_desk.save_copy(self.folder / f"saved-{self.path.name}")


SURFACES = (FileSurface, LiveSurface)
Surface = FileSurface | LiveSurface


class Seen(NamedTuple):
    """A sheet as a spreadsheet program shows it."""

    cells: list[list[str]]
    portions: dict[int, list[Portion]]
    """By row, the pieces of the labels"""


def seen(judge: LibreOffice, path: Path, sheet: str = "Programme", column: str = "B") -> Seen:
    cells = judge.strings(path, sheet)
    while cells and not any(cells[-1]):
        cells.pop()
    return Seen(cells, judge.portions(path, sheet, column, 1, max(len(cells), 1)))

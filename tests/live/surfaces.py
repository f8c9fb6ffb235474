"""The two surfaces, side by side: each opens a workbook, and gives what became of it as a file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from motxl.book.file.filebook import open_book
from motxl.book.live.opening import open_live
from motxl.book.protocol import Book
from tests.judges.libreoffice import LibreOffice, Portion
from tests.live.desk import Desk

DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")


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
    cells = [[_date(text) for text in row] for row in judge.strings(path, sheet)]
    while cells and not any(cells[-1]):
        cells.pop()
    portions = judge.portions(path, sheet, column, 1, max(len(cells), 1))
    return Seen(cells, {row: list(_merged(pieces)) for row, pieces in portions.items()})


def _date(text: str) -> str:
    """The short date of a country may have zeros (06/03/2025) or none."""
    return re.sub(r"\b0([1-9])/", r"\1/", text) if DATE.fullmatch(text) else text


def _merged(pieces: list[Portion]) -> Iterator[Portion]:
    """Where a run ends and the next looks the same, nobody sees it."""
    for look, group in groupby(pieces, key=lambda piece: piece[1:]):
        yield Portion("".join(piece.text for piece in group), *look)

"""Cells as Excel writes them, many found at once by one pattern.

Bytes are read in pieces of some hundred cells. Where one holds anything else (a formula, a text of
its own, a reference to a character), which is told by counting, its cells are left to ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from motxl.a1 import MAX_COLUMN, MAX_ROW, column_letters, column_number
from motxl.ooxml.cells.reading import KINDS
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.xml import scan

_PIECE = 16_384
_ATTRIBUTES = re.compile(r'(?: [A-Za-z]+="[^"&]*")*')


class CellAttributes(NamedTuple):
    """What the attributes of a cell say."""

    style: int
    type: str
    """``t`` (18.18.11 ST_CellType): ``n`` when absent"""
    kind: str
    """As a ``Cell`` has it, where there is a value"""


class Cells(NamedTuple):
    """Cells in the order of the sheet, one in each place of four lists of the same length."""

    rows: list[int]
    columns: list[int]
    looks: list[CellAttributes]
    values: Sequence[str]
    """What stands in ``<v>``; empty where the cell holds nothing"""


class Bytes(NamedTuple):
    """Offsets between which there are other cells, or cells that may be."""

    start: int
    end: int


class WrittenCells(NamedTuple):
    """Cells in the order of the sheet as they are written, one in each place of four sequences of
    the same length."""

    columns: Sequence[str]
    rows: Sequence[str]
    attributes: Sequence[str]
    """Those after the reference"""
    values: Sequence[str]
    """What stands in ``<v>``; empty where the cell holds nothing"""
    place: Bytes


def cells_of(
    part: SheetPart, columns: Collection[int] | None, first: int = 1, last: int = MAX_ROW
) -> Iterator[Cells | Bytes]:
    """The cells of some columns (``None``: all) of a part in which nothing was edited and whose
    cells all begin with their reference. Raises ``XmlError`` where one is in none of the rows."""
    numbers, looks = ColumnNumbers(), Looks()
    for found in written_in(part, columns, first, last):
        if isinstance(found, Bytes):
            yield found
            continue
        shown = [*map(looks.__getitem__, found.attributes)]
        if not all(shown):
            yield found.place
            continue
        at = [*map(int, found.rows)]
        if min(at) < first or max(at) > last:
            raise scan.XmlError("r")
        columns_at = [*map(numbers.__getitem__, found.columns)]
        yield Cells(at, columns_at, cast("list[CellAttributes]", shown), found.values)


def written_in(
    part: SheetPart, columns: Collection[int] | None, first: int = 1, last: int = MAX_ROW
) -> Iterator[WrittenCells | Bytes]:
    """The cells of some columns (``None``: all) of such a part as they are written."""
    letters = None if columns is None else tuple(map(column_letters, sorted(columns)))
    find, count = _ways(part.prefix.decode(), letters)
    for place in _pieces(part, first, last):
        piece = part.working[place.start : place.end]
        if not piece.isascii() or b"&" in piece or b"\r" in piece:
            yield place
            continue
        text = piece.decode("ascii")
        found = find(text)
        if len(found) != count(text):
            yield place
        elif found:
            named, rows, attributes, values = zip(*found, strict=True)
            yield WrittenCells(named, rows, attributes, values, place)


def _pieces(part: SheetPart, first: int, last: int) -> Iterator[Bytes]:
    """Offsets of the bytes to look at, cut between rows."""
    start, end = part.inner_start, part.inner_end
    if first > 1 or last < MAX_ROW:
        start, end = part.rows.span_of(first, last)
    row = b"<" + part.prefix + b"row"
    while start < end:
        cut = part.working.find(row, start + _PIECE, end)
        cut = end if cut < 0 else cut
        yield Bytes(start, cut)
        start = cut


@lru_cache(maxsize=16)
def _ways(
    prefix: str, letters: tuple[str, ...] | None
) -> tuple[Callable[[str], list[tuple[str, str, str, str]]], Callable[[str], int]]:
    """What finds cells of some columns in a text, and what tells how many there are."""
    cell, v = f"<{prefix}c", f"{prefix}v"
    named = "[A-Za-z]{1,3}" if letters is None else "|".join(letters)
    value = f"(?:/>|><{v}>([^<]+)</{v}></{prefix}c>|></{prefix}c>)"
    find = re.compile(f'{cell} r="({named})([0-9]{{1,7}})"([^<>/]*){value}').findall
    if letters is None:
        return find, lambda text: text.count(cell)
    start = re.compile(f'{cell} r="(?:{named})[0-9]').findall
    return find, lambda text: len(start(text))


class ColumnNumbers(dict[str, int]):
    """The numbers of columns by their letters."""

    def __missing__(self, letters: str) -> int:
        number = self[letters] = column_number(letters)
        if number > MAX_COLUMN:
            raise scan.XmlError("r")
        return number


class Looks(dict[str, CellAttributes | None]):
    """How cells look, by their attributes as written; ``None`` where these are unusual ones."""

    def __missing__(self, attributes: str) -> CellAttributes | None:
        look = None
        if _ATTRIBUTES.fullmatch(attributes):
            raw = attributes.encode()
            style = scan.whole(scan.attribute(raw, "s")) or 0
            kind = scan.attribute(raw, "t") or "n"
            if kind != "inlineStr":
                look = CellAttributes(style, kind, KINDS.get(kind, "number"))
        self[attributes] = look
        return look

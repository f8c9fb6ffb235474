"""Text with a column for each value, as spreadsheets write it: the cells of one sheet.

Semicolons, commas or tabs part the values; which of them, the lines say. A value in quotes may have
several lines and hold anything; where the quotes are not those of such a file, they are characters
like others.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from motxl.book.reading.readonly import ReadOnlySheet
from motxl.book.reading.values import Values
from motxl.programme.cellvalue import CellValue
from motxl.programme.finding import find
from motxl.programme.found import Confidence, SheetGrid
from motxl.programme.scheme import Scheme

DELIMITERS = (";", ",", "\t")
_SAID = "sep="
"""How the first line of a file tells Excel its delimiter"""

Rows = list[list[CellValue]]


class GridWorkbook(Values):
    """A text read as one sheet: what reading a programme needs of a workbook."""

    date1904 = False
    tables: Mapping[str, Any] = {}

    def __init__(self, rows: Rows, label: str, lines: Sequence[int]) -> None:
        """``lines`` are those on which the rows begin, counted from 1."""
        self.label = label
        self.lines = lines
        self._rows = rows
        self.sheets = (ReadOnlySheet(SHEET, ()),)

    def rows(self, sheet: str) -> Rows:
        return self._rows

    def find_sheet(self, name: str) -> ReadOnlySheet | None:
        return self.sheets[0] if name.casefold() == SHEET.casefold() else None

    def find_table(self, _name: str) -> None:
        return None

    def named_cell(self, _name: str) -> None:
        return None

    def fill_colour(self, _sheet: Any, _row: int, _column: int) -> None:
        return None


SHEET = "text"


def read_grid(text: str, label: str, delimiters: Sequence[str] = DELIMITERS) -> GridWorkbook:
    """The cells of a text. Of the delimiters that may be meant, it is the one with which a
    programme is found surest; else the one that gives the most lines as many values."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _line, rest = text.partition("\n")
    if first.lower().startswith(_SAID) and len(first.strip()) == len(_SAID) + 1:
        delimiters = (first.strip()[-1],)
        text = f"\n{rest}"  # lines keep their numbers
    read = [_parsed(text, delimiter) for delimiter in delimiters]
    rows, lines = max(read, key=lambda one: _rank(one[0]))
    return GridWorkbook(rows, label, lines)


def _parsed(text: str, delimiter: str) -> tuple[Rows, list[int]]:
    try:
        return _rows(text, delimiter, csv.QUOTE_MINIMAL)
    except csv.Error:  # quotes that nobody closes, or with words behind them
        return _rows(text, delimiter, csv.QUOTE_NONE)


def _rows(text: str, delimiter: str, quoting: Any) -> tuple[Rows, list[int]]:
    csv.field_size_limit(1 << 26)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True
    )
    rows: Rows = []
    lines: list[int] = []
    before = 0
    for row in reader:
        rows.append(list(row))
        lines.append(before + 1)
        before = reader.line_num
    return rows, lines


def found_scheme(rows: Rows) -> Scheme | None:
    """How the programme of a text is numbered, where it is surely one; else ``None``."""
    chosen = find([SheetGrid(SHEET, rows)]).chosen
    return None if chosen is None or chosen.confidence is not Confidence.SURE else chosen.scheme


def _rank(rows: Rows) -> tuple[int, int, float]:
    found = find([SheetGrid(SHEET, rows)]).programmes
    widths = Counter(len(row) for row in rows if len(row) > 1)
    even = max(widths.values(), default=0) / max(len(rows), 1)
    return (found[0].confidence, found[0].points, even) if found else (0, 0, even)

"""Text with a column for each value, as spreadsheets write it: the cells of one sheet.

Semicolons, commas or tabs part the values; which of them, the lines say. A value in quotes may have
several lines and hold anything; where the quotes are not those of such a file, they are characters
like others.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from motxl.book.reading.readonly import ReadOnlySheet, ReadOnlyWorkbook
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml.errors import NotAWorkbookError
from motxl.ooxml.opc import opening
from motxl.programme.cellvalue import CellValue
from motxl.programme.finding import find
from motxl.programme.found import Confidence, SheetGrid
from motxl.programme.scheme import Scheme
from motxl.text.decoding import NotTextError, decode

DELIMITERS = (";", ",", "\t")
_SAID = "sep="
"""How the first line of a file tells Excel its delimiter"""

Rows = list[list[CellValue]]


SHEET = "text"
_LONGEST_NAME = 31
"""Characters of a sheet's name (Excel specifications and limits)"""


class GridWorkbook(ReadOnlyWorkbook):
    """A text read as one sheet: what reading a programme needs of a workbook."""

    def __init__(
        self,
        rows: Rows,
        label: str,
        lines: Sequence[int],
        sheet: str = SHEET,
        refusal: MotxlError | None = None,
    ) -> None:
        """``lines`` are those on which the rows begin, counted from 1; ``refusal`` is what whoever
        wants to edit it is told."""
        self.label = label
        self.lines = lines
        self.sheets = (ReadOnlySheet(sheet, ()),)
        self._rows = {sheet: rows}
        if refusal is not None:
            self.refusal = refusal

    def rows(self, sheet: str) -> Rows:
        return self._rows.get(sheet, [])


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


def open_grid(path: Path, refusal: MotxlError) -> GridWorkbook:
    """A .csv file as a workbook that is only read; its sheet has the file's name, as in Excel.
    Raises ``MotxlError`` when it cannot be read, or is no text."""
    label = str(path)
    try:
        text = decode(opening.read_bytes(path)).text
    except NotTextError:
        raise NotAWorkbookError(
            _(
                "{file} holds binary data, not text: fetch it again, or save it as .csv once more."
            ).format(file=label)
        ) from None
    read = read_grid(text, label)
    return GridWorkbook(read.rows(SHEET), label, read.lines, path.stem[:_LONGEST_NAME], refusal)


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

"""OpenDocument spreadsheets: what is checked before they are read, their merged cells, those that
hold no value, and the rows that nobody sees."""

from __future__ import annotations

from typing import NamedTuple
from xml.parsers import expat

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange
from motxl.i18n import _
from motxl.ooxml.errors import DamagedError, NotAWorkbookError
from motxl.ooxml.opc.container import Container, too_large

# Values only, all sheets at once: a repeated cell takes no room in the file, and 100 bytes here.
MAX_CELLS = 8_000_000
MAX_TEXT = 1 << 26

_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))


class Ranges(NamedTuple):
    """Of a sheet."""

    merged: list[CellRange]
    valueless: list[CellRange]
    """Cells that show an error, and formulas whose result is not stored"""
    formulas: list[CellRange]
    """All cells that are computed"""
    hidden: list[range]
    """Rows that hold something and that nobody sees: hidden, or filtered out"""


NOTHING = Ranges([], [], [], [])


def check(data: bytes, label: str) -> dict[str, Ranges]:
    """What is known of each sheet, once it is sure that the values can be read.

    Raises ``MotxlError`` where the file is damaged, protected, or would fill the memory
    (OpenDocument 1.3 part 3, 19.675 and 19.679: a row and a cell can stand for any number of
    themselves).
    """
    container = Container(data, label)
    try:
        if b"encryption-data" in container.read("META-INF/manifest.xml"):
            raise NotAWorkbookError(
                _(
                    "{file} is protected by a password: save it without one in LibreOffice, "
                    "then try again."
                ).format(file=label)
            )
    except KeyError:  # old programs leave it out
        pass
    try:
        return _Measure(label).of(container.read("content.xml"))
    except (KeyError, ValueError, expat.ExpatError):
        raise damaged(label) from None


def damaged(label: str) -> DamagedError:
    return DamagedError(
        _(
            "{file} is damaged and cannot be read: open it in LibreOffice, or go back to a backup."
        ).format(file=label)
    )


class _Measure:
    """Reads names with their prefixes as they are written, as the reader of the values does."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.sheets: dict[str, Ranges] = {}
        self.ranges = Ranges([], [], [], [])
        self.cells = self.text = 0  # of all the sheets so far
        self.row = self.column = 0  # filled or not, before the element at hand
        self.height = self.width = self.row_width = 0
        self.rows = self.columns = 1  # how often the row and the cell at hand are repeated
        self.in_cell = self.is_hidden = False

    def of(self, content: bytes) -> dict[str, Ranges]:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        parser.Parse(content, True)
        return self.sheets

    def doctype(self, *_of: object) -> None:
        raise ValueError  # nobody writes one, and entities can grow without end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self.columns = _count(attributes, "table:number-columns-repeated")
            self.in_cell = True
            self.merge(attributes)
            if _is_valueless(attributes):
                self.add(self.ranges.valueless, self.rows, self.columns)
            if "table:formula" in attributes:
                self.add(self.ranges.formulas, self.rows, self.columns)
            for key, value in attributes.items():
                if key.startswith("office:") or key == "table:formula":
                    self.fill(len(value))
        elif self.in_cell:
            self.fill(1)
        elif name == "table:table-row":
            self.rows = _count(attributes, "table:number-rows-repeated")
            self.column = self.row_width = 0
            self.is_hidden = attributes.get("table:visibility", "visible") != "visible"
        elif name == "table:table":
            self.row = self.height = self.width = 0
            self.ranges = self.sheets.setdefault(
                attributes.get("table:name", ""), Ranges([], [], [], [])
            )

    def end(self, name: str) -> None:
        if name in _CELLS:
            self.column += self.columns
            self.in_cell = False
        elif name == "table:table-row":
            first = self.row + 1
            self.row += self.rows
            if self.row_width:
                if self.is_hidden:
                    self.ranges.hidden.append(range(first, min(self.row, MAX_ROW) + 1))
                self.height, self.width = self.row, max(self.width, self.row_width)
                if self.cells + self.height * self.width > MAX_CELLS:
                    raise too_large(self.label, "content.xml")
        elif name == "table:table":
            self.cells += self.height * self.width
            self.height = self.width = 0

    def characters(self, text: str) -> None:
        if self.in_cell and not text.isspace():
            self.fill(len(text))

    def fill(self, length: int) -> None:
        self.row_width = self.column + self.columns
        self.text += length * self.columns * self.rows
        if self.text > MAX_TEXT:
            raise too_large(self.label, "content.xml")

    def merge(self, attributes: dict[str, str]) -> None:
        across = _count(attributes, "table:number-columns-spanned")
        down = _count(attributes, "table:number-rows-spanned")
        if across * down > 1:
            self.add(self.ranges.merged, down, across)

    def add(self, ranges: list[CellRange], down: int, across: int) -> None:
        """Note the cell at hand, and as many below and beside it as belong to it."""
        row, column = self.row + 1, self.column + 1
        if row <= MAX_ROW and column <= MAX_COLUMN:
            last_row, last_column = min(row + down - 1, MAX_ROW), column + across - 1
            ranges.append(CellRange(row, column, last_row, min(last_column, MAX_COLUMN)))


def _is_valueless(attributes: dict[str, str]) -> bool:
    """OpenDocument 1.3 part 3, 19.387 (a cell's type; there is none for an error: LibreOffice
    writes a text, and its own type beside it)."""
    if attributes.get("calcext:value-type") == "error":
        return True
    return "table:formula" in attributes and "office:value-type" not in attributes


def _count(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)

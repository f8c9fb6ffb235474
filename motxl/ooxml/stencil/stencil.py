"""A workbook with placeholders and a table, prepared once and filled many times.

What depends on the number of rows (references, what stands below the table) is worked out by the
editor once for each number; then only the bytes of the cells are written. Always the same bytes
for the same content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.a1 import column_letters
from motxl.ooxml.cells import newcells
from motxl.ooxml.cells.cells import RowBytes
from motxl.ooxml.cells.tail import place_for
from motxl.ooxml.document import Document
from motxl.ooxml.rows.filling import Filling
from motxl.ooxml.rows.tablerows import TableRows
from motxl.ooxml.stencil import marks
from motxl.ooxml.stencil.marks import MarkedCell, TextOf
from motxl.ooxml.values import ColouredText, MarkedText, Value
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import MAX_TEXT, is_too_long

_MAX_SHAPES = 64
_MAX_ROWS = 20_000
_Piece = tuple[str, str, bytes | None]
"""A cell: what stands before the row's number and after it, and its shared string"""
_RowsSeen = dict[tuple[object, ...], list[_Piece]]
"""By the values of a row, their formats, and what of them is coloured or marked"""


class StencilRow(NamedTuple):
    """A row of the table: texts, their formats (indices in ``cellXfs``), points of height."""

    values: tuple[str | None, ...]
    styles: tuple[int, ...]
    height: float


class Stencil:
    """``table`` is the name of the table whose rows are written; it must be there."""

    def __init__(self, document: Document, table: str) -> None:
        marks.make_whole(document)
        self.data = document.to_bytes()
        """With the placeholders made whole, and the table's rows as they were"""
        self._label = document.label
        self._table = table
        self.marked: list[MarkedCell] = [
            cell for cell in marks.marked_cells(document) if not self._is_data(document, cell)
        ]
        """The cells with placeholders, those of the table's rows aside"""
        self._rows_seen: _RowsSeen = {}
        self._shape = lru_cache(maxsize=_MAX_SHAPES)(self._shaped)

    def _is_data(self, document: Document, cell: MarkedCell) -> bool:
        table = document.table_parts.get(self._table.casefold())
        return (
            table is not None
            and table.sheet.name == cell.sheet
            and table.first_data_row <= cell.row <= table.last_data_row
            and table.ref.first_column <= cell.column <= table.ref.last_column
        )

    def fill(
        self,
        text_of: TextOf,
        rows: Sequence[StencilRow],
        heights: Mapping[tuple[str, int], float],
        new_page: int | None = None,
    ) -> bytes:
        """The workbook as the bytes of a file.

        ``heights`` gives points to rows outside of the table, by sheet and row. A height that was
        set by hand is the least that a row gets. Texts that no cell can hold are cut. ``new_page``
        is the place in ``rows`` of one that begins a new page, where the sheet breaks its pages
        nowhere itself.
        """
        return self._shape(len(rows)).fill(text_of, rows, heights, new_page)

    def _shaped(self, count: int) -> _Shape:
        document = Document(self.data, self._label)
        table = document.table_parts[self._table.casefold()]  # the stencil was made with it
        more = count - (table.last_data_row - table.first_data_row + 1)
        blank: list[Value] = [None] * len(table.columns)
        below = table.sheet.part.rows.numbers(table.last_data_row + 1)
        if below and more > 0:
            with document.attempt():
                TableRows(document, table).insert(table.last_data_row + 1, [blank] * more, None)
        elif below and more < 0:
            held = table.last_data_row - table.first_data_row + 1
            with document.attempt():
                Filling(document, table).replace([blank] * held, None)
            with document.attempt():
                TableRows(document, table).delete(table.last_data_row + more + 1, -more)
        with document.attempt():
            Filling(document, table).replace([blank] * count, None)
        return _Shape(document, self._table, count, self._rows_seen)


class _Shape:
    """The workbook with the table at one length."""

    def __init__(
        self, document: Document, table_name: str, count: int, rows_seen: _RowsSeen
    ) -> None:
        # What was edited is read again as it will stand in the file.
        self._document = document = Document(document.to_bytes(), document.label)
        table = document.table_parts[table_name.casefold()]
        self._sheet = sheet = table.sheet
        part, package = sheet.part, document.package
        self._first, self._last = table.first_data_row, table.first_data_row + count - 1
        columns = range(table.ref.first_column, table.ref.last_column + 1)
        self._letters = [column_letters(column) for column in columns]
        self._rows = [self._frame(row, columns) for row in range(self._first, self._last + 1)]
        self._others = {
            row: part.rows.get(row) or b""
            for row in part.rows.numbers()
            if not self._first <= row <= self._last
        }
        self._strings = _Strings(document)
        own = {sheet.part_name, self._strings.part}
        self._marked = {
            name: package.xml(name)
            for name in package.names()
            if name.lower().endswith((".xml", ".vml")) and name not in own
            and b"{{" in package.part(name)
        }  # fmt: skip
        self._names = [one.name for one in document.open_sheets]
        self._rows_seen = rows_seen
        tail, breaks = part.tail, "rowBreaks"
        self._break_at = None
        """How far from the end of the sheet a break of pages may stand, where it has none"""
        if breaks.encode() not in tail:
            self._break_at = len(tail) - place_for(scan.mask(tail), breaks)
        prefix = part.prefix.decode()
        self._closing = f"</{prefix}v></{prefix}c>"

    def _frame(self, row: int, columns: range) -> _Frame:
        data = self._sheet.part.rows.get(row)
        prefix = self._sheet.part.prefix
        opened = RowBytes.new(row, prefix) if data is None else RowBytes(row, data, prefix)
        before = [opened.data[c.start : c.end] for c in opened.cells if c.column < columns.start]
        after = [opened.data[c.start : c.end] for c in opened.cells if c.column >= columns.stop]
        attributes = scan.with_attribute(opened.attributes, "ht", None)
        least = opened.fixed_height or 0
        return _Frame(attributes.rstrip(), least, b"".join(before), b"".join(after))

    def fill(
        self,
        text_of: TextOf,
        rows: Sequence[StencilRow],
        heights: Mapping[tuple[str, int], float],
        new_page: int | None,
    ) -> bytes:
        package = self._document.package
        names = marks.sheet_names(self._names, text_of)
        self._strings.begin()
        written = [
            self._row(number, frame, row)
            for number, (frame, row) in enumerate(zip(self._rows, rows, strict=True), self._first)
        ]
        part, sheet = self._sheet.part, self._sheet
        pieces: list[bytes] = []
        for number, data in self._others.items():
            if number > self._last and written:
                pieces += written
                written = []
            points = heights.get((sheet.name, number))
            if points is None or not data:
                pieces.append(data)
            else:
                opened = RowBytes(number, data, part.prefix, look=False)
                pieces.append(opened.with_height(points, grow=True))
        pieces += written
        whole = part.with_rows(pieces)
        if new_page and self._break_at is not None:
            above = self._first + new_page - 1  # 18.3.1.3: the row after which the page ends
            at = len(whole) - self._break_at
            whole = whole[:at] + _page_break(above, part.prefix) + whole[at:]
        whole = marks.in_names(whole, names)
        package.replace_xml(sheet.part_name, _in_sheet(whole, text_of))
        if self._strings.part:
            package.replace_xml(self._strings.part, self._strings.to_bytes(text_of))
        for name, working in self._marked.items():
            replaced = _in_sheet(marks.in_names(working, names), text_of)
            package.replace_xml(name, replaced)
        return package.to_bytes()

    def _row(self, number: int, frame: _Frame, row: StencilRow) -> bytes:
        pieces = [
            f"{head}{number}{tail}"
            if entry is None
            else f"{head}{number}{tail}{self._strings.index(entry)}{self._closing}"
            for head, tail, entry in self._prepared(row)
        ]
        height = b' ht="%g"' % max(row.height, frame.least)
        cells = frame.before + "".join(pieces).encode() + frame.after
        name = self._sheet.part.prefix + b"row"
        return b"<%b%b%b>%b</%b>" % (name, frame.attributes, height, cells, name)

    def _prepared(self, row: StencilRow) -> Sequence[_Piece]:
        """The cells of a row but for what changes from file to file: many have it."""
        # Texts are equal whatever their colours.
        key = (row.values, row.styles, tuple(map(_looks_of, row.values)))
        found = self._rows_seen.get(key)
        if found is None:
            if len(self._rows_seen) >= _MAX_ROWS:
                self._rows_seen.clear()
            found = self._rows_seen[key] = list(self._prepare(row))
        return found

    def _prepare(self, row: StencilRow) -> Iterator[_Piece]:
        prefix = self._sheet.part.prefix.decode()
        for letters, value, style in zip(self._letters, row.values, row.styles, strict=True):
            head = f'<{prefix}c r="{letters}'
            formatted = f'" s="{style}"' if style else '"'
            if value is None:
                if style:
                    yield head, f"{formatted}/>", None
                continue
            held = value if not is_too_long(value) else value[: MAX_TEXT // 2 - 1] + "…"
            if self._strings.part:
                entry = newcells.string_element(self._sheet, held, b"si", style)
                yield head, f'{formatted} t="s"><{prefix}v>', entry
            else:
                text = newcells.string_element(self._sheet, held, b"is", style).decode()
                yield head, f'{formatted} t="inlineStr">{text}</{prefix}c>', None


def _looks_of(value: str | None) -> tuple[object, ...]:
    if isinstance(value, MarkedText):
        return value.runs, value.marks
    return value.runs if isinstance(value, ColouredText) else ()


def _page_break(row: int, prefix: bytes) -> bytes:
    return (
        b'<%browBreaks count="1" manualBreakCount="1"><%bbrk id="%d" max="16383" man="1"/>'
        b"</%browBreaks>" % (prefix, prefix, row, prefix)
    )


def _in_sheet(working: bytes, text_of: TextOf) -> bytes:
    """Headers first, with their own rules; then the texts."""
    return marks.in_texts(marks.in_headers(working, text_of), text_of)


class _Strings:
    """The shared strings of one file after the other: the template's, then the rows'."""

    def __init__(self, document: Document) -> None:
        found = document.package.related(document.part_name, "sharedStrings")
        self.part = found[0] if found else ""
        """Empty where the workbook has none: texts are inline then"""
        self._strings = document.strings
        self._own = len(self._strings) if self._strings else 0
        self._unused = self._strings.unused() if self._strings else []
        self._places: dict[bytes, int] = {}
        self._references = 0

    def begin(self) -> None:
        self._places = {}
        self._references = 0

    def index(self, entry: bytes) -> int:
        self._references += 1
        number = len(self._places)
        spare = len(self._unused)
        free = self._unused[number] if number < spare else self._own + number - spare
        return self._places.setdefault(entry, free)

    def to_bytes(self, text_of: TextOf) -> bytes:
        assert self._strings is not None  # asked for where there is a part
        return self._strings.extended(
            self._places, self._references, lambda own: marks.in_texts(own, text_of)
        )


class _Frame(NamedTuple):
    """The parts of a row that are not cells of the table."""

    attributes: bytes
    least: float
    """Points of a height that was set by hand"""
    before: bytes
    after: bytes

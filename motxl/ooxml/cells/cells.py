"""The cells of one row (ECMA-376 part 1, 18.3.1.4 ``c``), found and replaced in its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, column_number, to_a1
from motxl.ooxml.xml import scan

_REFERENCE = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_USUAL_REFERENCE = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"')


class Cell(NamedTuple):
    """One cell as it is stored."""

    row: int
    column: int
    kind: str
    """``text``, ``number``, ``boolean``, ``error``, ``date`` (ISO 8601) or ``empty``"""
    text: str | None
    """The text, or the value as written (``1`` for true); ``None`` when empty"""
    style: int
    """Index in ``cellXfs``"""
    formula: bool


class CellSpan(NamedTuple):
    """Where a cell lies in its row's bytes."""

    column: int
    start: int
    end: int
    inner_start: int
    inner_end: int
    name: bytes
    attributes: bytes

    def get(self, name: str) -> str | None:
        return scan.attribute(self.attributes, name)


@lru_cache(maxsize=16)
def _row_tag(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(" + re.escape(prefix) + rb"row)(?![^\s/>])(" + scan.ATTRIBUTES + rb")>")


@lru_cache(maxsize=16)
def cell_pattern(prefix: bytes, reference: bytes = b"") -> re.Pattern[bytes]:
    """A whole cell: attributes, the content of a lone ``<v>``, any other content.

    ``reference`` is a pattern for what follows ``<c``, a fast path for regular sheets.
    """
    p = re.escape(prefix)
    return re.compile(
        rb"<" + p + rb"c(?![^\s/>])" + reference + rb"((?>(?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+')*))"
        rb"(?:/>|>(?:<" + p + rb"v>([^<]*+)</" + p + rb"v></" + p + rb"c>"
        rb"|((?>(?:[^<]++|<(?!/?" + p + rb"c[\s/>]))*))</" + p + rb"c\s*+>))"
    )


class RowBytes:
    """One row element, opened for finding and replacing cells."""

    def __init__(self, number: int, data: bytes, prefix: bytes, *, look: bool = True) -> None:
        """Raises ``XmlError`` when its cells are out of order or beyond the last column.

        Without ``look`` its cells are not looked at: for rows that get others.
        """
        self.number = number
        self.data = data
        self.prefix = prefix
        self._masked = scan.mask(data)
        match = _row_tag(prefix).search(self._masked)
        if match is None:
            raise scan.XmlError("row")
        self._tag = match
        self.empty = match[2].endswith(b"/")
        self.attributes = match[2][:-1] if self.empty else match[2]
        if not look:
            self.cells = []

    @cached_property
    def cells(self) -> list[CellSpan]:
        """Every cell, left to right."""
        return list(self._find())

    @classmethod
    def new(cls, number: int, prefix: bytes) -> RowBytes:
        """A row that the sheet does not have yet."""
        return cls(number, b'<%brow r="%d"></%brow>' % (prefix, number, prefix), prefix)

    @classmethod
    def like(cls, number: int, prefix: bytes, model: RowBytes | None) -> bytes:
        """A new row without cells that looks as ``model`` does; a fitted height is not taken."""
        new = cls.new(number, prefix)
        for name in ("s", "customFormat", "thickTop", "thickBot") if model else ():
            value = scan.attribute(model.attributes, name) if model else None
            if value is not None:
                new.attributes = scan.with_attribute(new.attributes, name, value)
        return new.with_attributes()

    def _find(self) -> Iterator[CellSpan]:
        previous = 0
        for match in cell_pattern(self.prefix).finditer(self._masked, self._tag.end()):
            column = self._column(match[1], previous + 1)
            if not previous < column <= MAX_COLUMN:
                raise scan.XmlError(f"column {column}")
            previous = column
            yield self._span(match, column)

    def _span(self, match: re.Match[bytes], column: int) -> CellSpan:
        start, end = match.span()
        inner_start = inner_end = end
        if match[2] is not None or match[3] is not None:
            inner_start = match.end(1) + 1
            inner_end = self._masked.rfind(b"</", inner_start, end)
        name = self.prefix + b"c"
        return CellSpan(column, start, end, inner_start, inner_end, name, match[1])

    def _column(self, attributes: bytes, following: int) -> int:
        """The column that a cell's reference names; ``following`` where it has none."""
        found = _USUAL_REFERENCE.match(attributes)
        if found is None:
            reference = scan.attribute(attributes, "r")
            if reference is None:
                return following
            found = _REFERENCE.match(reference.encode())
        if found is None or int(found[2]) != self.number:
            raise scan.XmlError("r")
        return column_number(found[1].decode())

    def find(self, column: int) -> CellSpan | None:
        """The cell of a column; ``None`` when the row has none."""
        if "cells" not in self.__dict__ and self._masked is self.data:
            # The usual spelling is worth looking for: an edit needs one cell of many.
            usual = b'<%bc r="%b"' % (self.prefix, to_a1(self.number, column).encode())
            start = self.data.find(usual)
            match = cell_pattern(self.prefix).match(self.data, start) if start >= 0 else None
            if match is not None:
                return self._span(match, column)
        return next((cell for cell in self.cells if cell.column == column), None)

    def inner(self, cell: CellSpan) -> bytes:
        """The raw content of a cell."""
        return self.data[cell.inner_start : cell.inner_end]

    def child(self, cell: CellSpan, name: str) -> scan.Element | None:
        """An element inside a cell (``v``, ``f``, ``is``), by offsets in the row's bytes."""
        prefixes = (self.prefix,)
        return scan.element(self._masked, prefixes, name, cell.inner_start, cell.inner_end)

    def with_cell(self, column: int, cell: bytes) -> bytes:
        """The row with a cell replaced, added in its place, or (empty bytes) taken out."""
        found = self.find(column)
        if found is not None:
            return self._spliced(found.start, found.end, cell)
        later = next((known for known in self.cells if known.column > column), None)
        if later is not None:
            place = later.start
        elif self.cells:
            place = self.cells[-1].end
        else:
            place = self._tag.end()
        return self._spliced(place, place, cell)

    def with_cells(self, keep: Sequence[CellSpan], new: Sequence[tuple[int, bytes]]) -> bytes:
        """The row with only the cells of ``keep``, and new ones, each group at its first column."""
        pieces = [*((c.column, self.data[c.start : c.end]) for c in keep), *new]
        pieces.sort(key=lambda piece: piece[0])
        start = self.cells[0].start if self.cells else self._tag.end()
        end = self.cells[-1].end if self.cells else self._tag.end()
        return self._spliced(start, end, b"".join(piece for _column, piece in pieces))

    def with_only(self, cells: bytes) -> bytes:
        """The row with other cells in the place of all it had."""
        start = self._tag.end()
        end = start if self.empty else self._masked.rfind(b"</", start)
        return self._spliced(start, end, cells)

    def _spliced(self, start: int, end: int, new: bytes) -> bytes:
        tag = b"<" + self._tag[1] + self.attributes
        before = self.data[: self._tag.start()]
        if self.empty:
            tag = tag.rstrip()
            if not new:
                return before + tag + b"/>" + self.data[self._tag.end() :]
            closing = b"</" + self._tag[1] + b">"
            return before + tag + b">" + new + closing + self.data[self._tag.end() :]
        opening = before + tag + b">" + self.data[self._tag.end() : start]
        return opening + new + self.data[end:]

    def forget_height(self) -> None:
        """Drop a height that Excel worked out itself, so that the row fits its new text."""
        if scan.attribute(self.attributes, "customHeight") in ("1", "true"):
            return
        self.attributes = scan.with_attribute(self.attributes, "ht", None)

    @property
    def fixed_height(self) -> float | None:
        """Points, where the height was set by hand."""
        if scan.attribute(self.attributes, "customHeight") not in ("1", "true"):
            return None
        try:
            return float(scan.attribute(self.attributes, "ht") or 0)
        except ValueError:
            return 0.0

    def with_height(self, points: float, *, grow: bool = False) -> bytes:
        """The row with a height that was worked out; one that was set by hand stays.

        With ``grow`` that one is only taken as the least: the text is not to be cut.
        """
        fixed = self.fixed_height
        if fixed is not None and (not grow or fixed >= points):
            return self.data
        self.attributes = scan.with_attribute(self.attributes, "ht", f"{points:g}")
        return self.with_attributes()

    def with_attributes(self) -> bytes:
        """The row with the attributes that were given to it."""
        tag = b"<" + self._tag[1] + self.attributes + (b"/>" if self.empty else b">")
        return self.data[: self._tag.start()] + tag + self.data[self._tag.end() :]

    def widen_spans(self, column: int) -> None:
        """Keep the ``spans`` hint true for a cell in ``column``."""
        spans = scan.attribute(self.attributes, "spans")
        if spans is None:
            return
        first, _, last = spans.partition(" ")[0].partition(":")
        left, right = scan.whole(first), scan.whole(last)
        if left is None or right is None or " " in spans:
            self.attributes = scan.with_attribute(self.attributes, "spans", None)
        elif not left <= column <= right:
            widened = f"{min(left, column)}:{max(right, column)}"
            self.attributes = scan.with_attribute(self.attributes, "spans", widened)


def cell_element(
    prefix: bytes, row: int, column: int, attributes: bytes | None, kind: str | None, content: bytes
) -> bytes:
    """A ``<c>`` element; ``attributes`` are those of the cell that it replaces."""
    if attributes is None:
        attributes = b' r="' + to_a1(row, column).encode() + b'"'
    if scan.attribute(attributes, "t") != kind:
        attributes = scan.with_attribute(attributes, "t", kind)
    attributes = attributes.rstrip()
    if not content:
        return b"<%bc%b/>" % (prefix, attributes)
    return b"<%bc%b>%b</%bc>" % (prefix, attributes, content, prefix)


def value_element(prefix: bytes, value: bytes) -> bytes:
    """A ``<v>``; ``value`` is its content as it stands in XML."""
    return b"<%bv>%b</%bv>" % (prefix, value, prefix)

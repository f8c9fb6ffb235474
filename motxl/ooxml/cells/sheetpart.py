"""The bytes of one worksheet part: what precedes the rows, the rows, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import islice

from motxl.a1 import MAX_COLUMN, CellRange
from motxl.ooxml.cells.cells import RowBytes
from motxl.ooxml.cells.rows import Rows
from motxl.ooxml.xml import scan


class SheetPart:
    """A worksheet opened for reading and splicing; raises ``XmlError`` when it is damaged."""

    def __init__(self, working: bytes, *, changed: bool = False) -> None:
        """``changed`` when the bytes hold edits already."""
        masked = scan.mask(working)
        self.root = scan.root(masked)
        if self.root.namespace not in scan.SPREADSHEET:
            raise scan.XmlError("namespace")
        self.prefix = prefix = self.root.prefix
        for other in self.root.prefixes[1:]:
            # Rows are looked for by one prefix: a second one in use would hide cells.
            if b"<" + other + b"row" in masked or b"<" + other + b"c " in masked:
                raise scan.XmlError("prefixes")
        self.working = working
        self.masked = masked
        start = masked.find(b"<" + prefix + b"sheetData", self.root.tag.end)
        tag = next(scan.tags(masked, start), None) if start >= 0 else None
        if tag is None or tag.name != prefix + b"sheetData":
            raise scan.XmlError("sheetData")
        self._data_tag = tag
        if tag.empty:
            self.inner_start = self.inner_end = self._end = tag.end
        else:
            self.inner_start = tag.end
            self.inner_end = masked.rfind(b"</" + prefix + b"sheetData", tag.end)
            if self.inner_end < 0:
                raise scan.XmlError("sheetData")
            self._end = masked.find(b">", self.inner_end) + 1
        self.head = working[: tag.start]
        self.tail = working[self._end :]
        self._as_read = (self.head, self.tail)
        self._had_changes = changed
        self._rows: Rows | None = None

    @property
    def rows(self) -> Rows:
        """The rows, which are looked for when they are asked for."""
        if self._rows is None:
            inner = (self.inner_start, self.inner_end)
            self._rows = Rows(self.working, self.masked, self.prefix, *inner)
        return self._rows

    @property
    def changed(self) -> bool:
        """Whether the bytes differ, or may differ, from those of the package."""
        return self._had_changes or self._edited

    def note_written(self) -> None:
        """Take note that the package holds an edit: what undoes it is an edit, too."""
        self._had_changes = True

    @property
    def edited_rows(self) -> int:
        """How many rows were put; the rows are not looked for to answer this."""
        return 0 if self._rows is None else self._rows.edited

    @property
    def _edited(self) -> bool:
        return self.edited_rows > 0 or (self.head, self.tail) != self._as_read

    def row(self, number: int) -> RowBytes | None:
        """A row opened for its cells; ``None`` when the sheet has none of that number."""
        data = self.rows.get(number)
        return None if data is None else RowBytes(number, data, self.prefix)

    def last_row_with_cells(self, after: int) -> int | None:
        """The last row below ``after`` that has a cell; LibreOffice writes one without any."""
        cell = b"<" + self.prefix + b"c"
        with_cells = (n for n in self.rows.numbers(after + 1) if cell in (self.rows.get(n) or b""))
        return max(with_cells, default=None)

    def to_bytes(self) -> bytes:
        """The part with its edits."""
        if not self._edited:
            return self.working
        if not self.edited_rows:
            return self.with_rows((self.working[self.inner_start : self.inner_end],))
        return self.with_rows(self.rows.pieces())

    def with_rows(self, rows: Iterable[bytes]) -> bytes:
        """The part with other rows, in the order in which they are given."""
        tag = self._data_tag
        name = tag.name
        pieces = list(rows)
        closing = self.working[self.inner_end : self._end]
        opening = self.working[tag.start : tag.end]
        if tag.empty and any(pieces):
            opening, closing = b"<" + name + tag.attributes.rstrip() + b">", b"</" + name + b">"
        return b"".join((self.head, opening, *pieces, closing, self.tail))

    # The sheet's extent (18.3.1.35 ``dimension``)

    @property
    def dimension(self) -> CellRange | None:
        """The extent that the sheet declares; ``None`` when it declares none."""
        element = scan.element(scan.mask(self.head), self.root.prefixes, "dimension")
        try:
            return CellRange.parse((element and element.tag.get("ref")) or "")
        except ValueError:
            return None

    def declare(self, extent: CellRange) -> None:
        """Set the declared extent, where there is one."""
        masked = scan.mask(self.head)
        element = scan.element(masked, self.root.prefixes, "dimension")
        if element is None:
            return
        tag = element.tag
        start = tag.start + 1 + len(tag.name)
        attributes = scan.with_attribute(tag.attributes, "ref", str(extent))
        self.head = self.head[:start] + attributes + self.head[start + len(tag.attributes) :]

    def extend(self, row: int, column: int) -> None:
        """Make the declared extent hold a cell."""
        known = self.dimension
        if known is not None and not known.contains(row, column):
            self.declare(
                CellRange(
                    min(known.first_row, row),
                    min(known.first_column, column),
                    max(known.last_row, row),
                    max(known.last_column, column),
                )
            )

    def column_style(self, column: int) -> int:
        """The format that a column gives to cells that do not exist (18.3.1.13 ``col``)."""
        tag = self._column(column)
        return scan.whole(tag.get("style") if tag else None) or 0

    def column_width(self, column: int) -> float:
        """Width of a column in digits of the default font; 8.43 where nothing says it."""
        tag = self._column(column)
        try:
            return float((tag.get("width") if tag else None) or 8.43)
        except ValueError:
            return 8.43

    def widen(self, column: int, width: float) -> None:
        """Give a column of which the sheet says nothing a width, in digits of the default font."""
        if self._column(column) is not None:
            return
        prefix = self.prefix
        new = b'<%bcol min="%d" max="%d" width="%b" customWidth="1"/>' % (
            *(prefix, column, column, f"{width:g}".encode()),
        )
        masked = scan.mask(self.head)
        outer = scan.element(masked, self.root.prefixes, "cols")
        if outer is None or outer.tag.empty:  # 18.3.1.99: the last before the cells
            self.head += b"<%bcols>%b</%bcols>" % (prefix, new, prefix) if outer is None else b""
        else:
            found = scan.elements(masked, self.root.prefixes, "col")
            before = [one.end for one in found if (scan.whole(one.tag.get("max")) or 0) < column]
            place = max(before, default=outer.inner_start)
            self.head = self.head[:place] + new + self.head[place:]
        self.__dict__.pop("_columns", None)

    def _column(self, column: int) -> scan.Tag | None:
        return next((tag for first, last, tag in self._columns if first <= column <= last), None)

    @cached_property
    def _columns(self) -> list[tuple[int, int, scan.Tag]]:
        """First and last column of each ``col``; of absurdly many, as many as fit a sheet."""
        found = scan.elements(scan.mask(self.head), self.root.prefixes, "col")
        tags = [element.tag for element in islice(found, MAX_COLUMN)]
        spans = ((scan.whole(tag.get("min")), scan.whole(tag.get("max")), tag) for tag in tags)
        return [(first, last, tag) for first, last, tag in spans if first and last]

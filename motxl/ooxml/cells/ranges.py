"""Ranges outside the rows that follow a table when it grows or shrinks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from motxl.a1 import CellRange
from motxl.ooxml.xml import scan

# Elements whose attribute lists ranges (18.3.1: conditionalFormatting, dataValidation,
# ignoredError), and those of x14 that hold an xm:sqref ([MS-XLSX] 2.6). A sparkline's sqref is
# one cell and never grows.
_WITH_SQREF = (b"conditionalFormatting", b"dataValidation", b"ignoredError")
_WITH_REF = (b"autoFilter", b"sortState", b"sortCondition")


class Growth(NamedTuple):
    """The data rows of a table before, and its last data row after."""

    first_row: int
    last_row: int
    new_last_row: int
    first_column: int
    last_column: int

    def of(self, area: CellRange) -> CellRange:
        """Where a range that covered the data rows lies now; others stay."""
        covers = area.first_row <= self.first_row and area.last_row == self.last_row
        beside = area.last_column < self.first_column or area.first_column > self.last_column
        return area if not covers or beside else area._replace(last_row=self.new_last_row)

    def of_list(self, ranges: str) -> str:
        """Where ranges separated by blanks (18.18.76 ST_Sqref) lie now, each as ``of`` says."""
        return " ".join(self._of_text(area) for area in ranges.split())

    def _of_text(self, area: str) -> str:
        try:
            known = CellRange.parse(area)
        except ValueError:
            return area  # a whole column or row
        grown = self.of(known)
        return area if grown == known else str(grown)


def grown(data: bytes, growth: Growth) -> bytes:
    """The bytes of a sheet's tail, or of a table part, with their ranges grown."""
    masked = scan.mask(data)
    pieces: list[bytes] = []
    position = 0
    for start, end, new in _changes(data, masked, growth):
        pieces += [data[position:start], new]
        position = end
    pieces.append(data[position:])
    return b"".join(pieces)


def _changes(data: bytes, masked: bytes, growth: Growth) -> Iterator[tuple[int, int, bytes]]:
    parents: list[bytes] = []
    for tag in scan.tags(masked):
        name = tag.name.rpartition(b":")[2]
        if tag.closing:
            if parents:
                parents.pop()
            continue
        if name in _WITH_SQREF:
            yield from _attribute(tag, "sqref", growth.of_list)
        elif name in _WITH_REF:
            yield from _attribute(tag, "ref", growth.of_list)
        elif name == b"sqref" and parents and parents[-1] in _WITH_SQREF and not tag.empty:
            end = masked.find(b"<", tag.end)
            old = scan.character_data(data[tag.end : end])
            new = growth.of_list(old)
            if new != " ".join(old.split()):
                yield tag.end, end, scan.escape_attribute(new)
        if not tag.empty:
            parents.append(name)


def _attribute(
    tag: scan.Tag, name: str, new_value: Callable[[str], str]
) -> Iterator[tuple[int, int, bytes]]:
    old = tag.get(name)
    if old is None or new_value(old) == " ".join(old.split()):
        return
    start = tag.start + 1 + len(tag.name)
    attributes = scan.with_attribute(tag.attributes, name, new_value(old))
    yield start, start + len(tag.attributes), attributes

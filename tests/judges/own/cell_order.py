"""Rows and cells stand in order, once, where their reference says, and inside the sheet; so does
what a cell holds.

Excel repairs the workbook and drops rows or cells, or refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from tests.judges.own.areas import LAST_COLUMN, LAST_ROW, position
from tests.judges.own.package import MAIN, PARTS_KEPT, Package, number

_CHILDREN = [MAIN + name for name in ("f", "v", "is", "extLst")]  # 18.3.1.4, a sequence


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        yield from (f"{sheet}: {bad}" for bad in _sheet(sheet.root))


@lru_cache(PARTS_KEPT)
def _sheet(root: etree._Element) -> list[str]:
    return list(_rows(root))


def _rows(root: etree._Element) -> Iterator[str]:
    before = 0
    for line in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        row = number(line, "r", before + 1)
        if row <= before:
            yield f"row {row} after row {before}"
        if not 1 <= row <= LAST_ROW:
            yield f"row {row} is no row of a sheet"
        before = row
        yield from _cells(line, row)


def _cells(line: etree._Element, row: int) -> Iterator[str]:
    before = 0
    for cell in line.iterfind(f"{MAIN}c"):
        reference = cell.get("r")
        at = (row, before + 1) if reference is None else position(reference)
        if at is None:
            yield f"{reference!r} is no cell"
            continue
        if at[0] != row:
            yield f"{reference} in row {row}"
        if at[1] <= before:
            yield f"{reference} does not come after the cell before it"
        if at[1] > LAST_COLUMN:
            yield f"{reference} is beyond the last column"
        before = at[1]
        held = [_CHILDREN.index(child.tag) for child in cell if child.tag in _CHILDREN]
        if held != sorted(set(held)):
            yield f"{reference} holds its formula and its value twice, or in the wrong order"

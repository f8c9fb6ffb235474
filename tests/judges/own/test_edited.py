"""Rows inserted, deleted and moved in workbooks that Excel saved: the judge finds nothing new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from motxl.ooxml import Sheet, Workbook
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from tests import others
from tests.judges import own

# First and last row of what a sheet holds: the change of its rows
EDITS: dict[str, Callable[[int, int], RowMap]] = {
    "inserted before the first": lambda first, _: RowMap.insert(first, 2, (0, 0)),
    "inserted in the middle": lambda first, last: RowMap.insert((first + last) // 2, 2, (0, 0)),
    "the first deleted": lambda first, _: RowMap.delete(first, 1, (0, 0)),
    "one in the middle deleted": lambda first, last: RowMap.delete((first + last) // 2, 1, (0, 0)),
    "the first moved to the end": lambda first, last: RowMap.move(
        first, 1, last + 1, (first, last)
    ),
}
# Of a row that is gone, the strings stay, and are counted: harmless to Excel. A name of it that
# nothing uses becomes an error, as Excel writes it too.
LEFT = re.compile(r"shared_strings: (no cell uses|count is)|defined_names: .* leads to .*#REF!$")


def edited(path: Path, place: int, change: Callable[[int, int], RowMap]) -> bytes | None:
    """The workbook with the rows of one sheet changed; ``None`` where that is refused."""
    workbook = Workbook.open(path)
    sheet: Sheet = workbook.sheets[place]
    if not sheet.is_worksheet or sheet.extent is None:
        return None
    try:
        rows = change(sheet.extent.first_row, sheet.extent.last_row)
        RowShift(workbook, sheet.opened, rows).apply()
    except CellRefusedError:
        return None
    return workbook.to_bytes()


@cache
def found(path: Path) -> Counter[str]:
    """In a workbook as it is; its edits are tried one after the other, and it is judged once."""
    return Counter(str(one) for one in own.findings(path))


@others.needed
@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("path", others.each())
def test_nothing_new_is_found(path: Path, edit: str) -> None:
    before = found(path)
    for place in range(len(Workbook.open(path).sheets)):
        data = edited(path, place, EDITS[edit])
        if data is not None:
            after = Counter(str(one) for one in own.findings(path, data))
            assert [one for one in after - before if not LEFT.match(one)] == []

"""The widths of columns stand in order, each column once.

Excel repairs the workbook ("Repaired Records: Column information from /xl/worksheets/…") or
refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import LAST_COLUMN
from tests.judges.own.package import MAIN, Package, number


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        before = 0
        holders = sheet.root.findall(f"{MAIN}cols")
        if any(len(holder) == 0 for holder in holders):
            yield f"{sheet}: a list of columns without a column"
        for column in sheet.root.iterfind(f"{MAIN}cols/{MAIN}col"):
            first, last = number(column, "min", 0), number(column, "max", 0)
            if not 1 <= first <= last <= LAST_COLUMN:
                yield f"{sheet}: columns {first} to {last}"
            if first <= before:
                yield f"{sheet}: column {first} after column {before}"
            before = last

"""No merged cells inside a table.

Excel has no merged cells in tables; it repairs the workbook and unmerges or drops the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import area
from tests.judges.own.package import MAIN, Package


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for merge in sheet.root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
            merged = area(merge.get("ref", ""))
            for table in sheet.tables:
                if merged and table.area and merged.overlaps(table.area):
                    yield f"{sheet}: merged cells {merged} in table {table.name}"

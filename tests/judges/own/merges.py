"""Merged areas share no cell and are more than one cell.

Excel repairs the workbook and unmerges the cells of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import area, overlapping
from tests.judges.own.package import MAIN, Package


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        merged = []
        for merge in sheet.root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"):
            found = area(merge.get("ref", ""))
            if found is None or found.height * found.width == 1:
                yield f"{sheet}: {merge.get('ref')!r} merges nothing"
            else:
                merged.append((str(found), found))
        for one, other in overlapping(merged):
            yield f"{sheet}: the merged cells {one} and {other} overlap"

"""The extent that a sheet declares holds its cells (ECMA-376 part 1, 18.3.1.35).

Excel works it out anew. Programs that read rows as they come believe it, openpyxl's read-only mode
among them: to them what lies beyond is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import Area, area
from tests.judges.own.package import MAIN, Package


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        declared = sheet.root.find(f"{MAIN}dimension")
        if declared is None or (extent := area(declared.get("ref", ""))) is None:
            continue
        for cell in sheet.cells:
            if len(cell.element) and not extent.holds(
                Area(cell.row, cell.column, cell.row, cell.column)
            ):
                yield f"{sheet}: {cell.name} is beyond the declared {declared.get('ref')}"
                break

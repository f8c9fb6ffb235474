"""A cell of shared text has the index of its text.

Excel refuses the workbook, or repairs it and drops the cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for cell in sheet.cells:
            value = cell.element.findtext(f"{MAIN}v") or ""
            if cell.element.get("t") == "s" and not value.strip():
                yield f"{sheet}, {cell.name}: a shared string without its index"

"""Two tables, or a table and a pivot table, share no cell.

Excel cannot make such a sheet; it repairs a workbook that has one and drops a table.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import area, overlapping
from tests.judges.own.package import MAIN, Package


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        named = [(f"table {table.name}", found) for table in sheet.tables if (found := table.area)]
        for pivot in sheet.pivots:
            location = pivot.root.find(f"{MAIN}location")
            found = None if location is None else area(location.get("ref", ""))
            if found:
                named.append((f"pivot table {pivot.root.get('name')}", found))
        for one, other in overlapping(named):
            yield f"{sheet}: {one} and {other} overlap"

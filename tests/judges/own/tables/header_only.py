"""A table has at least one data row between its header and its totals.

Excel repairs the workbook and drops the table ("Repaired Records: Table from /xl/tables/…").
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import Package


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for table in sheet.tables:
            area = table.area
            if area is None:
                yield f"{table.part}: no range in ref={table.root.get('ref')!r}"
            elif area.height <= table.header_rows + table.total_rows:
                yield f"{table.part}: table {table.name} ({area}) has no data row"

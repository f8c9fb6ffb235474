"""The filter of a table covers its header and its data, neither less to the side nor more.

Excel repairs the workbook and drops the filter or the table. Totals are not filtered.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import area
from tests.judges.own.package import MAIN, Package, number


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for table in sheet.tables:
            found = table.root.find(f"{MAIN}autoFilter")
            whole = table.area
            if found is None or whole is None:
                continue
            where = f"{table.part}: table {table.name} ({whole})"
            filtered = area(found.get("ref", ""))
            if filtered is None:
                yield f"{where} has a filter without a range"
                continue
            if not table.header_rows:
                yield f"{where} has a filter and no header"
            data = whole._replace(bottom=whole.bottom - table.total_rows)
            if not data.holds(filtered):
                yield f"{where} has its filter at {filtered}, outside of header and data"
            elif (filtered.top, filtered.left, filtered.right) != (data.top, data.left, data.right):
                yield f"{where} has its filter at {filtered}, which does not start at its header"
            for column in found.iterfind(f"{MAIN}filterColumn"):
                if number(column, "colId", 0) >= filtered.width:
                    yield f"{where} filters its column {column.get('colId')}, counted from 0"

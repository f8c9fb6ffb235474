"""Every table of a workbook has an id and a name of its own, and a name that a formula can say.

Excel repairs the workbook and drops or renames the table; two tables with one id can make it
refuse the workbook. Names have no case, and share one room with the defined names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.names import complaint
from tests.judges.own.package import Package


def check(package: Package) -> Iterator[str]:
    tables = [table for sheet in package.worksheets for table in sheet.tables]
    for identifier, times in Counter(table.root.get("id") for table in tables).items():
        if times > 1:
            yield f"{times} tables have the id {identifier}"
    for attribute in ("displayName", "name"):
        names = (table.root.get(attribute) for table in tables)
        for name, times in Counter(name.casefold() for name in names if name).items():
            if times > 1:
                yield f"{times} tables have the {attribute} {name!r}"
    # One of a sheet clashes too (rust_xlsxwriter 189).
    defined = {name.get("name", "").casefold() for name in package.defined_names}
    for table in tables:
        if table.name.casefold() in defined:
            yield f"{table.part}: {table.name!r} is a defined name too"
        if why := complaint(table.name):
            yield f"{table.part}: the name {table.name!r} {why}"
    for part, times in Counter(table.part for table in tables).items():
        if times > 1:
            yield f"{part} belongs to {times} sheets"

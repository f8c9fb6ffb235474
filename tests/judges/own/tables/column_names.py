"""The columns of a table are its header cells: as many, the same words, each word once.

Excel repairs the workbook when a ``tableColumn`` differs from its cell, when two names are equal
but for their case, or when there are more or fewer than the range is wide. A line break is
``_x000a_`` in the name, since XML turns a bare one into a space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.areas import Area, cell_name
from tests.judges.own.package import MAIN, Package, Sheet, Table, decoded, number


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for table in sheet.tables:
            area = table.area
            if area is None:
                continue
            columns = table.root.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
            names = [decoded(column.get("name", "")) for column in columns]
            where = f"{table.part}: table {table.name}"
            holder = table.root.find(f"{MAIN}tableColumns")
            told = len(names) if holder is None else number(holder, "count", len(names))
            if told != len(names):
                yield f"{where} counts {told} columns and names {len(names)}"
            if len(names) != area.width:
                yield f"{where} names {len(names)} columns, its range {area} has {area.width}"
            for name, times in Counter(name.casefold() for name in names).items():
                if times > 1:
                    yield f"{where} has {times} columns named {name!r}"
            for identifier, times in Counter(column.get("id") for column in columns).items():
                if times > 1:
                    yield f"{where} has {times} columns with the id {identifier}"
            if table.header_rows:
                for difference in _differences(package, sheet, table, area, names):
                    yield f"{where}: {difference}"


def _differences(
    package: Package, sheet: Sheet, table: Table, area: Area, names: list[str]
) -> Iterator[str]:
    row = area.top + table.header_rows - 1
    cells = {cell.column: cell for cell in sheet.cells if cell.row == row}
    for column, name in enumerate(names, start=area.left):
        where = f"{cell_name(row, column)} in {sheet}"
        if column not in cells:
            yield f"the header cell {where} of the column {name!r} is missing"
        elif cells[column].element.get("t") not in {"s", "str", "inlineStr"}:
            yield f"the header cell {where} of the column {name!r} is no text"
        elif (text := package.text(cells[column])) != name:
            yield f"the header cell {where} says {text!r}, the column {name!r}"

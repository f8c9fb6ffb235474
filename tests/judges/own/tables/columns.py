"""The columns of a table say of its totals what the sheet says, and no more than Excel takes.

Excel repairs the workbook ("Repaired Records: Table from /xl/tables/table1.xml") when the label of
a total differs from its cell, when totals are shown that are not there, or when a name is over 255
characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.areas import Area, cell_name
from tests.judges.own.package import MAIN, Package, Sheet, Table, decoded, flag, length

_NAME = 255


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        for table in sheet.tables:
            where = f"{table.part}: table {table.name}"
            yield from (f"{where}: {bad}" for bad in _table(package, sheet, table))


def _table(package: Package, sheet: Sheet, table: Table) -> Iterator[str]:
    columns = table.root.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
    for column in columns:
        name = decoded(column.get("name", ""))
        if length(name) > _NAME:
            yield f"the column {name[:30]!r}… has {length(name)} characters, Excel takes {_NAME}"
        function = column.get("totalsRowFunction", "none")
        if (column.find(f"{MAIN}totalsRowFormula") is not None) != (function == "custom"):
            yield f"the column {name!r} has the total {function!r}, and a formula does not fit it"
        if function != "none" and column.get("totalsRowLabel"):
            yield f"the column {name!r} has a total and a label for it"
    if table.total_rows and not flag(table.root, "totalsRowShown", default=True):
        yield "it has totals, and says that they are not shown"
    if table.total_rows and table.area:
        yield from _totals(package, sheet, table, table.area)


def _totals(package: Package, sheet: Sheet, table: Table, area: Area) -> Iterator[str]:
    cells = {cell.column: cell for cell in sheet.cells if cell.row == area.bottom}
    columns = table.root.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
    for number, column in enumerate(columns, start=area.left):
        where = f"{cell_name(area.bottom, number)} in {sheet}"
        label = column.get("totalsRowLabel")
        cell = cells.get(number)
        if label is not None:
            text = package.text(cell) if cell else ""
            if text != decoded(label):
                yield f"the total {where} says {text!r}, and its label is {label!r}"
        elif column.get("totalsRowFunction", "none") != "none" and (
            cell is None or cell.element.find(f"{MAIN}f") is None
        ):
            yield f"the total {where} has no formula"

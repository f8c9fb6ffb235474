"""Heights of table rows whose texts wrap: not every program works them out by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from motxl.a1 import MAX_ROW
from motxl.ooxml import Table, Workbook
from motxl.ooxml.cells.cells import Cell
from motxl.programme.model import LABEL, TYPE
from motxl.programme.scheme import MOT
from motxl.template.heights import label_height, wrapped_height
from motxl.template.layout import NIVEAUX, PROGRAMME, NiveauColumn

_AIR = 7.0
"""Points above and below the text of a row: one line stands in 20 points, as its style puts it in
the middle"""


def fit_rows(table: Table, first: int = 1, last: int = MAX_ROW) -> None:
    """Store the heights that the rows ``first`` to ``last`` of a table need, so that all of each
    text is shown and rows are apart. A height that was set by hand stays."""
    sheet, area = table.sheet, table.ref
    first, last = max(first, table.first_data_row), min(last, table.last_data_row)
    columns = range(area.first_column, area.last_column + 1)
    widths = {column: sheet.part.column_width(column) for column in columns}
    heights = dict.fromkeys(range(first, last + 1), wrapped_height("", 1))
    for cell in sheet.cells(widths, first, last):
        if cell.kind == "text":
            needed = wrapped_height(cell.text or "", widths[cell.column])
            heights[cell.row] = max(heights[cell.row], needed)
    for row, height in heights.items():
        sheet.fit_row(row, height + _AIR)


def fit_programme(workbook: Workbook, rows: Collection[int] | None = None) -> None:
    """Each of the rows of the programme, or all of them, as high as its label, or as a cell beside
    it that needs more. A height that was set by hand stays."""
    table = workbook.find_table(PROGRAMME.name)
    label_at, type_at = (table.find_column(name) if table else None for name in (LABEL, TYPE))
    if table is None or label_at is None or type_at is None:
        return
    sheet, area, looks = table.sheet, table.ref, looks_of_types(workbook)
    columns = range(area.first_column, area.last_column + 1)
    cells = [cell for cell in _cells(table, columns, rows) if cell.kind == "text" and cell.text]
    types = {cell.row: looks.get(cell.text or "") for cell in cells if cell.column == type_at}
    heights: dict[int, float] = {}
    for cell in cells:
        if cell.column == label_at:
            needed = label_height(cell.text or "", types.get(cell.row))
        else:
            needed = wrapped_height(cell.text or "", sheet.part.column_width(cell.column))
        heights[cell.row] = max(heights.get(cell.row, _USUAL), needed)
    for row, height in heights.items():
        sheet.fit_row(row, height)


def looks_of_types(workbook: Workbook) -> Mapping[str, str]:
    """For each value of Type in the workbook the one of ours whose look its rows have: that of its
    level, however called."""
    levels = workbook.find_table(NIVEAUX.name)
    if levels is None:
        return {level.name: level.name for level in MOT.levels}
    names = [str(row.get(NiveauColumn.NOM) or "").strip() for row in levels.rows]
    leaf = str(levels.rows[-1].get(NiveauColumn.NUMEROTATION) or "").strip() == "—"
    return dict(
        zip(names[:-1] if leaf else names, (one.name for one in MOT.headings), strict=False)
    )


def _cells(table: Table, columns: range, rows: Collection[int] | None) -> Iterable[Cell]:
    first, last = table.first_data_row, table.last_data_row
    if rows is None or len(rows) > _MANY:
        cells = table.sheet.cells(columns, first, last)
        yield from (cell for cell in cells if rows is None or cell.row in rows)
        return
    for row in rows:
        if first <= row <= last:
            yield from table.sheet.cells(columns, row, row)


_USUAL = 15.0
"""Points of a row of which nothing is said, in the default font"""
_MANY = 1000
"""Of more rows than so many, it takes longer to look each one up than to go through all"""

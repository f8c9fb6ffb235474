"""Heights of table rows whose texts wrap: not every program works them out by itself."""

from __future__ import annotations

from motxl.a1 import MAX_ROW
from motxl.ooxml import Table
from motxl.template.heights import wrapped_height

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

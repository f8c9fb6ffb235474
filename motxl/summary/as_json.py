"""The numbers of Synthèse as JSON."""

from __future__ import annotations

from typing import Any

from motxl.i18n import called, in_cell
from motxl.ooxml.pivots.crosstab import Place
from motxl.summary.summary import BandTable, Summary

VERSION = 1
"""Changes when a field does"""


def as_data(summary: Summary, path: str) -> dict[str, Any]:
    """One object per pivot table: its items, and a number for each; null where nothing counts."""
    programme = summary.programme
    return {
        "version": VERSION,
        "workbook": path,
        "programme": {
            "year": programme.year,
            "date": programme.date.isoformat() if programme.date else None,
            "entries": len(programme.entries),
        },
        "tables": [_table(table) for table in summary.tables],
    }


def _table(table: BandTable) -> dict[str, Any]:
    crosstab, layout, grid = table.crosstab, table.crosstab.layout, table.grid
    of = crosstab.source.table

    def items(names: tuple[str, ...], place: Place) -> list[Any]:
        shown = ((name, crosstab.label(name, one)) for name, one in zip(names, place, strict=True))
        return [in_cell(one, of, name) if isinstance(one, str) else one for name, one in shown]

    def numbers(sums: tuple[float, ...] | None) -> list[float] | None:
        return None if sums is None else [_plain(one) for one in sums]

    columns = [items(layout.columns, place) for place in grid.columns]
    rows: list[dict[str, Any]] = []
    for place in grid.rows:
        row: dict[str, Any] = {
            "items": items(layout.rows, place),
            "values": [numbers(crosstab.cells.get((place, other))) for other in grid.columns],
        }
        if grid.total_column:
            row["total"] = numbers(crosstab.row_totals[place])
        rows.append(row)
    made: dict[str, Any] = {
        "name": layout.name,
        "title": table.band.title,
        "row_fields": list(map(called, layout.rows)),
        "column_fields": list(map(called, layout.columns)),
        "values": [value.caption for value in layout.values],
        "columns": columns,
        "rows": rows,
    }
    if grid.total_row:
        made["totals"] = [numbers(crosstab.column_totals[place]) for place in grid.columns]
        if grid.total_column:
            made["total"] = numbers(crosstab.totals)
    return made


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number

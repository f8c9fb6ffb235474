"""The looks of a pivot table as Excel keeps them over a refresh (18.10.1.35 ``formats``).

The formats of the cells alone are lost then: Excel lays the table's style and these over the new
cells. The forms of the areas are those of workbooks that Excel saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from motxl.ooxml.pivots.shown import Grid, Role

DATA = 0xFFFFFFFE
"""The field of the values where fields are referred to (18.10.1.83): -2 without a sign"""
_LABEL = 'dataOnly="0" labelOnly="1" outline="0"'
_NUMBER = 'outline="0" collapsedLevelsAreSubtotals="1"'


def formats(grid: Grid, looks: Mapping[Role, int]) -> bytes:
    """``looks`` are differential formats by their indices; of two that meet, the later one wins."""
    made = [
        f'<format dxfId="{looks[role]}">{area}</format>'
        for role, area in _areas(grid)
        if role in looks
    ]
    return f'<formats count="{len(made)}">{"".join(made)}</formats>'.encode() if made else b""


def _areas(grid: Grid) -> Iterator[tuple[Role, str]]:
    layout, source = grid.layout, grid.crosstab.source
    rows = [source.index(name) for name in layout.rows]
    columns = [source.index(name) for name in layout.columns]
    filters = [source.index(name) for name in layout.filters]
    yield Role.LABEL, _area('type="all" dataOnly="0" outline="0"')
    yield Role.NUMBER, _area(_NUMBER)
    for place, field in enumerate(filters):
        yield Role.LABEL, _button(field, "axisPage", place)
    for field in (*filters, *rows):
        yield Role.LABEL, _labels(field)
    for field in columns:
        yield Role.VALUE_HEADER, _labels(field)
    if grid.several:
        yield Role.VALUE_HEADER, _labels(DATA, range(len(layout.values)))
    elif not columns:
        yield Role.VALUE_HEADER, _area(f'{_LABEL} axis="axisValues"')
    if columns:
        yield Role.HEADER, _area(f'type="origin" {_LABEL}')
        yield Role.HEADER, _area(f'type="topRight" {_LABEL}')
    for place, field in enumerate(rows):
        yield Role.HEADER, _button(field, "axisRow", place)
    for place, field in enumerate(columns):
        yield Role.HEADER, _button(field, "axisCol", place)
    if grid.several and columns:
        yield Role.HEADER, _button(-2, "axisCol", len(columns))
    if grid.total_column:
        yield Role.VALUE_HEADER, _area('dataOnly="0" labelOnly="1" grandCol="1" outline="0"')
        yield Role.TOTAL, _area(f'grandCol="1" {_NUMBER}')
    if grid.total_row:
        yield Role.TOTAL_LABEL, _area('dataOnly="0" labelOnly="1" grandRow="1" outline="0"')
        yield Role.TOTAL, _area(f'grandRow="1" {_NUMBER}')


def _area(about: str, place: int = 0, references: str = "") -> str:
    """``pivotArea`` (18.10.1.67)."""
    tail = f"><references{references}</references></pivotArea>" if references else "/>"
    return f'<pivotArea {about} fieldPosition="{place}"{tail}'


def _button(field: int, axis: str, place: int) -> str:
    """The cell that names a field."""
    return _area(f'field="{field}" type="button" {_LABEL} axis="{axis}"', place)


def _labels(field: int, items: range = range(0)) -> str:
    """The cells that name some items of a field; without any, all of them, new ones too."""
    each = "".join(f'<x v="{item}"/>' for item in items)
    reference = f'<reference field="{field}" count="{len(items)}"'
    reference += f">{each}</reference>" if each else "/>"
    return _area(_LABEL, references=f' count="1">{reference}')

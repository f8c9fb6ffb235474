"""Synthèse as a page of its own: the same tables and charts, nothing fetched from anywhere."""

from __future__ import annotations

from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from motxl.controls import shown
from motxl.i18n import called, in_cell
from motxl.ooxml.pivots.shown import Grid, Role, Shown
from motxl.ooxml.values import Value
from motxl.summary.charts import categories, colour_of
from motxl.summary.summary import BandTable, Summary
from motxl.summary.texts import SummaryTexts


class PageCell(NamedTuple):
    text: str
    role: str
    span: int = 1
    heat: float = 0
    """From 0 to 1"""

    @property
    def is_number(self) -> bool:
        return self.role in {Role.NUMBER.value, Role.TOTAL.value, Role.VALUE_HEADER.value}


class Bar(NamedTuple):
    width: float
    """In per cent of what is the longest row of bars"""
    number: str
    colour: str
    dark: bool
    title: str


class Category(NamedTuple):
    name: str
    bars: list[Bar]


class Drawing(NamedTuple):
    title: str
    unit: str
    legend: list[tuple[str, str]]
    categories: list[Category]


class Section(NamedTuple):
    title: str
    note: str
    rows: list[list[PageCell]]
    drawing: Drawing | None


def page(summary: Summary) -> str:
    """The whole page as HTML."""
    environment = Environment(
        loader=PackageLoader("motxl.summary", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    programme = summary.programme
    day, texts = programme.date, summary.texts
    html = environment.get_template("page.html.j2").render(
        texts=texts,
        title=texts.title_of(programme.year),
        version=texts.version(day) if day else "",
        sections=[_section(table, texts) for table in summary.tables],
    )
    return shown(html)


def _section(table: BandTable, texts: SummaryTexts) -> Section:
    grid = table.grid
    drawing = _drawing(table, grid, texts) if table.band.chart else None
    return Section(table.band.title, table.band.note, _rows(table, grid, texts), drawing)


def _rows(table: BandTable, grid: Grid, texts: SummaryTexts) -> list[list[PageCell]]:
    """The cells that the pivot table shows, without its filters."""
    highest = max((sums[0] for sums in grid.crosstab.cells.values()), default=0)
    rows: list[list[PageCell]] = [[] for _row in range(grid.height)]
    for cell in grid.cells():
        if cell.row < 0:
            continue
        heat = 0.0
        if table.content.heat and cell.role is Role.NUMBER and isinstance(cell.value, (int, float)):
            heat = cell.value / highest if highest else 0
        rows[cell.row].append(
            PageCell(text_of(_written(cell, grid), texts), cell.role.value, heat=round(heat, 2))
        )
    return rows


def _written(cell: Shown, grid: Grid) -> Value:
    """What a cell shows, as the workbook that is spoken of writes it: a name, or an item."""
    if not isinstance(cell.value, str):
        return cell.value
    is_header = cell.row < grid.header_rows
    if is_header and (cell.row == 0 or cell.column < grid.label_columns):
        return called(cell.value)
    fields = grid.layout.columns if is_header else grid.layout.rows
    level = cell.row - 1 if is_header else cell.column
    return _item(grid, fields[level], cell.value) if level < len(fields) else cell.value


def _item(grid: Grid, field: str, item: Value) -> Value:
    return in_cell(item, grid.crosstab.source.table, field) if isinstance(item, str) else item


def _drawing(table: BandTable, grid: Grid, texts: SummaryTexts) -> Drawing:
    crosstab, layout = grid.crosstab, grid.layout
    highest = max((crosstab.row_totals[place][0] for place in grid.rows), default=0) or 1
    names = [
        " ".join(
            text_of(_item(grid, n, crosstab.label(n, one)), texts)
            for n, one in zip(layout.columns, place, strict=True)
        )
        for place in grid.columns
    ]
    drawn = []
    called_so = (str(_item(grid, layout.rows[-1], name)) for name in categories(grid))
    for name, place in zip(called_so, grid.rows, strict=True):
        bars = []
        for index, other in enumerate(grid.columns):
            sums = crosstab.cells.get((place, other))
            if not sums or sums[0] <= 0:
                continue
            colour, light = colour_of(grid, index)
            width = round(sums[0] / highest * 100, 1)
            number = text_of(sums[0], texts)
            title = texts.of_bar(name, names[index], number)
            bars.append(Bar(width, number, f"#{colour}", light, title))
        drawn.append(Category(name, bars))
    legend = [(name, f"#{colour_of(grid, index)[0]}") for index, name in enumerate(names)]
    return Drawing(table.band.title, table.content.unit, legend, drawn)


def text_of(value: Value, texts: SummaryTexts) -> str:
    """A cell as a reader of the language writes it."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    if isinstance(value, float):
        return texts.decimal(value)
    return str(value)

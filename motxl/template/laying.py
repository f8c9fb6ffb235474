"""Laying a table on a sheet, with its styles, widths and drop-downs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from motxl.template.layout import ColumnList, DropDown, Style, TableLayout, style_of
from motxl.template.texts import Say

HEADER_HEIGHT = 30
TITLE_HEIGHT = 27

LaidValue = str | int | date | None


class LaidTable(NamedTuple):
    """Where a table was laid: rows and columns are 1-based."""

    layout: TableLayout
    header_row: int
    first_column: int
    last_row: int

    @property
    def first_row(self) -> int:
        return self.header_row + 1

    @property
    def last_column(self) -> int:
        return self.first_column + len(self.layout.columns) - 1

    def letter(self, column: str) -> str:
        return get_column_letter(self.first_column + self.layout.columns.index(column))

    def cells(self, first: str, last: str | None = None) -> str:
        """The data cells of a column, or of several that stand together, as an A1 range."""
        start = f"{self.letter(first)}{self.first_row}"
        end = f"{self.letter(last or first)}{self.last_row}"
        return start if start == end else f"{start}:{end}"


def put_table(
    sheet: Worksheet,
    layout: TableLayout,
    header_row: int,
    first_column: int = 1,
    rows: Sequence[Sequence[LaidValue]] = (),
) -> LaidTable:
    """Write header and rows (one blank row when there are none) and make the table of them.

    A table without a data row would be repaired by Excel, so that there is always one.
    """
    width = len(layout.columns)
    rows = rows or [(None,) * width]
    for offset, name in enumerate(layout.columns):
        header = sheet.cell(header_row, first_column + offset, name)
        header.style = Style.EN_TETE
        for below, values in enumerate(rows, 1):
            cell = sheet.cell(header_row + below, first_column + offset, values[offset])
            cell.style = style_of(layout, name)
    sheet.row_dimensions[header_row].height = HEADER_HEIGHT
    place = LaidTable(layout, header_row, first_column, header_row + len(rows))
    last = f"{get_column_letter(place.last_column)}{place.last_row}"
    table = Table(
        name=layout.name,
        displayName=layout.name,
        ref=f"{get_column_letter(first_column)}{header_row}:{last}",
    )
    # The lines come from the cell styles, which every application shows.
    table.tableStyleInfo = TableStyleInfo(
        name="TableStyleLight1", showFirstColumn=False, showRowStripes=False
    )
    sheet.add_table(table)
    return place


def set_widths(sheet: Worksheet, place: LaidTable, widths: Sequence[float]) -> None:
    for offset, width in enumerate(widths):
        letter = get_column_letter(place.first_column + offset)
        sheet.column_dimensions[letter].width = width


def add_drop_downs(
    sheet: Worksheet,
    place: LaidTable,
    say: Say,
    lists: Mapping[str, DropDown | ColumnList],
    blocking: frozenset[str] = frozenset(),
) -> None:
    """Drop-downs of columns. Validations name their list: structured references are not allowed."""
    for column, source in lists.items():
        if column not in place.layout.columns:
            continue
        validation = DataValidation(
            type="list",
            formula1=source.name,
            allow_blank=True,
            showErrorMessage=column in blocking,
            showInputMessage=True,
            sqref=place.cells(column),
        )
        if column in blocking:
            validation.errorStyle = "stop"
            validation.errorTitle = say(column)
            validation.error = say(
                "Choose a value from the list, or leave the cell blank. The lists are in the "
                "sheet Paramètres."
            )
        sheet.add_data_validation(validation)


def name_cell(workbook: Workbook, sheet: Worksheet, name: str, cell: str) -> None:
    column, row = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    title = sheet.title.replace("'", "''")
    reference = f"'{title}'!${column}${row}"
    workbook.defined_names[name] = DefinedName(name, attr_text=reference)


def name_column(workbook: Workbook, source: DropDown | ColumnList) -> None:
    """A defined name that grows with the table's column."""
    workbook.defined_names[source.name] = DefinedName(
        source.name, attr_text=f"{source.table}[{source.column}]"
    )


def set_page(
    sheet: Worksheet,
    say: Say,
    organisation: str,
    *,
    portrait: bool = False,
    titles: str | None = None,
) -> None:
    """A4, one page wide, as many long as it takes; ``titles`` are rows to repeat (``1:2``)."""
    page = sheet.page_setup
    page.paperSize = 9  # A4, ECMA-376 part 1, 18.3.1.63
    page.orientation = "portrait" if portrait else "landscape"
    page.fitToWidth, page.fitToHeight = 1, 0
    properties = sheet.sheet_properties.pageSetUpPr
    assert properties is not None
    properties.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.7, 0.7
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    for part, text in (
        (sheet.oddHeader, organisation.replace("&", "&&")),
        (sheet.oddFooter, say("Page &P of &N")),
    ):
        assert part is not None
        if text:
            part.center.text, part.center.size = text, 9
    if titles:
        sheet.print_title_rows = titles

"""Where the programme stands in a workbook: sheet, columns, rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.a1 import MAX_COLUMN, CellRange, column_number
from motxl.errors import MotxlError, UsageError
from motxl.i18n import _, called
from motxl.programme.cellvalue import CellValue
from motxl.programme.codeplace import CodePlace
from motxl.programme.model import AXE, LABEL
from motxl.programme.rows import TITLE, is_header
from motxl.template.layout import PROGRAMME
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableTable, ReadableWorkbook
    from motxl.book.reading.values import Values

HEADER_SEARCH_ROWS = 200
"""A header row further down than this is not looked for"""


class NoProgrammeError(MotxlError):
    """A workbook in which no programme is found."""


class Location(NamedTuple):
    """Where the rows of a programme stand. Rows and columns are 1-based."""

    sheet: str
    columns: Mapping[str, int]
    first_row: int
    last_row: int | None
    """``None``: to the end of the sheet"""
    table: str | None = None
    header_row: int | None = None
    """The row of the titles of columns; of two, the lower one"""
    upper_header_row: int | None = None
    """The row above it whose titles hold where the lower one has none"""
    skipped: frozenset[int] = frozenset()
    """Rows between the first and the last that are none of the programme's"""
    code_place: CodePlace = CodePlace.COLUMN
    code_columns: tuple[int, ...] = ()
    """Those of the levels, top first, where each has its own"""

    def skips(self, area: CellRange) -> bool:
        """Whether merged cells stand in rows that are none of the programme's, or in a list of
        another house hide none of its cells."""
        rows = range(area.first_row, area.last_row + 1)
        held = [c for c in self.columns.values() if area.first_column <= c <= area.last_column]
        hides_none = self.table is None and (not held or (len(rows) == 1 and len(held) < 2))
        return hides_none or self.skipped.issuperset(rows)


def locate(
    workbook: ReadableWorkbook, values: Values, sheet: str | None, columns: str | None
) -> Location:
    """Where a workbook has its programme: on the sheet and in the columns that were asked for, in
    ``tblProgramme``, or under a header row. Raises ``NoProgrammeError`` where it is nowhere,
    ``UsageError`` where the sheet is not there."""
    names = [one.name for one in workbook.sheets]
    if sheet is not None:
        wanted = next((name for name in names if normalise(name) == normalise(sheet)), None)
        if wanted is None:
            raise UsageError(
                _("{path} has no sheet “{sheet}”; its sheets are: {names}.").format(
                    path=workbook.label, sheet=sheet, names=", ".join(map(called, names))
                )
            )
        names = [wanted]
    if columns is not None and names:
        return _with_columns(names, parse_columns(columns), workbook)
    table = workbook.find_table(PROGRAMME.name)
    if table is not None and table.sheet.name in names:
        return _in_table(table)
    for name in names:
        place = header_in(name, values.rows(name))
        if place is not None:
            return place
    raise NoProgrammeError(
        _(
            "No programme was found in {path}: the workbook has neither a table tblProgramme "
            "nor a header row with “Axe” and “Programme de travail”. Indicate where the "
            "programme is with --sheet NAME --columns A,B."
        ).format(path=workbook.label)
    )


def _with_columns(
    names: Sequence[str], columns: dict[str, int], workbook: ReadableWorkbook
) -> Location:
    if len(names) > 1:
        table = workbook.find_table(PROGRAMME.name)
        name = table.sheet.name if table is not None else names[0]
    else:
        name = names[0]
    return Location(name, columns, 1, None)


def _in_table(table: ReadableTable) -> Location:
    first_column = table.ref.first_column
    return Location(
        table.sheet.name,
        columns_of(table.columns, first_column),
        table.first_data_row,
        table.last_data_row,
        table=table.name,
        header_row=table.header_row,
    )


def parse_columns(text: str) -> dict[str, int]:
    """``--columns``: ``A,B`` is the code's and the label's column, ``B`` the label's alone."""
    letters = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    numbers = [
        column_number(part) if part.isascii() and part.isalpha() and len(part) <= 3 else 0
        for part in letters
    ]
    if len(letters) not in {1, 2} or not all(1 <= number <= MAX_COLUMN for number in numbers):
        raise UsageError(
            _(
                "--columns accepts one or two column letters, such as B or A,B, but not “{text}”."
            ).format(text=text)
        )
    if len(numbers) == 1:
        return {LABEL: numbers[0]}
    if numbers[0] == numbers[1]:
        raise UsageError(_("--columns needs two different columns."))
    return {AXE: numbers[0], LABEL: numbers[1]}


def columns_of(headers: Sequence[str], first_column: int) -> dict[str, int]:
    """The columns of the programme's table by their names in the design.

    Names are compared normalised; the label's column may also bear the programme's whole title.
    """
    known = {normalise(name): name for name in PROGRAMME.columns}
    found: dict[str, int] = {}
    for number, header in enumerate(PROGRAMME.renamed(headers), first_column):
        key = normalise(header)
        name = known.get(key) or (LABEL if key.startswith(TITLE) else None)
        if name is not None:
            found.setdefault(name, number)
    return found


def header_in(
    sheet: str, rows: Sequence[Sequence[CellValue]], first_row: int = 1
) -> Location | None:
    """The header row that holds ``Axe`` and a programme's title, and the columns under it."""
    for number, values in enumerate(rows[:HEADER_SEARCH_ROWS], first_row):
        texts = [value if isinstance(value, str) else "" for value in values]
        for code_at, code in enumerate(texts):
            if normalise(code) != "axe":
                continue
            for label_at, label in enumerate(texts):
                if label_at != code_at and is_header(code, label):
                    columns = {
                        name: column
                        for name, column in columns_of(texts, 1).items()
                        if name not in {AXE, LABEL}
                    }
                    columns |= {AXE: code_at + 1, LABEL: label_at + 1}
                    return Location(sheet, columns, number + 1, None, header_row=number)
    return None

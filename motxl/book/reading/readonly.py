"""Workbooks that are read and never edited: .ods, by their values alone.

Nothing is known of colours, and there are no Excel tables: the tables of the design are found by
the name of their sheet and their header row.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from motxl.a1 import CellRange
from motxl.book.reading import opendocument
from motxl.book.reading.locate import HEADER_SEARCH_ROWS
from motxl.book.reading.values import Values, cell_values
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.ooxml import TextCell
from motxl.ooxml.opc import opening
from motxl.programme.cellvalue import CellValue
from motxl.template import layout
from motxl.template.words import TABLE as WORDS
from motxl.text.normalise import normalise


class ReadOnlySheet(NamedTuple):
    name: str
    merged_ranges: tuple[CellRange, ...]
    hyperlink_ranges: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    state: str = "visible"
    valueless: tuple[CellRange, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    formulas: tuple[CellRange, ...] = ()
    """Cells that are computed: no rule asks for them, and the reader of answers does"""

    def runs(
        self, _columns: Collection[int], _first: int, _last: int, _left_out: object = None
    ) -> Iterator[TextCell]:
        return iter(())

    def formula_cells(
        self, _columns: Collection[int], _first: int, _last: int
    ) -> list[tuple[int, int]]:
        return []

    def valueless_cells(
        self, columns: Collection[int], first: int, last: int
    ) -> list[tuple[int, int]]:
        return [
            (row, column)
            for area in self.valueless
            for row in range(max(area.first_row, first), min(area.last_row, last) + 1)
            for column in columns
            if area.first_column <= column <= area.last_column
        ]


class HeaderTable(NamedTuple):
    """A table of the design, found by its header row. It goes on to the end of the sheet."""

    name: str
    sheet: ReadOnlySheet
    ref: CellRange
    columns: tuple[str, ...]
    totals: bool = False

    @property
    def header_row(self) -> int:
        return self.ref.first_row

    @property
    def first_data_row(self) -> int:
        return self.ref.first_row + 1

    @property
    def last_data_row(self) -> int:
        return self.ref.last_row


class ReadOnlyWorkbook(Values):
    """The values of a workbook in a format that motxl does not write."""

    date1904 = False
    """Dates are dates in these formats"""

    def __init__(self, data: bytes, label: str, refusal: MotxlError) -> None:
        """``refusal`` is what whoever wants to edit it is told. Raises ``MotxlError`` when it
        cannot be read at all."""
        self.label = label
        self.refusal = refusal
        known = opendocument.check(data, label)
        try:
            self._fast = CalamineWorkbook.from_filelike(io.BytesIO(data))
        except CalamineError:
            raise opendocument.damaged(label) from None
        self.sheets = tuple(
            ReadOnlySheet(
                sheet.name,
                tuple(ranges.merged),
                hidden_rows=frozenset(chain.from_iterable(ranges.hidden)),
                state="visible" if sheet.visible == SheetVisibleEnum.Visible else "hidden",
                valueless=tuple(ranges.valueless),
                formulas=tuple(ranges.formulas),
            )
            for sheet in self._fast.sheets_metadata
            for ranges in (known.get(sheet.name, opendocument.NOTHING),)
        )
        self._rows: dict[str, list[list[CellValue]]] = {}

    @classmethod
    def open(cls, path: Path, refusal: MotxlError) -> ReadOnlyWorkbook:
        return cls(opening.read_bytes(path), str(path), refusal)

    def rows(self, sheet: str) -> list[list[CellValue]]:
        if sheet not in self._rows:
            found = self._fast.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            self._rows[sheet] = cell_values(found)
        return self._rows[sheet]

    def find_sheet(self, name: str) -> ReadOnlySheet | None:
        key = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == key), None)

    @cached_property
    def tables(self) -> Mapping[str, HeaderTable]:
        tables = (self._table(table) for table in layout.TABLES)
        found = {table.name: table for table in tables if table is not None}
        if layout.PROGRAMME.name not in found and self._has_words():
            raise MotxlError(
                _(
                    "{file} has words of its own (the table {table}), which motxl reads in an "
                    ".xlsx or .xlsm file only: save it as .xlsx."
                ).format(file=self.label, table=WORDS)
            )
        return found

    def _has_words(self) -> bool:
        """Whether a sheet holds what only ``tblMots`` does, which is no table in these formats."""
        wanted = layout.PROGRAMME.name
        return any(wanted in row for sheet in self.sheets for row in self.rows(sheet.name))

    def find_table(self, name: str) -> HeaderTable | None:
        return self.tables.get(name)

    def _table(self, design: layout.TableLayout) -> HeaderTable | None:
        """The row that names most of a table's columns, on the sheet of its name: at least half of
        those that every workbook has."""
        key = normalise(design.sheet)
        sheet = next((one for one in self.sheets if normalise(one.name) == key), None)
        if sheet is None:
            return None
        rows = self.rows(sheet.name)
        wanted = {normalise(column) for column in design.columns}
        best: list[int] = []
        header = 0
        for number, row in enumerate(rows[:HEADER_SEARCH_ROWS], 1):
            named = [
                column
                for column, value in enumerate(row, 1)
                if isinstance(value, str) and normalise(value) in wanted
            ]
            named = _of_one_table(row, named)
            if len(named) > len(best):
                best, header = named, number
        if len(best) < max(2, len(design.expected()) // 2):
            return None
        names = [str(value).strip() for value in rows[header - 1]]
        first, last = best[0], best[-1]
        while first > 1 and names[first - 2]:  # a renamed or added column beside it is its own
            first -= 1
        while last < len(names) and names[last]:
            last += 1
        ref = CellRange(header, first, len(rows), last)
        return HeaderTable(design.name, sheet, ref, tuple(names[first - 1 : last]))

    def named_cell(self, _name: str) -> None:
        return None

    def fill_colour(self, _sheet: Any, _row: int, _column: int) -> None:
        return None


def _of_one_table(header: Sequence[object], named: list[int]) -> list[int]:
    """Of the 1-based columns with names of a table those of one table, where a name stands twice:
    several tables may stand side by side, with a blank cell between their headers."""
    names = [normalise(str(header[column - 1])) for column in named]
    if len(set(names)) == len(names):
        return named
    parts: list[list[int]] = []
    for column in named:
        between = header[parts[-1][-1] : column - 1] if parts else ()
        if parts and all(str(value or "").strip() for value in between):
            parts[-1].append(column)
        else:
            parts.append([column])
    return max(parts, key=len)

"""What reading a programme needs of a workbook: one to edit, or one that is only read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol

from motxl.a1 import CellRange
from motxl.ooxml import TextCell


class ReadableSheet(Protocol):
    """A sheet and what is known of its cells beside their values."""

    @property
    def name(self) -> str: ...

    @property
    def state(self) -> str:
        """``visible``, ``hidden`` or ``veryHidden``"""

    @property
    def hyperlink_ranges(self) -> Sequence[CellRange]: ...

    @property
    def links(self) -> Sequence[tuple[str, str]]:
        """Cells with links to places of the same workbook, and these; none where not known."""

    @property
    def merged_ranges(self) -> Sequence[CellRange]: ...

    @property
    def hidden_rows(self) -> Collection[int]: ...

    def formula_cells(
        self, columns: Collection[int], first: int, last: int
    ) -> Sequence[tuple[int, int]]:
        """Row and column of the cells that are computed; none where this is not known."""

    def valueless_cells(
        self, columns: Collection[int], first: int, last: int
    ) -> Sequence[tuple[int, int]]:
        """Row and column of the cells that show an error, and of formulas whose result is not
        stored; none where this is not known."""

    def runs(
        self,
        columns: Collection[int],
        first: int,
        last: int,
        left_out: Callable[[str | None], bool] | None = None,
    ) -> Iterator[TextCell]:
        """The text cells of some columns with the colours of their runs; none where these are
        not known. Texts in the font of their cell alone are left out where ``left_out`` says so
        of its colour."""


class ReadableTable(Protocol):
    """A table of one sheet. Rows and columns are 1-based."""

    @property
    def name(self) -> str: ...

    @property
    def sheet(self) -> ReadableSheet: ...

    @property
    def ref(self) -> CellRange: ...

    @property
    def columns(self) -> Sequence[str]: ...

    @property
    def header_row(self) -> int | None: ...

    @property
    def first_data_row(self) -> int: ...

    @property
    def last_data_row(self) -> int: ...

    @property
    def totals(self) -> bool: ...


class ReadableWorkbook(Protocol):
    """A workbook as the reader sees it."""

    @property
    def label(self) -> str:
        """Its name in messages"""

    @property
    def sheets(self) -> Sequence[ReadableSheet]: ...

    @property
    def tables(self) -> Mapping[str, ReadableTable]: ...

    @property
    def date1904(self) -> bool: ...

    def find_sheet(self, name: str) -> ReadableSheet | None: ...

    def find_table(self, name: str) -> ReadableTable | None: ...

    def named_cell(self, name: str) -> tuple[Any, int, int] | None:
        """The sheet, row and column that a defined name points to."""

    def fill_colour(self, sheet: Any, row: int, column: int) -> str | None:
        """``RRGGBB`` of a cell's fill; ``sheet`` is one of this source's."""


def data_range(table: ReadableTable) -> CellRange:
    """The cells below the header."""
    ref = table.ref
    return CellRange(table.first_data_row, ref.first_column, table.last_data_row, ref.last_column)

"""Values of a workbook's sheets, read fast and for reading only (python-calamine)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from motxl.a1 import CellRange
from motxl.programme.model import CellValue

Record = Mapping[str, CellValue]


class SheetValues:
    """The values of each sheet, as rows of cells from A1 on; a sheet is read when asked for."""

    def __init__(self, data: bytes) -> None:
        self._workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        self._rows: dict[str, list[list[CellValue]]] = {}

    def rows(self, sheet: str) -> list[list[CellValue]]:
        """``rows(…)[2][1]`` is the cell B3. Blank cells are empty texts or missing at the end."""
        if sheet not in self._rows:
            found = self._workbook.get_sheet_by_name(sheet)
            self._rows[sheet] = found.to_python(skip_empty_area=False)  # type: ignore[assignment]
        return self._rows[sheet]

    def records(self, sheet: str, columns: Sequence[str], data: CellRange) -> list[Record]:
        """The rows of a table that hold something, each by column name, in their order."""
        found: list[Record] = []
        for row in self.rows(sheet)[data.first_row - 1 : data.last_row]:
            cells = row[data.first_column - 1 : data.last_column]
            if any(cell not in {"", None} for cell in cells):
                found.append(
                    {
                        name: None if cell == "" else cell
                        for name, cell in zip(columns, cells, strict=False)
                    }
                )
        return found


def as_text(value: CellValue) -> str:
    """A cell as text: whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def as_int(value: CellValue) -> int | None:
    try:
        return int(float(value)) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None


def as_date(value: CellValue) -> date | None:
    """A date cell, or ISO text, or the French 29/01/2025."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    parts = text.split("/")[::-1] if "/" in text else text.split("-")
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None

"""What a cell of the programme's workbook may hold, as the jobs see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

CellValue = str | int | float | bool | date | None

Record = Mapping[str, CellValue]
"""A row of a table, by the names of its columns"""

"""What a cell of the programme's workbook may hold, as the jobs see it."""

from __future__ import annotations

from datetime import date

CellValue = str | int | float | bool | date | None

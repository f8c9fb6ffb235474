"""What the cells of a workbook show: what stands in one is not hidden by standing elsewhere."""

from __future__ import annotations

from functools import cached_property
from html import escape

from motxl.a1 import CellRange
from motxl.inspection.parts import Parts


def folded(text: str) -> str:
    """A text as it is compared: without regard to case, blanks and line breaks."""
    return " ".join(text.replace("_x000a_", " ").replace("_x000D_", " ").split()).casefold()


class ShownCells:
    """Texts and numbers in cells. They are only read when a text is not found at once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.words = parts.words

    def has(self, text: str) -> bool:
        """Whether a text, or a number, is the whole of a cell."""
        if not text.strip():
            return True
        told = f">{escape(text, quote=False)}<".encode()
        return any(told in data for data in self._sources) or folded(text) in self._texts

    def within(self, text: str) -> bool:
        """Whether a text stands in a cell, alone or among others."""
        return self.has(text) or folded(text) in self._all

    @cached_property
    def _sources(self) -> list[bytes]:
        parts = self._parts
        strings = parts.package.related(parts.workbook.part_name, "sharedStrings")
        return [parts.xml(part) for part in (*strings, *parts.sheets)]

    @cached_property
    def _texts(self) -> set[str]:
        return {text for cells in self._cells.values() for text in cells.values()}

    @cached_property
    def _all(self) -> str:
        return "\n".join(self._texts)

    @cached_property
    def _cells(self) -> dict[str, dict[tuple[int, int], str]]:
        return {
            sheet.name.casefold(): {
                (cell.row, cell.column): folded(cell.text) for cell in sheet.cells() if cell.text
            }
            for sheet in self._parts.workbook.sheets
            if sheet.kind == "worksheet" and self._parts.package.has(sheet.part_name)
        }

    def of_range(self, sheet: str, area: CellRange) -> set[str] | None:
        """The texts of an area, folded; ``None`` where there is no such sheet."""
        cells = self._cells.get(sheet.casefold())
        if cells is None:
            return None
        return {text for place, text in cells.items() if area.contains(*place)}

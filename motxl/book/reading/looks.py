"""How the cells of a workbook look: whether what they hold is seen, and not struck out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from motxl.inspection.kinds.texts import hidden_by_looks, hidden_by_rules
from motxl.inspection.looks import Formats
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook
from motxl.ooxml.looks.looks import look_of_font
from motxl.ooxml.sheet import Sheet
from motxl.programme.unseen import Unseen
from motxl.text.unseen import hidden_by_characters


class CellLooks:
    """Of one workbook; what is invisible is what ``motxl inspect`` calls so."""

    def __init__(self, workbook: Workbook) -> None:
        """``workbook`` as it was read: edits that were not saved are not looked at."""
        self._workbook = workbook
        self._parts = Parts(workbook)
        self._formats = Formats(self._parts)
        self._struck: dict[int, bool] = {}

    def unseen(
        self, name: str, columns: Collection[int], first: int, last: int
    ) -> Iterator[Unseen]:
        """The cells of some columns and rows of a sheet that read otherwise than they look, each
        once, in the order of the sheet; then those that a rule may hide."""
        sheet = self._workbook.find_sheet(name)
        if sheet is None or not columns:
            return
        unseen = hidden_by_looks(self._parts, sheet, self._formats, columns, first, last)
        hidden = {(row, column): text for row, column, text in unseen}
        strikes = self._may_strike(sheet)
        for cell in sheet.cells(columns, first, last):
            if not cell.text or not cell.text.strip():
                continue
            place = (cell.row, cell.column)
            turned = hidden_by_characters(cell.text) if cell.kind == "text" else None
            if turned is not None:
                yield Unseen(name, *place, "characters", turned)
            elif place in hidden:
                yield Unseen(name, *place, "unseen", hidden[place])
            elif strikes and (struck := self._struck_out(sheet, place, cell.style, cell.text)):
                yield Unseen(name, *place, "struck", struck)
        for row, column, text in hidden_by_rules(
            self._parts, sheet, self._formats, columns, first, last
        ):
            yield Unseen(name, row, column, "rule", text)

    def _may_strike(self, sheet: Sheet) -> bool:
        parts = self._parts
        kinds = ("styles", "sharedStrings")
        found = [p for kind in kinds for p in parts.package.related(parts.workbook.part_name, kind)]
        return any(b"strike" in parts.xml(part) for part in (*found, sheet.part_name))

    def _struck_out(self, sheet: Sheet, place: tuple[int, int], style: int, text: str) -> str:
        """The text of a cell that is struck out (18.4.10); empty where none is."""
        runs = sheet.looks(place)
        if runs:
            return "".join(run.text for run in runs if run.properties.struck).strip()
        struck = self._struck.get(style)
        if struck is None:
            font = self._workbook.styles.font(style)
            struck = self._struck[style] = look_of_font(font).struck
        return text if struck else ""

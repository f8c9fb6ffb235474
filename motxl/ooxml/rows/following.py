"""References and ranges that follow the rows of one sheet to their new places. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from motxl.a1 import MAX_COLUMN, MAX_ROW, CellRange, from_a1, to_a1
from motxl.ooxml.cells.formulas import (
    CellReference,
    Corner,
    DeletedReferenceError,
    SeveralSheetsError,
    UnmappableError,
    rewritten,
)
from motxl.ooxml.rows.rowmap import RowMap

# How far from its own cell a relative reference of a conditional format may look and still be
# taken for "the row above" or "the row below" rather than for certain cells elsewhere.
_NEAR = 1

Filled = Callable[[int, int], Iterable[int]]
"""The rows of the sheet that have something between two columns, those two included"""


class Following:
    """What a ``RowMap`` of ``sheet`` does to references; ``order`` lists the names of all sheets.

    :raises UnmappableError: the reference cannot follow: its rows go
        (``DeletedReferenceError``), or no longer lie together.
    """

    def __init__(
        self, rows: RowMap, sheet: str, order: Sequence[str], filled: Filled | None = None
    ) -> None:
        """``filled`` tells what the sheet holds; without it all its cells may be filled."""
        self.rows = rows
        self.sheet = sheet
        self._filled = filled
        self._known: dict[tuple[int, int], frozenset[int]] = {}
        self._order = [name.casefold() for name in order]
        self.lost: set[str] = set()
        """Defined names, case folded, that may come to say ``#REF!``"""

    def formula(self, text: str, own: str | None, *, lost: bool = False) -> str:
        """A formula of a cell of the sheet ``own``; of none in a chart. With ``lost``, what is
        deleted becomes ``#REF!``."""

        def change(reference: CellReference) -> CellReference | None:
            if not self.concerns(reference, own):
                return reference
            return self._absolute_or_lost(reference, lost=lost)

        return rewritten(text, change)

    def name(self, text: str, *, lost: bool = False) -> str:
        """The formula of a defined name: what has no ``$`` counts from the cell that uses it
        (18.2.5), so it stays. With ``lost``, what is deleted becomes ``#REF!``."""

        def change(reference: CellReference) -> CellReference | None:
            if not self.concerns(reference, None):
                return reference
            first, last = reference.first, reference.last
            if first.row_fixed and last.row_fixed:
                return self._absolute_or_lost(reference, lost=lost)
            return reference._replace(first=self._fixed(first), last=self._fixed(last))

        return rewritten(text, change)

    def _absolute_or_lost(self, reference: CellReference, *, lost: bool) -> CellReference | None:
        """``None`` where it is deleted and may be ``lost``; else ``DeletedReferenceError``."""
        try:
            return self._absolute(reference)
        except DeletedReferenceError:
            if lost:
                return None
            raise

    def _fixed(self, corner: Corner) -> Corner:
        return corner._replace(row=self._row(corner)) if corner.row_fixed else corner

    def pattern(self, text: str, own: str, before: CellRange, top: int) -> str:
        """A formula that counts from the upper left cell of ``before``, which is now in ``top``."""

        def change(reference: CellReference) -> CellReference:
            if not self.concerns(reference, own):
                return reference
            if reference.first.row_fixed and reference.last.row_fixed:
                return self._absolute(reference)
            here = own.casefold() == self.sheet.casefold()
            first = self._seen_from(reference.first, before, top, here)
            last = self._seen_from(reference.last, before, top, here)
            return reference._replace(first=first, last=last)

        return rewritten(text, change)

    def range(self, area: CellRange, *, grows: bool = True) -> CellRange:
        """A range that must stay one."""
        found = self.ranges(area, grows=grows)
        if not found:
            raise DeletedReferenceError(str(area))
        if len(found) > 1:
            raise UnmappableError(str(area))
        return found[0]

    def ranges(self, area: CellRange, *, grows: bool = True) -> list[CellRange]:
        """Where the cells of a range lie now; nowhere when they are deleted.

        ``grows``: one that holds all data rows of the table holds the new ones as well.
        """
        spans = self.rows.spans(area.first_row, area.last_row, grows=grows)
        return [area._replace(first_row=first, last_row=last) for first, last in spans]

    def cell(self, reference: str) -> str | None:
        """Where one cell lies now; ``None`` when it is deleted. Raises ``ValueError`` when it is no
        cell."""
        row, column = from_a1(reference)
        new = self.rows.row(row)
        return None if new is None else to_a1(new, column)

    def nearest(self, reference: str) -> str:
        """Where one cell lies now, or the next one below it that is not deleted. Raises
        ``ValueError`` when it is no cell."""
        row, column = from_a1(reference)
        return to_a1(min(self.rows.nearest(row), MAX_ROW), column)

    def row(self, number: int) -> int:
        found = self.rows.row(number)
        if found is None:
            raise DeletedReferenceError(str(number))
        return found

    def cell_list(self, text: str, *, grows: bool = True) -> str:
        """Ranges separated by blanks (18.18.76 ST_Sqref); empty when all are deleted.

        A range down to the last row of the sheet goes on to reach it.
        """
        pieces: list[str] = []
        for piece in text.split():
            try:
                area = CellRange.parse(piece)
            except ValueError:
                pieces.append(piece)  # whole columns
                continue
            found = self.ranges(area, grows=grows)
            if found and area.last_row == MAX_ROW and area.first_row < MAX_ROW:
                found[-1] = found[-1]._replace(last_row=MAX_ROW)
            pieces += [piece] if found == [area] else map(str, found)
        return " ".join(pieces)

    def concerns(self, reference: CellReference, own: str | None) -> bool:
        """Whether a reference is to rows of the sheet."""
        name = reference.sheet if reference.sheet is not None else own
        if name is None or not reference.first.row:
            return False
        first, colon, last = name.casefold().partition(":")
        here = self.sheet.casefold()
        if not colon:
            return first == here
        try:
            ends = sorted((self._order.index(first), self._order.index(last)))
        except ValueError:
            return False
        if here in self._order[ends[0] : ends[1] + 1] and self._reads_others(reference):
            raise SeveralSheetsError(f"{name}!{reference}")
        return False

    def _reads_others(self, reference: CellReference) -> bool:
        """Whether a reference to several sheets, which cannot move on one of them alone, would
        read other cells of it: one that was outside, or no longer one that is still there."""
        low, high = sorted((reference.first.row, reference.last.row))
        if not self.rows.touches(low, high):
            return False
        if self._filled is None:
            return True
        left, right = sorted((reference.first.column, reference.last.column))
        columns = (left or 1, right or MAX_COLUMN)
        if columns not in self._known:
            self._known[columns] = frozenset(self._filled(*columns))
        for row in self._known[columns]:
            new = self.rows.row(row)
            if new is not None and (low <= row <= high) != (low <= new <= high):
                return True
        return False

    def _absolute(self, reference: CellReference) -> CellReference:
        first, last = reference.first, reference.last
        if reference.single:
            corner = first._replace(row=self._row(first))
            return reference._replace(first=corner, last=corner)
        low, high = sorted((first.row, last.row))
        if (low, high) == (1, MAX_ROW):
            return reference
        spans = self.rows.spans(low, high)
        if not spans:
            raise DeletedReferenceError(str(reference))
        if len(spans) > 1:
            raise UnmappableError(str(reference))
        ends = spans[0] if first.row <= last.row else spans[0][::-1]
        return reference._replace(
            first=first._replace(row=ends[0]), last=last._replace(row=ends[1])
        )

    def _row(self, corner: Corner) -> int:
        row = self.rows.row(corner.row)
        if row is None:
            raise DeletedReferenceError(str(corner))
        return row

    def _seen_from(self, corner: Corner, before: CellRange, top: int, here: bool) -> Corner:
        if corner.row_fixed:
            return corner._replace(row=self._row(corner))
        offset = corner.row - before.first_row
        height = before.last_row - before.first_row
        if (here and abs(offset) <= height + _NEAR) or corner.row + height > MAX_ROW:
            return corner._replace(row=top + offset)
        # It looks at certain cells elsewhere: they must all move together, as must its own.
        shift = self.rows.shift(corner.row, corner.row + height)
        own_shift = self.rows.shift(before.first_row, before.last_row) if here else 0
        if shift is None or own_shift is None:
            raise UnmappableError(str(corner))
        return corner._replace(row=corner.row + shift)

"""What is done to the rows of a workbook, by motxl and, where it can, by LibreOffice."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import NamedTuple

from motxl.ooxml import Sheet, Workbook
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from tests.judges import libreoffice as lo


class Change(NamedTuple):
    kind: str
    """``insert``, ``delete`` or ``move``"""
    sheet: str
    table: str | None
    """Whose rows they are; else they are rows of the sheet"""
    first: int
    last: int
    """The rows of the data, before"""
    rows: tuple[int, ...]
    """Inserted: the row that the new ones come before; deleted: those; moved: all that move"""
    count: int = 0
    """Rows inserted"""
    order: tuple[int, ...] = ()
    """Moved: the rows of ``rows`` as they stand from now on"""

    def __str__(self) -> str:
        place = f"{self.table or self.sheet} {self.first}-{self.last}"
        many = f"{self.count} before " if self.kind == "insert" else ""
        order = f" as {self.order}" if self.order else ""
        return f"{self.kind} {many}{self.rows}{order} in {place}"

    def row(self, number: int) -> int | None:
        """Where a row of the sheet lies after; ``None`` when it is deleted."""
        if self.kind == "insert":
            return number + self.count if number >= self.rows[0] else number
        if self.kind == "delete":
            below = sum(row < number for row in self.rows)
            return None if number in self.rows else number - below
        return self.rows[self.order.index(number)] if number in self.rows else number

    @property
    def deed(self) -> str:
        """The kind; ``arrange`` where more than one block of rows moves."""
        return "arrange" if self.kind == "move" and self.block is None else self.kind

    @property
    def block(self) -> tuple[int, int, int] | None:
        """The first of the rows that move together, how many, and the one that they come before;
        ``None`` where no single block moves."""
        rows = self.rows
        for first, middle, last in combinations(range(len(rows) + 1), 3):
            before, block, passed = rows[:first], rows[first:middle], rows[middle:last]
            if (*before, *passed, *block, *rows[last:]) == self.order:
                return block[0], len(block), passed[-1] + 1
        return None

    @property
    def filled(self) -> tuple[int, ...]:
        """New rows in which motxl fills the calculated columns of the table, as Excel does."""
        return tuple(range(self.rows[0], self.rows[0] + self.count)) if self.table else ()

    @property
    def at_an_edge(self) -> bool:
        """Whether rows come right before or after the data, where a table, and only it, grows."""
        return self.kind == "insert" and self.rows[0] in (self.first, self.last + 1)

    def by_libreoffice(self) -> list[lo.Edit]:
        """The same by its own hand; nothing where it has no such command."""
        if self.kind == "insert":
            return [lo.insert_rows(self.sheet, self.rows[0], self.count)]
        if self.kind == "delete":
            return [lo.delete_rows(self.sheet, self.rows[0], len(self.rows))]
        return []

    def emptied(self) -> list[lo.Edit]:
        """What shows the values that are due after: rows that go hold nothing before."""
        if self.kind == "delete":
            return [lo.clear_rows(self.sheet, self.rows[0], len(self.rows))]
        return []

    def apply(self, workbook: Workbook) -> None:
        """``CellRefusedError`` where motxl refuses."""
        sheet = workbook.sheet(self.sheet)
        if self.table is not None:
            self._apply_to_table(workbook)
        else:
            self._apply_to_sheet(workbook, sheet)

    def _apply_to_table(self, workbook: Workbook) -> None:
        table = workbook.table(self.table or "")
        if self.kind == "insert":
            table.insert_rows(self.rows[0], [[None] * len(table.columns)] * self.count)
        elif self.kind == "delete":
            table.delete_rows(self.rows[0], len(self.rows))
        elif (block := self.block) is not None:
            table.move_rows(*block)
        else:
            table.arrange_rows(self._whole_order())

    def _apply_to_sheet(self, workbook: Workbook, sheet: Sheet) -> None:
        if self.kind == "insert":
            RowShift(
                workbook, sheet.opened, RowMap.insert(self.rows[0], self.count, (0, 0))
            ).apply()
        elif self.kind == "delete":
            RowShift(
                workbook, sheet.opened, RowMap.delete(self.rows[0], len(self.rows), (0, 0))
            ).apply()
        elif (block := self.block) is not None:
            RowShift(workbook, sheet.opened, RowMap.move(*block, (0, 0))).apply()
        else:
            sheet.arrange_rows(self._whole_order(), self.first, self.last)

    def _whole_order(self) -> list[int]:
        moved = dict(zip(self.rows, self.order, strict=True))
        return [moved.get(row, row) for row in range(self.first, self.last + 1)]


def drawn(rng: Random, sheet: str, first: int, last: int, table: str | None) -> Change:
    """A change of rows of the data or, where they are no table's, of any rows of the sheet."""
    kind = rng.choice(["insert", "insert", "delete", "move"])
    if kind == "insert":
        low, high = (first, last + 1) if table else (1, last + 5)
        before = rng.choice([rng.randint(first + 1, last), rng.randint(low, high)])
        return Change(kind, sheet, table, first, last, (before,), rng.randint(1, 3))
    one = rng.randint(first, last - 1)
    rows = tuple(range(one, min(one + rng.randint(1, 4), last) + (kind == "move")))
    rows = tuple(row for row in rows if first <= row <= last)
    if kind == "delete":
        return Change(kind, sheet, table, first, last, rows[: last - first] or (one,))
    if len(rows) < 2:
        rows = (one, one + 1)
    order = list(rows)
    while tuple(order) == rows:
        rng.shuffle(order)
    return Change(kind, sheet, table, first, last, rows, 0, tuple(order))

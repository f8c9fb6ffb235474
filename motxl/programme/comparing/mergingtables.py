"""The tables beside two programmes that were edited apart, merged row by row, by their keys.

Their rows have no order that means anything: what THEIRS put in comes last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from motxl.programme.cellvalue import CellValue, Record
from motxl.programme.comparing.differences import is_same, text_of
from motxl.programme.comparing.merging import ClashKind, MergeClash, MergeSide
from motxl.programme.comparing.tables import ComparedTable, mates_of


class MergedTable(NamedTuple):
    """What becomes of a table of OURS. Rows are those of its sheet, 1-based."""

    name: str
    sheet: str
    columns: Mapping[str, int]
    cells: tuple[tuple[int, str, CellValue], ...] = ()
    """Cells that get the value of THEIRS: row, column and value"""
    added: tuple[Record, ...] = ()
    removed: tuple[int, ...] = ()
    clashes: tuple[MergeClash, ...] = ()


def merge_tables(
    base: Sequence[ComparedTable],
    ours: Sequence[ComparedTable],
    theirs: Sequence[ComparedTable],
    choices: Mapping[str, MergeSide] | None = None,
    commented: Mapping[str, Sequence[int]] | None = None,
) -> list[MergedTable]:
    """Merge the tables that OURS and THEIRS have. ``choices`` settles clashes, by their keys;
    ``commented`` has the rows, by table, that count as edited."""
    before, others = ({one.name: one for one in tables} for tables in (base, theirs))
    found = []
    for own in ours:
        other = others.get(own.name)
        if other is not None:
            was = before.get(own.name) or own._replace(rows=())
            rows = (commented or {}).get(own.name, ())
            found.append(_Table(was, own, other, choices or {}, rows).merged())
    return found


class _Table:
    def __init__(
        self,
        base: ComparedTable,
        ours: ComparedTable,
        theirs: ComparedTable,
        choices: Mapping[str, MergeSide],
        commented: Sequence[int],
    ) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.choices, self.commented = choices, commented
        self.columns = tuple(name for name in ours.columns if name in theirs.columns)
        self.cells: list[tuple[int, str, CellValue]] = []
        self.added: list[Record] = []
        self.removed: list[int] = []
        self.clashes: list[MergeClash] = []

    def merged(self) -> MergedTable:
        our_base, their_base = mates_of(self.base, self.ours), mates_of(self.base, self.theirs)
        of_base = {i: j for j, i in enumerate(our_base) if i is not None}
        own_of = {k: of_base[i] for k, i in enumerate(their_base) if i in of_base and i is not None}
        new = [k for k, i in enumerate(their_base) if i is None]
        own_of |= self._put_in_twice([j for j, i in enumerate(our_base) if i is None], new)
        for k, i in enumerate(their_base):
            was = {} if i is None else self.base.rows[i][1]
            if k in own_of:
                self._both(was, self.ours.rows[own_of[k]], self.theirs.rows[k][1])
            elif i is None:
                self.added.append(self._of(self.theirs.rows[k][1]))
            else:
                self._removed_by_us(was, self.theirs.rows[k][1])
        there = set(their_base)
        for j, i in enumerate(our_base):
            if i is not None and i not in there:
                self._removed_by_them(self.base.rows[i][1], *self.ours.rows[j])
        return MergedTable(
            self.ours.name, self.ours.sheet, self.ours.columns,
            tuple(self.cells), tuple(self.added), tuple(self.removed), tuple(self.clashes),
        )  # fmt: skip

    def _put_in_twice(self, own: Sequence[int], new: Sequence[int]) -> Mapping[int, int]:
        """New rows of THEIRS that are new in OURS as well: with the same first key."""
        ours = self.ours._replace(rows=[self.ours.rows[j] for j in own])
        theirs = self.theirs._replace(rows=[self.theirs.rows[k] for k in new])
        mates = mates_of(ours, theirs)
        key = self.ours.keys[0]
        return {
            new[n]: own[m]
            for n, m in enumerate(mates)
            if m is not None and is_same(ours.rows[m][1].get(key), theirs.rows[n][1].get(key))
        }

    def _both(self, was: Record, own: tuple[int, Record], other: Record) -> None:
        row, held = own
        for column in self.columns:
            b, o, t = (one.get(column) for one in (was, held, other))
            if is_same(o, t) or is_same(t, b):
                continue
            if is_same(o, b) or self._clash("cell", held, column, (b, o, t), row):
                self.cells.append((row, column, t))

    def _removed_by_us(self, was: Record, other: Record) -> None:
        changed = [one for one in self.columns if not is_same(was.get(one), other.get(one))]
        if not changed:
            return
        values = self._told(was), None, self._told(other)
        listed = len(self.clashes)
        if self._clash("removed", other, None, values, None):
            self.added.append(self._of(other))
        if len(self.clashes) > listed:
            for column in changed:
                cells = was.get(column), None, other.get(column)
                self._clash("removed", other, column, cells, None)

    def _removed_by_them(self, was: Record, row: int, held: Record) -> None:
        is_same_row = all(is_same(was.get(one), held.get(one)) for one in self.columns)
        values = self._told(was), self._told(held), None
        if (is_same_row and row not in self.commented) or self._clash(
            "removed", held, None, values, row
        ):
            self.removed.append(row)

    def _of(self, record: Record) -> Record:
        return {name: record.get(name) for name in self.columns}

    def _told(self, record: Record) -> str:
        names = (text_of(record.get(key)) for key in self.ours.keys)
        return " · ".join(filter(None, names))

    def _clash(
        self,
        kind: ClashKind,
        record: Record,
        column: str | None,
        values: tuple[CellValue, CellValue, CellValue],
        row: int | None,
    ) -> bool:
        """List a clash that nobody has decided; whether THEIRS was chosen."""
        found = MergeClash(
            *(kind, "", "", self._told(record), column, *values, row), table=self.ours.name
        )
        choice = self.choices.get(found.key) if found.is_open else None
        if choice is None:
            self.clashes.append(found)
        return choice == "theirs"

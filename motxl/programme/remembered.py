"""What is remembered of the cells that decide who gets what, and which of them changed places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import NamedTuple

from motxl.programme.deciding import (
    ALIASES,
    FEW_SHARE,
    NAMES,
    OPEN_TO,
    POINTERS,
    PROGRAMME,
    SCOPE_OF_ROWS,
    TEXTS,
    DecidingCells,
    DecidingColumn,
)
from motxl.programme.permuted import MOVED, copied, permuted

Digests = Mapping[DecidingColumn, Mapping[str, str]]


class Memory(NamedTuple):
    """Digests of values by those of their keys, column by column."""

    values: Digests
    doubted: Mapping[DecidingColumn, Mapping[str, str]] = {}
    """Of the keys whose values had changed places when they were last looked at, and were not
    confirmed, the digests of the values that they had then: those in ``values`` are the former
    ones"""

    def or_else(self, other: Memory) -> Memory:
        """Also what another memory knows of keys that this one does not."""
        return Memory(
            {
                column: {**other.values.get(column, {}), **self.values.get(column, {})}
                for column in (
                    *self.values,
                    *(one for one in other.values if one not in self.values),
                )
            },
            self.doubted,
        )

    def of_tables(self, tables: Collection[str]) -> Memory:
        """The columns of some tables only."""
        return Memory(*(
            {column: kept for column, kept in one.items() if column.table in tables}
            for one in self
        ))  # fmt: skip


class Comparison:
    """The cells of a workbook beside what was remembered of them."""

    def __init__(
        self, cells: DecidingCells, memory: Memory, confirmed: Collection[DecidingColumn] = ()
    ) -> None:
        """``confirmed`` are the columns of which somebody has said that they are right as they
        are."""
        self.cells = cells
        self._memory = memory
        self._confirmed = frozenset(confirmed)

    @cached_property
    def changed_places(self) -> Mapping[DecidingColumn, frozenset[str]]:
        """By column, the keys of the cells whose values have changed places; none where nothing
        has."""
        return self._changed(self._memory.values.keys() - self._confirmed)

    @property
    def confirmed(self) -> Mapping[DecidingColumn, frozenset[str]]:
        """The cells that have changed places in the columns that are confirmed to be right, by
        column."""
        return self._changed(self._memory.values.keys() & self._confirmed)

    def _changed(
        self, columns: Collection[DecidingColumn]
    ) -> Mapping[DecidingColumn, frozenset[str]]:
        return {
            column: keys
            for column, cells in self.cells.items()
            if column in columns
            if (keys := self._of(column, {key: cell.digest for key, cell in cells.items()}))
        }

    def _of(self, column: DecidingColumn, now: Mapping[str, str]) -> frozenset[str]:
        former = self._memory.values[column]
        if column == ALIASES:
            # One alias alone that goes to another member, whose former one is still there.
            members = self.cells.get(NAMES, {})
            return frozenset(
                key for key, owner in former.items()
                if now.get(key, owner) != owner and owner in members
            )  # fmt: skip
        # What was in doubt, and was not touched since, still is, whatever became of the others.
        still = {
            key for key, value in self._memory.doubted.get(column, {}).items()
            if key in former and now.get(key) == value != former[key]
        }  # fmt: skip
        if column == OPEN_TO:
            still |= {key for key, value in former.items() if value and now.get(key) == ""}
        if column == SCOPE_OF_ROWS:
            # A Portée that was changed together with whom the row names was changed on purpose.
            now = {key: value for key, value in now.items() if not self._points_elsewhere(key)}
        # A text under another Réf. is another row's, also where that one's own was reworded.
        moved = 1 if column == TEXTS else MOVED
        found = permuted(former, now, few_share=column in FEW_SHARE, least_moved=moved) | still
        return found | copied(former, now) if column == TEXTS else found

    def _points_elsewhere(self, key: str) -> bool:
        """Whether a row of the programme names others than before."""
        return any(
            key in self._memory.values.get(column, ()) and key in self.cells.get(column, ())
            and self._memory.values[column][key] != self.cells[column][key].digest
            for column in POINTERS
        )  # fmt: skip

    def without(self, known: Callable[[DecidingColumn, str], bool]) -> Comparison:
        """A comparison without the cells, by column and key, that something else asks about."""
        other = Comparison(self.cells, self._memory, self._confirmed)
        left = {
            column: frozenset(key for key in keys if not known(column, key))
            for column, keys in self.changed_places.items()
        }
        other.changed_places = {column: keys for column, keys in left.items() if keys}
        return other

    def changed(self, column: DecidingColumn) -> frozenset[int]:
        """The rows of the cells of a column that hold another value than before."""
        former, cells = self._memory.values.get(column, {}), self.cells.get(column, {})
        return frozenset(
            cell.row for key, cell in cells.items() if former.get(key, cell.digest) != cell.digest
        )

    def rows(self, column: DecidingColumn) -> frozenset[int]:
        """The rows of the cells that have changed places; of an alias, its former member's too."""
        keys = self.changed_places.get(column, frozenset())
        found = {self.cells[column][key].row for key in keys}
        if column == ALIASES:
            former, members = self._memory.values[column], self.cells[NAMES]
            found |= {members[former[key]].row for key in keys}
        return frozenset(found)

    @property
    def memory(self) -> Memory:
        """What is to be remembered from now on: the former values where they have changed places,
        so that the doubt stands until they are put back or confirmed. A row of the programme keeps
        all of them, as each column is looked at beside the others, but for the columns that were
        confirmed: these are right as they are, whatever else is in doubt."""
        former, changed = self._memory.values, self.changed_places
        of_rows = {
            key for column, keys in changed.items() if column.table == PROGRAMME for key in keys
        }
        values = {column: known for column, known in former.items() if column not in self.cells}
        for column, cells in self.cells.items():
            kept = of_rows if column.table == PROGRAMME else changed.get(column, frozenset())
            kept = frozenset() if column in self._confirmed else kept
            known = former.get(column, {})
            values[column] = {
                key: known[key] if key in kept and key in known else cell.digest
                for key, cell in cells.items()
            }
        return Memory(
            values,
            {
                column: {key: self.cells[column][key].digest for key in sorted(keys)}
                for column, keys in changed.items()
            },
        )


def memory_of(cells: DecidingCells) -> Memory:
    """The values as they are."""
    return Comparison(cells, Memory({})).memory

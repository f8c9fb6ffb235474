"""What is remembered of the cells that decide who gets what, and which of them changed places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import NamedTuple

from motxl.programme.deciding import ALIASES, NAMES, Cells, Column
from motxl.programme.permuted import permuted

Digests = Mapping[Column, Mapping[str, str]]


class Memory(NamedTuple):
    """Digests of values by those of their keys, column by column."""

    values: Digests
    doubted: Mapping[Column, frozenset[str]] = {}
    """Keys whose values had changed places when they were last looked at, and which have been
    neither put back nor confirmed: their values here are the former ones"""

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


class Comparison:
    """The cells of a workbook beside what was remembered of them."""

    def __init__(self, cells: Cells, memory: Memory, confirmed: Collection[Column] = ()) -> None:
        """``confirmed`` are the columns of which somebody has said that they are right as they
        are."""
        self.cells = cells
        self._memory = memory
        self._confirmed = frozenset(confirmed)

    @cached_property
    def changed_places(self) -> Mapping[Column, frozenset[str]]:
        """By column, the keys of the cells whose values have changed places; none where nothing
        has."""
        return {
            column: keys
            for column, cells in self.cells.items()
            if column in self._memory.values and column not in self._confirmed
            if (keys := self._of(column, {key: cell.digest for key, cell in cells.items()}))
        }

    def _of(self, column: Column, now: Mapping[str, str]) -> frozenset[str]:
        former = self._memory.values[column]
        if column == ALIASES:
            # One alias alone that goes to another member, whose former one is still there.
            members = self.cells.get(NAMES, {})
            return frozenset(
                key for key, owner in former.items()
                if now.get(key, owner) != owner and owner in members
            )  # fmt: skip
        doubted = self._memory.doubted.get(column, frozenset())
        before = {former[key] for key in doubted if key in former}
        still = {
            key for key in doubted
            if key in former and now.get(key, former[key]) in before - {former[key]}
        }  # fmt: skip
        return permuted(former, now) | still

    def without(self, known: Callable[[Column, str], bool]) -> Comparison:
        """The same but for the cells, by column and key, that something else asks about."""
        other = Comparison(self.cells, self._memory, self._confirmed)
        left = {
            column: frozenset(key for key in keys if not known(column, key))
            for column, keys in self.changed_places.items()
        }
        other.changed_places = {column: keys for column, keys in left.items() if keys}
        return other

    def rows(self, column: Column) -> frozenset[int]:
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
        so that the doubt stands until they are put back or confirmed."""
        former = self._memory.values
        gone = {column: kept for column, kept in former.items() if column not in self.cells}
        return Memory(
            {
                **gone,
                **{
                    column: {
                        key: former[column][key]
                        if key in self.changed_places.get(column, ())
                        else cell.digest
                        for key, cell in cells.items()
                    }
                    for column, cells in self.cells.items()
                },
            },
            self.changed_places,
        )


def memory_of(cells: Cells) -> Memory:
    """The values as they are."""
    return Comparison(cells, Memory({})).memory

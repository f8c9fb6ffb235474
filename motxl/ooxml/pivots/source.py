"""The columns of a table as a pivot cache has them: distinct items, and which one a row holds."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from datetime import date, datetime
from functools import cached_property
from unicodedata import normalize

Item = str | int | float | bool | date | None
"""What one cell of a source can hold; ``None`` is a blank cell, and there are no times"""


class SourceField:
    """One column. Items that differ only in case are one, as they are for Excel.

    So are those that write an accent and its letter as one character or as two: whether Excel
    takes them for one is not known, and it drops a table that has an item twice.
    """

    def __init__(self, name: str, values: Sequence[Item]) -> None:
        self.name = name
        self.values = [None if value == "" else value for value in values]

    @cached_property
    def _distinct(self) -> tuple[list[int], list[Item]]:
        index: dict[Hashable, int] = {}
        items: list[Item] = []
        numbers: list[int] = []
        for value in self.values:
            key = _key(value)
            number = index.get(key)
            if number is None:
                number = index[key] = len(items)
                items.append(value)
            numbers.append(number)
        return numbers, items

    @property
    def items(self) -> list[Item]:
        """The distinct values, in the order of their first rows."""
        return self._distinct[1]

    @property
    def numbers(self) -> list[int]:
        """For each row, which of the items it holds, from 0."""
        return self._distinct[0]

    def number_of(self, value: Item) -> int | None:
        """Which item a value is; ``None`` when no row holds it."""
        return self._index.get(_key(value))

    @cached_property
    def _index(self) -> dict[Hashable, int]:
        return {_key(item): number for number, item in enumerate(self.items)}

    @cached_property
    def quantities(self) -> list[float]:
        """The values as a sum counts them: what is no number counts as nothing."""
        return [
            value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
            for value in self.values
        ]


class PivotSource:
    """The rows of a table, for pivot tables to count."""

    def __init__(self, table: str, names: Sequence[str], columns: Sequence[Sequence[Item]]) -> None:
        """``columns`` have one value per row each. Raises ``ValueError`` when they differ in
        length."""
        if len(names) != len(columns) or len({len(column) for column in columns}) > 1:
            raise ValueError("columns of one length, as many as names")
        if len({name.lower() for name in names}) < len(names):
            raise ValueError("two columns of one name")
        if any(isinstance(v, float) and not math.isfinite(v) for c in columns for v in c):
            raise ValueError("a number that no cell can hold")
        self.table = table
        self.fields = [
            SourceField(name, column) for name, column in zip(names, columns, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.fields[0].values) if self.fields else 0

    def index(self, name: str) -> int:
        """Which field bears a name, from 0. Raises ``KeyError`` when none does."""
        for index, one in enumerate(self.fields):
            if one.name == name:
                return index
        raise KeyError(name)

    def field(self, name: str) -> SourceField:
        return self.fields[self.index(name)]


def _key(value: Item) -> Hashable:
    """Equal for values that Excel takes for one item, and for no others."""
    if isinstance(value, str):
        return normalize("NFC", value.lower())
    if isinstance(value, bool):
        return (bool, value)
    if isinstance(value, date):
        return (date, moment(value))
    return value


def moment(value: date) -> datetime:
    """A date as the moment it begins."""
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)

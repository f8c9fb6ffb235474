"""The tables beside the programme compared: members, contacts, themes, services, events…

Their rows have no order that means anything, so that none is moved.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from motxl.programme.cellvalue import CellValue, Record
from motxl.programme.comparing.differences import Difference, RowSide, is_same, text_of
from motxl.text.normalise import normalise
from motxl.text.typography import is_typography


class ComparedTable(NamedTuple):
    """A table as it is compared. Rows and columns are 1-based."""

    name: str
    sheet: str
    columns: Mapping[str, int]
    """Where they stand on the sheet"""
    rows: Sequence[tuple[int, Record]]
    """Those that hold something, each with its row on the sheet"""
    keys: Sequence[str]
    """The columns by which a row is known, the most telling ones first: a row is another's mate by
    all of them, then by fewer"""
    is_unique: bool = False
    """Whether the first key alone is one row's: it stays the same row, whatever else changed"""


class LoneTable(NamedTuple):
    """A table that one of two workbooks has, and the other one not."""

    name: str
    sheet: str
    is_new: bool
    rows: int


def compare_tables(
    old: Sequence[ComparedTable], new: Sequence[ComparedTable]
) -> tuple[list[Difference], list[LoneTable]]:
    """What differs in the tables that both have, in the order of the new ones; and those that only
    one of them has."""
    before, after = ({one.name: one for one in tables} for tables in (old, new))
    found: list[Difference] = []
    for name, table in after.items():
        if name in before:
            found += _differences(before[name], table)
    lone = [
        LoneTable(one.name, one.sheet, is_new, len(one.rows))
        for tables, others, is_new in ((old, after, False), (new, before, True))
        for one in tables
        if one.name not in others
    ]
    return found, lone


def _differences(old: ComparedTable, new: ComparedTable) -> Iterator[Difference]:
    mates = mates_of(old, new)
    columns = dict.fromkeys((*new.columns, *old.columns))
    for j, i in enumerate(mates):
        side = _side(new, j)
        if i is None:
            yield Difference("added", None, side, table=new.name, new_value=side.text)
            continue
        before = _side(old, i)
        for column in columns:
            was, now = before.value(column), side.value(column)
            if not is_same(was, now):
                yield Difference(kind_of(was, now), before, side, column, new.name, was, now)
    there = set(mates)
    for i in range(len(old.rows)):
        if i not in there:
            side = _side(old, i)
            yield Difference("removed", side, None, table=new.name, old_value=side.text)


def kind_of(old: CellValue, new: CellValue) -> Literal["typography", "value"]:
    """Whether two values that differ do so by their typography alone."""
    is_text = all(isinstance(one, str | None) for one in (old, new))
    return "typography" if is_text and is_typography(str(old or ""), str(new or "")) else "value"


def _side(table: ComparedTable, place: int) -> RowSide:
    row, record = table.rows[place]
    names = (text_of(record.get(key)) for key in table.keys)
    ref = text_of(record.get(_REF)) or ""
    text = " · ".join(filter(None, names))
    return RowSide(table.sheet, row, table.columns, record, ref.strip(), text=text)


_REF = "Réf."


def mates_of(old: ComparedTable, new: ComparedTable) -> list[int | None]:
    """For each row of the new table that of the old one; ``None`` for one that was added."""
    mates: list[int | None] = [None] * len(new.rows)
    columns = [name for name in new.columns if name in old.columns]
    keys = [key for key in new.keys if key in old.columns]
    left = list(range(len(old.rows))), list(range(len(new.rows)))

    def settle(pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            mates[j] = i
        there = set(mates)
        left[0][:] = [i for i in left[0] if i not in there]
        left[1][:] = [j for j in left[1] if mates[j] is None]

    same = _groups(old, new, left, lambda record: tuple(map(record.get, columns)))
    settle(pair for rows in same for pair in zip(*rows, strict=False))
    for n in range(len(keys), 0, -1):
        step, is_sure = keys[:n], n == 1 and new.is_unique
        alike = _groups(old, new, left, partial(_key, names=step))
        least = 0.0 if is_sure else _HALF
        settle(pair for rows in alike for pair in _pairs(old, new, rows, columns, keys, least))
    settle(_pairs(old, new, left, columns, (), _MOSTLY))
    return mates


_HALF, _MOSTLY = 0.5, 0.67
"""How many of the cells outside the keys are to be the same; of all cells, where no key is"""
_Rows = tuple[list[int], list[int]]
"""Rows of the old and of the new table, by their places from 0"""


def _groups(
    old: ComparedTable, new: ComparedTable, left: _Rows, key_of: Callable[[Record], Hashable]
) -> list[_Rows]:
    """The rows that are left, by what they have in common; those without it are in none."""
    groups: dict[Hashable, _Rows] = {}
    for place, table in ((0, old), (1, new)):
        for one in left[place]:
            key = key_of(table.rows[one][1])
            if key is not None:
                groups.setdefault(key, ([], []))[place].append(one)
    return list(groups.values())


def _key(record: Record, names: Sequence[str]) -> Hashable:
    key = tuple(normalise(text_of(record.get(name)) or "") for name in names)
    return key if any(key) else None


def _pairs(
    old: ComparedTable,
    new: ComparedTable,
    rows: _Rows,
    columns: Sequence[str],
    keys: Sequence[str],
    least: float,
) -> list[tuple[int, int]]:
    """Pairs of rows, those with the most cells in common first; ``least`` is the part of the cells
    outside the keys that is to be the same."""
    if len(rows[0]) * len(rows[1]) > _MOST:
        return []
    scores = []
    for i in rows[0]:
        for j in rows[1]:
            same, filled = _in_common(old.rows[i][1], new.rows[j][1], columns, keys)
            if same >= least * max(filled, 1) or not filled:
                scores.append((-same, abs(i - j), i, j))
    found: dict[int, int] = {}
    given: set[int] = set()
    for _same, _distance, i, j in sorted(scores):
        if i not in found and j not in given:
            found[i] = j
            given.add(j)
    return list(found.items())


_MOST = 250_000
"""Pairs of rows that are looked at; beyond it they are told as removed and added"""


def _in_common(
    one: Record, other: Record, columns: Sequence[str], keys: Sequence[str]
) -> tuple[int, int]:
    """Cells outside the keys that are filled and the same, and those that are filled."""
    same = filled = 0
    for column in columns:
        if column in keys:
            continue
        was, now = one.get(column), other.get(column)
        if was is not None or now is not None:
            filled += 1
            same += is_same(was, now)
    return same, filled

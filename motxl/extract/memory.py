"""What a folder of extracts remembers of the cells that decide who gets what.

It stands in the head of the manifest, so that nobody can lose it alone; in digests only: nothing
can be read in it, and two states of a workbook can be compared. Each run for members writes it
anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from motxl.extract.manifest import header_of
from motxl.programme.deciding import COLUMNS, OF_EVERY_YEAR, DecidingColumn
from motxl.programme.remembered import Memory

MEMORY = "values"
"""Its name in the head of the manifest"""
_VERSION = 1


def read_memory(folder: Path, year: int | None) -> Memory | None:
    """What a folder remembers of the programme of a year; of another year's, what is of members and
    contacts alone, as Réf. begin anew. ``None`` where there is none that can be read: then there
    is nothing to compare with.

    Raises ``LeavesFolderError`` for a link.
    """
    with suppress(ValueError, KeyError, TypeError, AttributeError, IndexError):
        data = header_of(folder)[MEMORY]
        if data["version"] == _VERSION:
            memory = _memory(data["tables"])
            return memory if data["year"] == year else memory.of_tables(OF_EVERY_YEAR)
    return None


def as_data(year: int | None, memory: Memory) -> dict[str, Any]:
    """A memory as JSON holds it."""
    return {"version": _VERSION, "year": year, "tables": _tables(memory)}


def _memory(tables: Iterable[Mapping[str, Any]]) -> Memory:
    named = {str(column): column for column in COLUMNS}
    values: dict[DecidingColumn, Mapping[str, str]] = {}
    doubted: dict[DecidingColumn, Mapping[str, str]] = {}
    for table in tables:
        keys, digests = table["keys"], table["digests"]
        for name, numbers in table["columns"].items():
            if name in named:
                told = (digests[number] for number in numbers)
                values[named[name]] = dict(zip(keys, told, strict=True))
        for name, numbers in table["doubted"].items():
            if name in named:
                doubted[named[name]] = {keys[key]: digests[value] for key, value in numbers}
    return Memory(values, doubted)


def _tables(memory: Memory) -> list[dict[str, Any]]:
    """The columns that have the same keys stand together, their values as numbers."""
    together: dict[tuple[str, ...], list[DecidingColumn]] = {}
    for column, values in memory.values.items():
        together.setdefault(tuple(values), []).append(column)
    return [_table(keys, columns, memory) for keys, columns in together.items()]


def _table(
    keys: tuple[str, ...], columns: Iterable[DecidingColumn], memory: Memory
) -> dict[str, Any]:
    digests: dict[str, int] = {}
    place = {key: number for number, key in enumerate(keys)}
    told = {
        str(column): [
            digests.setdefault(value, len(digests)) for value in memory.values[column].values()
        ]
        for column in columns
    }
    doubted = {
        str(column): [
            (place[key], digests.setdefault(value, len(digests)))
            for key, value in memory.doubted[column].items()
            if key in place
        ]
        for column in columns
        if column in memory.doubted
    }
    return {"keys": keys, "digests": list(digests), "columns": told, "doubted": doubted}

"""What a folder of extracts remembers of the cells that decide who gets what.

A file beside the manifest, of digests only: nothing can be read in it, and two states of a workbook
can be compared. Each run for members writes it anew, as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from motxl.extract.manifest import TEMPORARY
from motxl.package.saving import refused
from motxl.package.within import open_inside, read_inside
from motxl.programme.deciding import COLUMNS, Column
from motxl.programme.remembered import Memory

MEMORY = ".motxl-values.json"
_VERSION = 1
_MOST = 1 << 28
"""Bytes: a workbook of a million rows needs fewer"""


def read_memory(folder: Path, year: int | None) -> Memory | None:
    """What a folder remembers of the programme of a year; ``None`` where it is of another one, or
    where there is none that can be read: then there is nothing to compare with.

    ``LeavesFolderError`` for a link.
    """
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        data = json.loads(read_inside(folder, folder / MEMORY, _MOST))
        if data["version"] == _VERSION and data["year"] == year:
            return _memory(data["tables"])
    return None


def _memory(tables: Iterable[Mapping[str, Any]]) -> Memory:
    named = {str(column): column for column in COLUMNS}
    values: dict[Column, Mapping[str, str]] = {}
    doubted: dict[Column, frozenset[str]] = {}
    for table in tables:
        keys, digests = table["keys"], table["digests"]
        for name, numbers in table["columns"].items():
            if name in named:
                told = (digests[number] for number in numbers)
                values[named[name]] = dict(zip(keys, told, strict=True))
        for name, numbers in table["doubted"].items():
            if name in named:
                doubted[named[name]] = frozenset(keys[number] for number in numbers)
    return Memory(values, doubted)


def write_memory(folder: Path, year: int | None, memory: Memory) -> None:
    """Put the file in its place, whole. ``MotxlError`` when it cannot be written."""
    target, temporary = folder / MEMORY, folder / f"{TEMPORARY}values"
    data = {"version": _VERSION, "year": year, "tables": _tables(memory)}
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        with os.fdopen(open_inside(folder, temporary, flags), "wb") as file:
            file.write(json.dumps(data, separators=(",", ":")).encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise refused(target, error) from None


def _tables(memory: Memory) -> list[dict[str, Any]]:
    """The columns that have the same keys stand together, their values as numbers."""
    together: dict[tuple[str, ...], list[Column]] = {}
    for column, values in memory.values.items():
        together.setdefault(tuple(values), []).append(column)
    return [_table(keys, columns, memory) for keys, columns in together.items()]


def _table(keys: tuple[str, ...], columns: Iterable[Column], memory: Memory) -> dict[str, Any]:
    digests: dict[str, int] = {}
    place = {key: number for number, key in enumerate(keys)}
    doubted = {
        str(column): sorted(place[key] for key in memory.doubted[column] if key in place)
        for column in columns
        if column in memory.doubted
    }
    told = {
        str(column): [
            digests.setdefault(value, len(digests)) for value in memory.values[column].values()
        ]
        for column in columns
    }
    return {"keys": keys, "digests": list(digests), "columns": told, "doubted": doubted}

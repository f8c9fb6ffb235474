"""Room for kept states, where they may take no more: the oldest go first."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from motxl.files.backups import State, history, remove_others, write_index
from motxl.files.datafolder import data_folder


class DroppedState(NamedTuple):
    """A state that was deleted to make room."""

    workbook: Path
    time: str
    """When motxl replaced it: ISO 8601, UTC"""


def make_room(size: int, sparing: Path) -> list[DroppedState]:
    """Delete the oldest kept states of all workbooks until ``size`` bytes are free or none is left;
    the last state of the workbook ``sparing`` stays.

    Returns what was deleted, oldest first. A state that several writes share goes with the last of
    them. Raises ``WriteError`` where a list of states cannot be read.
    """
    spared = Path(os.path.realpath(sparing))
    of = {path: (folder, history(path)) for folder, path in _workbooks()}
    oldest = sorted(
        (state.time, path)
        for path, (_folder, states) in of.items()
        for state in (states[:-1] if path == spared else states)
    )
    dropped: list[DroppedState] = []
    for time, path in oldest:
        if size <= 0:
            break
        folder, states = of[path]
        before = _size(folder)
        left = [state for state in states if state.time != time]
        _keep_only(folder, path, left)
        of[path] = (folder, left)
        size -= before - _size(folder)
        dropped.append(DroppedState(path, time))
    return dropped


def kept_size() -> int:
    """How many bytes all that is kept takes."""
    folder = data_folder() / "backups"
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _workbooks() -> Iterator[tuple[Path, Path]]:
    """Each folder of states, and the workbook that they are of."""
    for index in sorted((data_folder() / "backups").glob("*/index.json")):
        with suppress(OSError, ValueError, KeyError):
            yield index.parent, Path(json.loads(index.read_text("utf-8"))["workbook"])


def _keep_only(folder: Path, path: Path, states: list[State]) -> None:
    write_index(folder, path, states)
    remove_others(folder, states)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())

"""What is kept of a workbook, also where it had another name or place when motxl wrote it.

A file that lies elsewhere is known by what it holds: exactly what a write of motxl made.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from motxl.files.backups import State, digest_of, history, write_index, write_private
from motxl.files.datafolder import data_folder, key_of, private_folder, unusable
from motxl.files.errors import NothingKeptError
from motxl.files.regular import MAX_FILE_SIZE, regular_bytes
from motxl.i18n import _


class KnownWorkbook(NamedTuple):
    """What is kept of a workbook."""

    states: list[State]
    """Oldest first"""
    was: Path | None = None
    """Where it lay when motxl wrote it, if that was elsewhere: it is known by what it holds"""
    changed: bool = False
    """Whether it holds something else than what motxl wrote last, or gave back"""


def known(path: Path) -> KnownWorkbook:
    """The states of a workbook, also of one that had another name or place when motxl wrote it."""
    target = Path(os.path.realpath(path))
    states = history(target)
    try:
        present = digest_of(regular_bytes(target, MAX_FILE_SIZE))
    except OSError:
        return KnownWorkbook(states)
    found = None
    if not _explains(states, present, "write"):
        found = _elsewhere(target, present, "write")
    if found is not None:
        return KnownWorkbook([*states, *found.states], found.path)
    last = states[-1] if states else None
    changed = last is not None and last.kind != "live" and last.after != present
    return KnownWorkbook(states, changed=changed and bool(last))


class _Elsewhere(NamedTuple):
    """The states of a file that lay elsewhere, up to the one that made what is looked for."""

    path: Path
    folder: Path
    states: list[State]


def _explains(states: list[State], present: str, kind: str) -> bool:
    """Whether the last state that can be given back led to what the file holds, or nothing has
    changed since one was given back."""
    last = next((one for one in reversed(states) if one.kind == kind and not one.undone), None)
    return last is not None and last.after == present


def taken_over(target: Path, states: list[State], present: str, kind: str) -> list[State]:
    """The states of a workbook; those of the name that it had before are among them, and its own
    from now on, where it holds exactly what motxl wrote there."""
    if _explains(states, present, kind):
        return states
    found = _elsewhere(target, present, kind)
    if found is None:
        return states
    folder = private_folder("backups", key_of(target))
    try:
        for state in found.states:
            file = folder / f"{state.before}.xlsx"
            if not file.exists():
                write_private(file, (found.folder / file.name).read_bytes())
        states = [*states, *found.states]
        write_index(folder, target, states)
    except OSError as error:
        raise unusable(folder, error) from None
    return states


def _elsewhere(target: Path, present: str, kind: str) -> _Elsewhere | None:
    """The history of another place in which a write led to exactly these bytes, the latest.

    Raises ``NothingKeptError`` where two came to the same bytes from different ones: which of them
    is meant is not known.
    """
    found: list[_Elsewhere] = []
    for index in (data_folder() / "backups").glob("*/index.json"):
        if index.parent.name == key_of(target):
            continue
        try:
            listed = json.loads(index.read_text(encoding="utf-8"))
            states = [State(**entry) for entry in listed["states"]]
            path = Path(listed["workbook"])
        except (OSError, ValueError, TypeError, KeyError):
            continue  # of a workbook that nobody has named: told when somebody does
        for number in range(len(states) - 1, -1, -1):
            state = states[number]
            if state.kind == kind and state.after == present:
                # A copy is not undone because the original is.
                own = [*states[:number], replace(state, undone=False)]
                found.append(_Elsewhere(path, index.parent, own))
                break
    if len({one.states[-1].before for one in found}) > 1:
        raise NothingKeptError(
            _(
                "motxl wrote the content of {file} into several files, which differed before "
                "({files}): indicate the file that is meant."
            ).format(file=target, files=", ".join(str(one.path) for one in found))
        )
    return max(found, key=lambda one: one.states[-1].time, default=None)

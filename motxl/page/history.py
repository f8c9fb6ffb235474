"""Which of the kept states belong to the workbook that is open.

A terminal knows a file by its place. A page knows its name, which several files may have, and what
it holds: that decides, unless the browser has given the file itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from motxl.errors import MotxlError
from motxl.files.backups import State, digest_of
from motxl.files.datafolder import data_folder
from motxl.files.errors import NothingKeptError
from motxl.files.moved import known
from motxl.files.room import kept_size
from motxl.i18n import _
from motxl.jobs.undo import can_redo, local

_RESULT = re.compile(r"-motxl(?:-\d{1,6})?(?: ?\(\d{1,6}\))?$")
"""What a result has behind the name of its workbook: as ``nameOfCopy`` of the page gives it, and
what a browser puts behind that"""


def kept_states(file: Path) -> dict[str, Any]:
    """The states before each change, the last one first, and how the file is known: ``same``, its
    content is what the last of them led to; ``before``, it is what was there before the first
    change (``time``), and nothing later is its own; ``changed``, its name alone is known;
    ``none``; ``several``, files that differed before came to this content, and it is not known
    which of them this one was."""
    present = digest_of(file.read_bytes())
    try:
        own, how, time = _own(known(file).states, present)
    except NothingKeptError:  # of several files, which were other ones before
        own, how, time = [], "several", ""
    if how == "none" and (time := _changed_elsewhere(present)):
        how = "before"
    own = [*_earlier(own), *own]
    sizes = {one.stem: one.stat().st_size for one in (data_folder() / "backups").rglob("*.xlsx")}
    writes = [one for one in own if one.kind != "undo"]
    return {
        "states": [
            {
                "id": _id(one),
                "time": local(one.time).isoformat(),
                "change": _change(one),
                "undone": one.undone,
                "size": sizes.get(one.before, 0),
            }
            for one in reversed(writes)
        ],
        "known": how,
        "since": local(time).isoformat() if time else None,
        "related": _related(file.name) if how == "none" else [],
        "size": kept_size(),
        "redo": how != "before" and can_redo(file),
    }


def _id(state: State) -> str:
    """By which the page names a state."""
    return f"{state.time} {state.before}"


def state_called(name: str) -> tuple[Path, State]:
    """The state of an ``id``, and of which workbook it is kept. Raises ``MotxlError`` where it is
    kept no longer."""
    for path, listed in _indexes():
        for one in listed:
            if _id(one) == name:
                return path, one
    raise MotxlError(_("This state is no longer kept in this browser: choose another one."))


def _own(states: list[State], present: str) -> tuple[list[State], str, str]:
    for number in range(len(states) - 1, -1, -1):
        if states[number].after == present:
            return states[: number + 1], "same", ""
    for number, state in enumerate(states):
        if state.before == present:
            return states[:number], "before", state.time
    return states, "changed" if states else "none", ""


def _indexes() -> Iterator[tuple[Path, list[State]]]:
    """The workbooks of which states are kept, each with them."""
    for index in (data_folder() / "backups").glob("*/index.json"):
        try:
            listed = json.loads(index.read_text("utf-8"))
            yield Path(listed["workbook"]), [State(**one) for one in listed["states"]]
        except (OSError, ValueError, TypeError, KeyError):
            continue  # told where somebody opens it


def _earlier(states: Sequence[State]) -> list[State]:
    """What led to the first of the states in files that were opened before this one."""
    found: list[State] = []
    first = states[0].before if states else ""
    seen = {first}
    while first:
        led = [
            # A copy of what a change led to is not undone because another one is.
            [*listed[:number], replace(one, undone=False)]
            for _path, listed in _indexes()
            for number, one in enumerate(listed)
            if one.after == first and one.kind == "write" and one not in states
        ]
        # Whoever undid it in a copy has it twice, with the same time: the whole way is the longer.
        chain = max(led, key=lambda way: (way[-1].time, len(way)), default=[])
        found = [*chain, *found]
        first = chain[0].before if chain and chain[0].before not in seen else ""
        seen.add(first)
    return found


def _changed_elsewhere(present: str) -> str:
    """When motxl first changed what is this content; empty where it did not."""
    times = [
        one.time
        for _path, listed in _indexes()
        for one in listed
        if one.before == present and one.kind == "write"
    ]
    return min(times, default="")


def _change(state: State) -> str:
    if not state.change and state.command == "undo --redo":
        return _("What had been undone was restored")
    return state.change


def _related(name: str) -> list[str]:
    """The workbooks of which states are kept, and whose names say that this one may be of them."""
    stem = _RESULT.sub("", Path(name).stem)
    names = {path.name for path, _states in _indexes()}
    return sorted(other for other in names if _RESULT.sub("", Path(other).stem) == stem)

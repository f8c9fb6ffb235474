"""Which of the kept states belong to the workbook that is open.

A terminal knows a file by its place. A page knows a name, which several files of a folder of
downloads may have had, and what the file holds: that decides.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from motxl.files.backups import State, digest_of
from motxl.files.datafolder import data_folder
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
    ``none``."""
    states, present = known(file).states, digest_of(file.read_bytes())
    own, how, time = _own(states, present)
    sizes = {one.stem: one.stat().st_size for one in (data_folder() / "backups").rglob("*.xlsx")}
    writes = [one for one in own if one.kind != "undo"]
    return {
        "states": [
            {
                "time": local(one.time).isoformat(),
                "change": _change(one),
                "undone": one.undone,
                "size": sizes.get(one.before, 0),
            }
            for one in reversed(writes)
        ],
        "known": how,
        "since": local(time).isoformat() if time else None,
        "related": [] if states else _related(file.name),
        "size": kept_size(),
        "redo": how != "before" and can_redo(file),
    }


def _own(states: list[State], present: str) -> tuple[list[State], str, str]:
    for number in range(len(states) - 1, -1, -1):
        if states[number].after == present:
            return states[: number + 1], "same", ""
    for number, state in enumerate(states):
        if state.before == present:
            return states[:number], "before", state.time
    return states, "changed" if states else "none", ""


def _change(state: State) -> str:
    if not state.change and state.command == "undo --redo":
        return _("What had been undone was restored")
    return state.change


def _related(name: str) -> list[str]:
    """The workbooks of which states are kept, and whose names say that this one may be of them."""
    stem = _RESULT.sub("", Path(name).stem)
    found = set()
    for index in (data_folder() / "backups").glob("*/index.json"):
        try:
            other = Path(json.loads(index.read_text("utf-8"))["workbook"]).name
        except (OSError, ValueError, TypeError, KeyError):
            continue  # told where somebody opens it
        if _RESULT.sub("", Path(other).stem) == stem:
            found.add(other)
    return sorted(found)

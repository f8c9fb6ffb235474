"""Where the extracts of a workbook were made last on this computer.

A folder that nothing was sent from yet is known nowhere else; a run into another one compares with
it what decides who gets what.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from motxl.errors import MotxlError
from motxl.files.datafolder import data_folder, private_folder
from motxl.files.locks import only_motxl
from motxl.files.saving import write

_FILE = "extraits.json"
_MOST = 1000
"""Workbooks; those of which extracts were made longest ago are forgotten"""


def last_place(workbook: Path) -> Path | None:
    """The folder of the last extracts of a workbook that lies there; ``None`` where none is known
    any more."""
    found = _known().get(os.path.realpath(workbook))
    return Path(found) if found else None


def note_place(workbook: Path, folder: Path) -> None:
    """That this cannot be noted keeps no extract from being made."""
    with suppress(OSError, MotxlError):
        path = private_folder() / _FILE
        with only_motxl(path):
            places = _known()
            places.pop(os.path.realpath(workbook), None)
            places[os.path.realpath(workbook)] = os.path.realpath(folder)
            kept = dict(list(places.items())[-_MOST:])
            write(path, json.dumps(kept, indent=1).encode())
            os.chmod(path, 0o600)  # noqa: PTH101 - it names folders


def _known() -> dict[str, str]:
    with suppress(OSError, ValueError, AttributeError, RecursionError):
        found = json.loads((data_folder() / _FILE).read_bytes())
        return {str(place): str(folder) for place, folder in found.items()}
    return {}

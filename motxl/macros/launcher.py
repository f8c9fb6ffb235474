"""Where motxl is, noted for the macros: they hold no path of any machine."""

from __future__ import annotations

import os
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

from motxl.errors import MotxlError
from motxl.files.datafolder import note_for_macros

NOTE = "launcher.txt"


def note() -> Path | None:
    """Write the path of the motxl that runs into its data folder; ``None`` if there is none.

    A folder that cannot be written is no error: the macros look in other places too.
    """
    program = _program()
    if program is None:
        return None
    with suppress(MotxlError, OSError):
        return note_for_macros(NOTE, str(program))
    return None


def _program() -> Path | None:
    suffix = ".exe" if os.name == "nt" else ""
    started = Path(sys.argv[0])
    beside = [Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))]
    places = [folder / f"motxl{suffix}" for folder in beside]
    if started.stem == "motxl":
        places.insert(0, started.with_suffix(suffix))
    return next((place.absolute() for place in places if place.is_file()), None)

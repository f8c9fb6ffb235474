"""Programs of others on this computer: LibreOffice, and a Python that can speak to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_NAMES = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
_USUAL = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path(os.environ.get("PROGRAMFILES", r"C:\Program Files")) / "LibreOffice/program/soffice.com",
    Path("/usr/lib/libreoffice/program/soffice"),
)
_SECONDS = 20.0
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""For ``creationflags``: on Windows, no console flashes up"""


def find_libreoffice() -> Path | None:
    """``soffice``: what ``MOTXL_LIBREOFFICE`` names, there or not; else one on the PATH, or in a
    usual place."""
    asked = os.environ.get("MOTXL_LIBREOFFICE")
    if asked:
        return Path(asked)
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in _USUAL if path.is_file()), None)


def libreoffice_profile(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """The folder of LibreOffice's settings: what ``MOTXL_LIBREOFFICE_PROFILE`` names, or the usual
    one. ``platform`` is as ``sys.platform`` has it."""
    chosen = environ.get("MOTXL_LIBREOFFICE_PROFILE")
    if chosen:
        return Path(chosen)
    if platform == "win32":
        return Path(environ.get("APPDATA", home)) / "LibreOffice" / "4"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "LibreOffice" / "4"
    return Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "libreoffice" / "4"


@cache
def find_uno_python(soffice: Path) -> Path | None:
    """A Python that imports ``uno``, LibreOffice's interface: what ``MOTXL_UNO_PYTHON`` names,
    LibreOffice's own (it brings one along on Windows and macOS), or the system's."""
    asked = os.environ.get("MOTXL_UNO_PYTHON")
    if asked:
        return Path(asked)
    beside = Path(os.path.realpath(soffice)).parent
    names = ("python", "python.exe", "../Resources/python")
    candidates = [beside / name for name in names] + [Path("/usr/bin/python3")]
    named = shutil.which("python3")
    candidates += [Path(named)] if named else []
    for candidate in dict.fromkeys(candidates):
        if not candidate.is_file():
            continue
        if said_by(candidate, "-c", "import uno", seconds=_SECONDS) is not None:
            return candidate
    return None


def said_by(program: Path, *arguments: str, seconds: float) -> str | None:
    """What a program prints; ``None`` when it fails, or takes longer."""
    try:
        done = subprocess.run(
            [str(program), *arguments],
            env=environment_of(program),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def environment_of(python: Path) -> dict[str, str]:
    """Environment variables for another Python: nothing leads it into this one's packages.

    LibreOffice's own looks for its library beside the first ``python3`` of the PATH.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    path = os.pathsep.join((str(python.parent), kept.get("PATH", os.defpath)))
    return {**kept, "PATH": path, "PYTHONIOENCODING": "utf-8"}

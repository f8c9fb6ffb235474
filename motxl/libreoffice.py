"""LibreOffice on this computer: its program, its settings, and a Python that can speak to it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programs import named_in, said_by, which

_NAMES = ("soffice", "libreoffice")
_NAMES_ON_WINDOWS = ("soffice.com", "soffice.exe")
_SECONDS = 20.0


def find_libreoffice() -> Path | None:
    """``soffice``: what ``MOTXL_LIBREOFFICE`` names, there or not; else one on the PATH, or in a
    usual place. Raises ``MotxlError`` where it names no whole path."""
    asked = named_in("MOTXL_LIBREOFFICE")
    if asked is not None:
        return asked
    for name in _NAMES_ON_WINDOWS if sys.platform == "win32" else _NAMES:
        found = which(name)
        if found:
            return found
    return next((path for path in _usual() if path.is_absolute() and path.is_file()), None)


def _usual() -> Iterator[Path]:
    if sys.platform == "win32":
        folder = os.environ.get("PROGRAMFILES", r"C:\Program Files")
        yield Path(folder) / "LibreOffice/program/soffice.com"
    elif sys.platform == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    else:
        yield Path("/usr/lib/libreoffice/program/soffice")


def libreoffice_profile(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """The folder of LibreOffice's settings: what ``MOTXL_LIBREOFFICE_PROFILE`` names, or the usual
    one. ``platform`` is as ``sys.platform`` has it. Raises ``MotxlError`` for no whole path."""
    chosen = environ.get("MOTXL_LIBREOFFICE_PROFILE")
    if chosen:
        if not Path(chosen).is_absolute():
            raise MotxlError(
                _("{variable} contains {path}: write the whole path.").format(
                    variable="MOTXL_LIBREOFFICE_PROFILE", path=chosen
                )
            )
        return Path(chosen)
    if platform == "win32":
        return Path(environ.get("APPDATA", home)) / "LibreOffice" / "4"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "LibreOffice" / "4"
    return Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "libreoffice" / "4"


@cache
def find_uno_python(soffice: Path) -> Path | None:
    """A Python that imports ``uno``, LibreOffice's interface: what ``MOTXL_UNO_PYTHON`` names,
    LibreOffice's own (it brings one along on Windows and macOS), or the system's. ``MotxlError``
    where it names no whole path."""
    asked = named_in("MOTXL_UNO_PYTHON")
    if asked is not None:
        return asked
    beside = Path(os.path.realpath(soffice)).parent
    names = ("python", "python.exe", "../Resources/python")
    candidates = [beside / name for name in names] + [Path("/usr/bin/python3")]
    named = which("python.exe" if sys.platform == "win32" else "python3")
    candidates += [named] if named else []
    for candidate in dict.fromkeys(candidates):
        if not candidate.is_file():
            continue
        asked_for = (*options(candidate), "-c", "import uno")
        if said_by(candidate, *asked_for, seconds=_SECONDS) is not None:
            return candidate
    return None


def options(python: Path) -> tuple[str, ...]:
    """For a Python that imports nothing but what it was installed with.

    LibreOffice's own gets the place of its library in ``PYTHONPATH`` from the small program that
    starts it, which ``-I`` would forget; that it begins in a neutral folder and without variables
    of the user's keeps other things out there.
    """
    beside = (python.parent / name for name in ("soffice.bin", "soffice.exe", "../MacOS/soffice"))
    isolated = "-s" if any(path.exists() for path in beside) else "-I"
    return (isolated, "-B", "-X", "utf8")

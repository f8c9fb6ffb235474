"""LibreOffice: the program, its version, and a Python that can speak to it (UNO)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.errors import MotxlError
from motxl.i18n import _

_SECONDS = 5.0
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# Beside the program on Linux and Windows; in Resources on macOS.
_VERSIONS = ("bootstraprc", "bootstrap.ini", "../Resources/bootstraprc")
_PRODUCT = re.compile(r"^ProductKey=LibreOffice (?P<version>[\w.]+)", re.MULTILINE)
_SAID = re.compile(r"LibreOffice(?:Dev)? (?P<version>[\w.]+)")


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    soffice = find_soffice()
    if soffice is None:
        yield Check(
            "libreoffice",
            "missing",
            _("LibreOffice was not found: motxl extract --pdf needs it, --live can use it."),
            _("Install it (www.libreoffice.org), or name its program in MOTXL_LIBREOFFICE.")
            if computer.system != "linux"
            else "apt-get install libreoffice-calc python3-uno",
        )
        return
    if not soffice.is_file():
        yield Check(
            "libreoffice",
            "warning",
            _("MOTXL_LIBREOFFICE names {file}, which does not exist.").format(file=soffice),
            _("Correct it, or remove it: motxl looks in the usual places."),
        )
        return
    said = f"LibreOffice {version_of(soffice)}".strip()
    yield Check("libreoffice", "ok", f"{said} · {soffice}")
    yield _uno(computer, soffice)


def _uno(computer: Computer, soffice: Path) -> Check:
    python = find_uno_python(soffice)
    if python is not None:
        said = _("UNO, by which --live speaks to LibreOffice: in {python}").format(python=python)
        return Check("uno", "ok", said)
    return Check(
        "uno",
        "missing",
        _("No Python here can speak to LibreOffice (UNO): --live cannot use it."),
        "apt-get install python3-uno"
        if computer.system == "linux"
        else _("Install LibreOffice again, with its Python."),
    )


def find_soffice() -> Path | None:
    """The program, as ``motxl extract --pdf`` finds it."""
    from motxl.extract.pdf import find_libreoffice

    try:
        return find_libreoffice()
    except MotxlError:
        return None


def find_uno_python(soffice: Path) -> Path | None:
    """LibreOffice's own Python where it has one, or the system's, if it imports ``uno``."""
    beside = Path(os.path.realpath(soffice)).parent
    names = ("python", "python.exe", "../Resources/python")
    candidates = [*(beside / name for name in names), Path("/usr/bin/python3")]
    named = shutil.which("python3")
    candidates += [Path(named)] if named else []
    for candidate in dict.fromkeys(candidates):
        if candidate.is_file() and _said(candidate, "-c", "import uno") is not None:
            return candidate
    return None


def version_of(soffice: Path) -> str:
    """``7.4``; read from a file where there is one, as starting takes its time. May be empty."""
    beside = Path(os.path.realpath(soffice)).parent
    for name in _VERSIONS:
        try:
            found = _PRODUCT.search((beside / name).read_text("utf-8", "replace"))
        except OSError:
            continue
        if found:
            return found["version"]
    said = _SAID.search(_said(soffice, "--version") or "")
    return said["version"] if said else ""


def _said(program: Path, *arguments: str) -> str | None:
    """What a program prints; ``None`` when it fails, or takes too long."""
    ours = ("PYTHON", "VIRTUAL_ENV")  # they would lead another Python into this one's packages
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    try:
        done = subprocess.run(
            [str(program), *arguments],
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")

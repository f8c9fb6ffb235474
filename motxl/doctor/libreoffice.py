"""LibreOffice: the program, its version, and a Python that can speak to it (UNO)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from motxl.doctor.applications import has_screen
from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.libreoffice import find_libreoffice, find_uno_python
from motxl.programs import said_by

_SECONDS = 5.0
# Beside the program on Linux and Windows; in Resources on macOS.
_VERSIONS = ("bootstraprc", "bootstrap.ini", "../Resources/bootstraprc")
_PRODUCT = re.compile(r"^ProductKey=LibreOffice (?P<version>[\w.]+)", re.MULTILINE)
_SAID = re.compile(r"LibreOffice(?:Dev)? (?P<version>[\w.]+)")


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    try:
        yield from _look(computer)
    except MotxlError as error:  # a variable that names no whole path
        yield Check("libreoffice", "warning", str(error))


def _look(computer: Computer) -> Checks:
    soffice = find_libreoffice()
    if soffice is None:
        yield Check(
            "libreoffice",
            "missing",
            _("LibreOffice was not found: motxl extract --pdf needs it, and --live can use it."),
            _(
                "Install LibreOffice (www.libreoffice.org), or give the path of its program in "
                "MOTXL_LIBREOFFICE."
            )
            if computer.system != "linux"
            else "apt-get install libreoffice-calc python3-uno",
        )
        return
    if not soffice.is_file():
        yield Check(
            "libreoffice",
            "warning",
            _("MOTXL_LIBREOFFICE points to {file}, which does not exist.").format(file=soffice),
            _("Correct this variable, or remove it: motxl will then look in the usual places."),
        )
        return
    said = f"LibreOffice {version_of(soffice)}".strip()
    yield Check("libreoffice", "ok", f"{said} · {soffice}")
    yield _uno(computer, soffice)


def _uno(computer: Computer, soffice: Path) -> Check:
    python = find_uno_python(soffice)
    if python is not None:
        said = _("UNO, which --live uses to communicate with LibreOffice, is in {python}").format(
            python=python
        )
        if not has_screen(computer):
            said += ". " + _(
                "Without a screen, --live reaches LibreOffice only if it is already running."
            )
            return Check("uno", "note", said)
        return Check("uno", "ok", said)
    return Check(
        "uno",
        "missing",
        _(
            "No Python on this computer can communicate with LibreOffice (UNO is missing): "
            "--live cannot use LibreOffice."
        ),
        "apt-get install python3-uno"
        if computer.system == "linux"
        else _("Install LibreOffice again, with its Python."),
    )


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
    said = _SAID.search(said_by(soffice, "--version", seconds=_SECONDS) or "")
    return said["version"] if said else ""

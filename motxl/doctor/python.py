"""The Python that runs motxl, and whether the command ``motxl`` is this one."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import NAMES, Computer
from motxl.i18n import _
from motxl.programs import which
from motxl.version import __version__

_OLDEST = (3, 11)
_LAUNCHER = 2_000_000
"""Bytes: a script, or the small program that stands for one on Windows, is no larger"""


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    yield _python(computer)
    place = Path(__file__).parents[1]
    said = _("motxl {version}, in {folder}").format(version=__version__, folder=place)
    yield Check("motxl", "ok", said)
    yield _environment(computer)
    scripts = sysconfig.get_path("scripts")
    yield command_on_path(computer, Path(sys.executable).parent, Path(scripts))


def _python(computer: Computer) -> Check:
    bits = 64 if sys.maxsize > 2**32 else 32
    version = tuple(sys.version_info[:3])
    said = _("Python {version}, {bits} bit, {system}").format(
        version=".".join(map(str, version)), bits=bits, system=NAMES[computer.system]
    )
    if version[:2] < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        advice = _("motxl needs Python {version} or later: install it (python.org).")
        return Check("python", "warning", said, advice.format(version=oldest))
    return Check("python", "ok", said)


def _environment(computer: Computer) -> Check:
    conda = computer.environ.get("CONDA_PREFIX")
    if sys.prefix != sys.base_prefix or conda == sys.prefix:
        said = _("motxl is in an environment of its own: {folder}").format(folder=sys.prefix)
    else:
        said = _("motxl is in the Python of {folder}, without an environment of its own").format(
            folder=sys.prefix
        )
    return Check("environment", "ok", said)


def command_on_path(computer: Computer, programs: Path, scripts: Path) -> Check:
    """``programs`` is the folder of the Python that runs this, ``scripts`` where its commands are:
    another one on Windows outside an environment."""
    name = "motxl.exe" if computer.system == "windows" else "motxl"
    found = which(name, computer.environ.get("PATH", os.defpath))
    places = (folder / name for folder in (programs, scripts) for name in ("motxl", "motxl.exe"))
    here = next(filter(Path.is_file, places), None)
    if found is None:
        said = _("The command motxl is not on the PATH.")
        if here is None:
            advice = _("Start motxl with the command {command}").format(
                command=f"{sys.executable} -P -m motxl"
            )
        else:
            advice = _("Activate the environment, or type {command}.").format(command=here)
        return Check("command", "note", said, advice)
    if any(_starts(found, folder) for folder in (programs, scripts)):
        return Check(
            "command",
            "ok",
            _("The command motxl starts this installation: {file}").format(file=found),
        )
    return Check(
        "command",
        "warning",
        _("The command motxl on the PATH starts another installation: {file}").format(file=found),
        _("Activate this environment, type {command}, or remove the other installation.").format(
            command=here or f"{sys.executable} -P -m motxl"
        ),
    )


def _starts(command: Path, programs: Path) -> bool:
    """Whether a command lies among a Python's programs, or names it: the scripts of pip, pipx and
    uv, and their small programs on Windows, hold the path of their Python."""
    place = os.path.realpath(programs)
    if place in (os.path.realpath(command.parent), str(Path(os.path.realpath(command)).parent)):
        return True
    try:
        with command.open("rb") as file:
            data = file.read(_LAUNCHER)
    except OSError:
        return False
    return os.fsencode(str(programs) + os.sep).lower() in data.lower()

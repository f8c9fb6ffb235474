"""A folder in which somebody has planted programs and modules under the names that motxl uses."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROGRAMS = (
    *("soffice", "libreoffice", "soffice.com", "soffice.exe", "python", "python3", "python.exe"),
    # What the script that starts LibreOffice calls.
    *("motxl", "motxl.exe", "sh", "dirname", "basename", "sed", "uname", "ls", "cat", "grep", "id"),
)
MODULES = (
    *("uno", "unohelper", "xlwings", "win32com", "colorama", "sitecustomize", "usercustomize"),
    *("click", "openpyxl", "jinja2", "keyring", "platformdirs", "lxml", "pandas", "uno_side"),
    *("typing", "contextlib", "json", "hashlib", "subprocess", "multiprocessing", "tempfile"),
    *("gettext", "runpy", "textwrap", "sqlite3", "csv", "smtplib", "encodings", "pickle"),
)
BEFORE_MOTXL = ("contextlib", "runpy")


class Trap:
    """The folder, and what of it was run."""

    def __init__(self, folder: Path, note: Path) -> None:
        self.folder = folder
        self._note = note
        # On other systems than Windows this is the name of a folder like any other.
        usual = folder / r"C:\Program Files" / "LibreOffice" / "program"
        for place in (folder, folder / "bin", usual):
            place.mkdir(parents=True, exist_ok=True)
            for name in PROGRAMS:
                self._plant(place / name)
        for name in MODULES:
            said = f"open({str(note)!r}, 'a').write({name!r} + '.py\\n')\n"
            (folder / f"{name}.py").write_text(said)

    def _plant(self, path: Path) -> None:
        path.write_text(f"#!/bin/sh\necho {path.name} >> '{self._note}'\n")
        path.chmod(0o755)

    def everybodys(self, folder: Path) -> Path:
        """A folder in which every user of the computer may put programs."""
        folder.mkdir()
        for name in PROGRAMS:
            self._plant(folder / name)
        folder.chmod(0o777)
        return folder

    def path(self, *others: Path) -> str:
        """A PATH that leads into the folder in every way that is not the user's will."""
        own = [".", "", "bin", "./bin", str(self.folder), "~", *map(str, others), "/nowhere"]
        return os.pathsep.join([*own, os.environ["PATH"]])

    def was_run(self) -> list[str]:
        if not self._note.exists():
            return []
        return sorted(set(self._note.read_text("utf-8").split()))


def as_module(trap: Trap) -> list[str]:
    """``python -m motxl``, which puts the current folder first among the places of modules.

    What Python itself imports before it comes to motxl is out of motxl's reach: its documentation
    says to use the command, or ``python -P -m motxl``.
    """
    for name in BEFORE_MOTXL:
        (trap.folder / f"{name}.py").unlink(missing_ok=True)
    return [sys.executable, "-m", "motxl"]


def as_safe_module(trap: Trap) -> list[str]:
    """``python -P -m motxl``."""
    del trap
    return [sys.executable, "-P", "-m", "motxl"]


def as_script(trap: Trap) -> list[str]:
    """As the command that pip installs."""
    script = trap.folder.parent / "motxl-script"
    script.write_text("from motxl.__main__ import main\nif __name__ == '__main__':\n    main()\n")
    return [sys.executable, str(script)]


def recorder(path: Path, program: Path) -> Path:
    """A program that notes what it gets in a file beside it, ``.said``, then is the real one."""
    path.write_text(
        "#!/bin/sh\n"
        f"{{ echo cwd=$PWD; echo stdin=$(readlink /proc/$$/fd/0); env; }} >> '{path}.said'\n"
        f'exec {program} "$@"\n'
    )
    path.chmod(0o755)
    return path

"""Other programs on this computer, and the one way in which motxl starts them.

Nothing of the current folder is run or believed: a program has a whole path, begins in a folder
where nobody puts anything, and gets the variables of the environment that it needs, no others.
Everything that motxl starts is started here.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _

Process = subprocess.Popen[str]
TimeoutExpired = subprocess.TimeoutExpired

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""For ``creationflags``: on Windows, no console flashes up"""

# What a program with windows, fonts, languages and files of its own needs; an allow-list, as no
# list of names knows under which name the next secret is kept.
_PASSED = frozenset((
    "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR", "TEMP", "TMP",
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "ICEAUTHORITY", "SESSION_MANAGER",
    "DESKTOP_SESSION", "XMODIFIERS", "JAVA_HOME", "__CF_USER_TEXT_ENCODING",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "OS", "APPDATA", "LOCALAPPDATA",
    "PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "COMMONPROGRAMFILES",
    "COMMONPROGRAMFILES(X86)", "COMMONPROGRAMW6432", "ALLUSERSPROFILE", "PUBLIC", "USERPROFILE",
    "USERNAME", "USERDOMAIN", "HOMEDRIVE", "HOMEPATH", "COMPUTERNAME", "SESSIONNAME",
    "NUMBER_OF_PROCESSORS",
))  # fmt: skip
_FAMILIES = (
    *("LC_", "XDG_", "DBUS_", "SAL_", "GTK_", "GDK_", "QT_", "KDE_", "GNOME_", "IBUS_"),
    *("FONTCONFIG_", "PROCESSOR_"),
)
SAFE_PATH = ("PYTHONSAFEPATH", "motxl")
"""What ``motxl.__main__`` sets for processes of its own, by its name and value"""
_SECRETS = ("PASSWORD", "PASSWD", "TOKEN", "SECRET", "CREDENTIAL")


def named_in(variable: str) -> Path | None:
    """The program or folder that a variable of the environment names. Raises ``MotxlError`` for a
    path that depends on the current folder."""
    text = os.environ.get(variable)
    if not text:
        return None
    path = Path(text)
    if not path.is_absolute():
        raise MotxlError(
            _("{variable} contains {path}: write the whole path.").format(
                variable=variable, path=path
            )
        )
    return path


def which(name: str, path: str | None = None) -> Path | None:
    """The program of that name on the PATH, or on ``path``, which is written like it.

    Unlike ``shutil.which`` it never finds one of the current folder, which on Windows comes first,
    and makes no other name of it: on Windows ``name`` ends with ``.exe`` or ``.com``.
    """
    found = (folder / name for folder in _folders(path))
    return next(filter(_is_program, found), None)


def _folders(path: str | None = None) -> Iterator[Path]:
    """The folders of the PATH that have a whole path, are there, are not the current one, and in
    which not everybody may put a program."""
    for text in (os.environ.get("PATH", os.defpath) if path is None else path).split(os.pathsep):
        folder = Path(text.strip('"'))
        if not folder.is_absolute():
            continue
        try:
            found = folder.stat()
            is_current = os.path.samestat(found, os.stat(os.curdir))  # noqa: PTH116
        except OSError:
            continue
        if stat.S_ISDIR(found.st_mode) and not is_current and not _is_everybodys(found):
            yield folder


def _is_everybodys(found: os.stat_result) -> bool:
    """Whether any user of the computer may write it. Windows says this nowhere in the mode."""
    return sys.platform != "win32" and bool(found.st_mode & stat.S_IWOTH)


def _is_program(path: Path) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode) or _is_everybodys(found):
        return False
    if sys.platform == "win32":
        return path.suffix.lower() in {".exe", ".com"}
    return os.access(path, os.X_OK)


def start(
    program: Path, *arguments: str, talks: bool = False, outlives: bool = False
) -> subprocess.Popen[str]:
    """Start a program. One that ``talks`` is written to and read from, in UTF-8; one that
    ``outlives`` motxl, or talks, does not hear Ctrl-C. Raises ``OSError`` where it does not start.
    """
    pipe = subprocess.PIPE if talks else subprocess.DEVNULL
    return subprocess.Popen(
        [_whole(program), *arguments],
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=_environment(program),
        cwd=_neutral(program),
        creationflags=_NO_WINDOW,
        start_new_session=talks or outlives,
    )


def said_by(program: Path, *arguments: str, seconds: float) -> str | None:
    """What a program prints; ``None`` when it fails, or takes longer."""
    try:
        done = subprocess.run(
            [_whole(program), *arguments],
            env=_environment(program),
            cwd=_neutral(program),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def said_by_command(command: str, *, seconds: float) -> str | None:
    """What a command prints that the user has written for the shell of the system; ``None`` when it
    fails, or takes longer.

    It is the user's own and may need any variable (password managers do): it goes without motxl's
    passwords only. What it names by a path that is not whole is looked for in a neutral folder.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not (name.upper().startswith("MOTXL_") and _is_secret(name))
        and (name, value) != SAFE_PATH
    }
    try:
        done = subprocess.run(
            command,
            shell=True,
            env={**kept, **_searched(map(str, _folders()))},
            cwd=_neutral(Path(sys.executable)),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def _whole(program: Path) -> str:
    if not program.is_absolute():
        raise ValueError(f"{program} depends on the current folder")
    return str(program)


def _neutral(program: Path) -> str:
    """Where a program begins: at the root, where only the system's administrator puts anything. A
    drive of Windows has no such root: beside the program, which whoever writes there can replace.
    """
    return str(program.parent) if sys.platform == "win32" else "/"


def _environment(program: Path) -> dict[str, str]:
    """Variables for a program of others. Its own folder comes first on its PATH: LibreOffice's own
    Python looks for its library beside the first ``python3`` there."""
    passed = {
        name: value
        for name, value in os.environ.items()
        if (name.upper() in _PASSED or name.upper().startswith(_FAMILIES)) and not _is_secret(name)
    }
    return {**passed, **_searched((str(program.parent), *map(str, _folders())))}


def _searched(folders: Iterator[str] | tuple[str, ...]) -> dict[str, str]:
    # The second is for Windows: its shell, too, looks in the current folder first.
    return {"PATH": os.pathsep.join(folders), "NoDefaultCurrentDirectoryInExePath": "1"}


def _is_secret(name: str) -> bool:
    return any(word in name.upper() for word in _SECRETS)

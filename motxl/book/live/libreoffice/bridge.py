"""Questions to a running LibreOffice, through a small process that has ``uno``.

No virtual environment needs to see ``uno``: the process is run by the system's Python, or by the
one that LibreOffice brings along.
"""

from __future__ import annotations

import atexit
import getpass
import hashlib
import json
import os
import queue
import socket
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from motxl.book.live.appworkbook import LIBREOFFICE
from motxl.book.live.patience import BusySignal, NotHereError, RefusedError, busy, gone
from motxl.errors import MotxlError, system_reason
from motxl.i18n import _
from motxl.libreoffice import find_libreoffice, find_uno_python, libreoffice_profile, options
from motxl.programs import Process, TimeoutExpired, said_by
from motxl.programs import start as start_program

_SECONDS_TO_ANSWER = 15.0
# What takes its time, and a window that asks its user something when it is opened.
_PATIENCE = {"open": 90.0, "save_copy": 90.0, "refresh_pivot": 60.0, "close": 30.0, "cut": 60.0}
_SECONDS_TO_END = 3.0
_SECONDS_TO_ATTACH = 20.0
_SECONDS_TO_START = 90.0
_SECONDS_BETWEEN_CALLS = 5.0
_PROFILE = b"-env:UserInstallation="
_HERE = Path(__file__).parent
# The folder of uno_side is told, as nothing else is to lead another Python to a package.
_RUN = (
    "import sys; sys.path[:] = [sys.argv.pop(1), *filter(None, sys.path)]; "
    "import runpy; runpy.run_module('uno_side', run_name='__main__', alter_sys=True)"
)


class Bridge:
    """One running LibreOffice. Its methods are those of ``uno_side.office.Office``."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.calls = 0
        """How many questions were put"""
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        atexit.register(self.close)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError), self._process.stdout as lines:
            for line in lines:
                self._answers.put(line)
        self._answers.put("")

    def first_word(self, seconds: float) -> str:
        """Whether it could attach, in JSON; empty when it cannot. Raises ``MotxlError`` where
        LibreOffice takes the call and says nothing."""
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            self._process.kill()
            self.close()
            raise MotxlError(_silent()) from None

    def ask(self, question: str, *arguments: object) -> Any:
        """Raises ``GoneError`` where LibreOffice, or the workbook, was closed; raises
        ``RefusedError`` where it cannot do what is asked."""
        self.calls += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps([question, arguments]) + "\n")
            self._process.stdin.flush()
            line = self._answers.get(timeout=_PATIENCE.get(question, _SECONDS_TO_ANSWER))
        except OSError:
            line = ""
        except queue.Empty:
            # Its answer may come yet, and would be taken for that to the next question.
            self.close()
            raise busy(LIBREOFFICE) from None
        if not line:
            raise gone(LIBREOFFICE)
        answer = json.loads(line)
        if "gone" in answer:
            raise gone(LIBREOFFICE)
        if "busy" in answer:
            raise BusySignal()
        if "refused" in answer:
            raise RefusedError(_reason(answer["refused"]))
        if "fault" in answer:
            raise RuntimeError(answer["fault"])
        return answer["result"]

    def close(self) -> None:
        """End the process; LibreOffice itself goes on."""
        atexit.unregister(self.close)
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        with suppress(TimeoutExpired):
            self._process.wait(_SECONDS_TO_END)
            return
        self._process.kill()
        self._process.wait()


def _silent() -> str:
    return _(
        "LibreOffice is running but does not answer: close the window that is waiting for an "
        "answer, or LibreOffice itself, then try again."
    )


def _reason(told: str) -> str:
    known = {
        "link": _("the text is a link"),
        "in the way": _("merged cells or an array formula stand in the way"),
        "short": _("the text is shorter than it was"),
        "no workbook": _(
            "LibreOffice cannot open the file, because someone else has it open or it is not "
            "a workbook"
        ),
    }
    if told in known:
        return known[told]
    if "IOException" in told:
        return _("the disk is full, or the folder cannot be written to")
    return told


def is_running() -> bool:
    """Whether a LibreOffice of this user runs; it leaves a mark in its profile as long as it does.

    After a crash the mark stays: on Windows and macOS the answer may then be wrong.
    """
    if not (profile() / ".lock").is_file():
        return False
    return sys.platform != "linux" or any(map(_is_ours, Path("/proc").glob("[0-9]*")))


def _is_ours(process: Path) -> bool:
    """Whether a process is a LibreOffice of this user and this profile: one of another profile
    says nothing of the mark that a crash has left, and asking would start LibreOffice."""
    try:
        name = (process / "exe").readlink().name.removesuffix(" (deleted)")
        if name != "soffice.bin" or process.stat().st_uid != os.getuid():
            return False
        given = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    folders = [os.fsdecode(one[len(_PROFILE) :]) for one in given if one.startswith(_PROFILE)]
    if not folders:
        return "MOTXL_LIBREOFFICE_PROFILE" not in os.environ
    return unquote(folders[-1]).rstrip("/") == unquote(profile().as_uri())


def has_screen() -> bool:
    """Whether a program can show a window here."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def profile() -> Path:
    """The folder of the user's settings: ``MOTXL_LIBREOFFICE_PROFILE``, or the usual one."""
    return libreoffice_profile(sys.platform, os.environ, Path.home())


def is_left_over(fields: Sequence[str]) -> bool:
    """Whether a mark beside a workbook (``LockOwner.fields``) is that of this user's LibreOffice:
    it goes by it when it opens the workbook, as after a crash."""
    if len(fields) != 5:
        return False
    _name, login, computer, _time, folder = fields
    mine = (getpass.getuser(), socket.gethostname().partition(".")[0], profile().as_uri())
    return (login, computer.partition(".")[0], folder) == mine


def attach() -> Bridge | None:
    """A bridge to the LibreOffice that runs; ``None`` where none does, or none is here.

    Raises ``MotxlError`` where it runs and cannot be spoken to, with what to install.
    """
    soffice = find_libreoffice()
    if soffice is None or not is_running():
        return None
    python = _python(soffice)
    # It listens since motxl was run before, or begins to now: a second LibreOffice hands what it
    # is asked on to the first one, and ends.
    found = _connected(python, 0)
    if found is None:
        found = _called(soffice, python, _SECONDS_TO_ATTACH)
    if found is None:
        raise MotxlError(_silent())
    return found


def start() -> Bridge:
    """Start LibreOffice and give a bridge to it. Raises ``MotxlError`` where nobody would
    see it."""
    soffice = find_libreoffice()
    if soffice is None or not soffice.exists():
        raise NotHereError(
            _("LibreOffice was not found on this computer: install it (www.libreoffice.org).")
        )
    if not has_screen():
        raise MotxlError(_("There is no screen here: leave out --live to work on the file itself."))
    python = _python(soffice)
    if not (profile() / "user").exists():
        _make_profile(soffice)
    found = _called(soffice, python, _SECONDS_TO_START)
    if found is None:
        raise MotxlError(_("LibreOffice ({program}) does not start.").format(program=soffice))
    return found


def _python(soffice: Path) -> Path:
    python = find_uno_python(soffice)
    if python is None:
        raise MotxlError(
            _(
                "LibreOffice is installed, but motxl finds no Python that can communicate "
                "with it: install the package python3-uno, or give the path of such a Python "
                "in MOTXL_UNO_PYTHON."
            )
        )
    return python


def _pipe() -> str:
    """The name under which LibreOffice listens for motxl: one for a user and a profile."""
    text = f"{getpass.getuser()}|{os.path.realpath(profile())}"
    return f"motxl-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _called(soffice: Path, python: Path, patience: float) -> Bridge | None:
    """Have LibreOffice listen, and a bridge to it; ``None`` after ``patience`` seconds.

    One that is just ending takes the call and does not answer: it is called again.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        _call(soffice)
        found = _connected(python, _SECONDS_BETWEEN_CALLS)
        if found is not None:
            return found
    return None


def _make_profile(soffice: Path) -> None:
    """The first time it is started it starts a second time on its own, and what was opened in
    between is gone: not with a workbook in it."""
    once = (*_chosen_profile(), "--headless", "--terminate_after_init")
    said_by(soffice, *once, seconds=_SECONDS_TO_START)


def _chosen_profile() -> list[str]:
    chosen = os.environ.get("MOTXL_LIBREOFFICE_PROFILE")
    return [f"-env:UserInstallation={profile().as_uri()}"] if chosen else []


def _call(soffice: Path) -> None:
    """Have LibreOffice, the one that runs or a new one, listen for motxl."""
    arguments = [*_chosen_profile(), "--nodefault", "--norestore", "--nologo"]
    if not has_screen():
        arguments.append("--headless")
    arguments.append(f"--accept=pipe,name={_pipe()};urp;")
    try:
        start_program(soffice, *arguments, outlives=True)
    except OSError as error:
        raise MotxlError(
            _("LibreOffice ({program}) does not start: {reason}.").format(
                program=soffice, reason=system_reason(error)
            )
        ) from None


def _connected(python: Path, patience: float) -> Bridge | None:
    """``None`` where no LibreOffice listens within ``patience`` seconds."""
    arguments = (*options(python), "-c", _RUN, str(_HERE), _pipe(), str(patience))
    # Ctrl-C ends motxl, which ends it.
    found = Bridge(start_program(python, *arguments, talks=True))
    line = found.first_word(patience + _SECONDS_TO_ANSWER)
    if line and json.loads(line)["result"]:
        return found
    found.close()
    if not line:
        raise MotxlError(
            _(
                "{python} cannot communicate with LibreOffice: install the package "
                "python3-uno, or give the path of another Python in MOTXL_UNO_PYTHON."
            ).format(python=python)
        )
    return None

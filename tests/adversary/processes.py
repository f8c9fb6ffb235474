"""``motxl``'s commands as processes of their own, at the price of a fork.

``python -m tests.adversary.processes SOCKET`` imports motxl once, then forks one process for each
command that is asked of it. That process may stand still at its question, be stopped and gone on
with at any of its calls to the system, be killed there, find the disk full, or a file open
elsewhere.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, TextIO

_TOUCHING = frozenset(
    (
        *("write", "writelines", "fsync", "replace", "rename", "remove", "unlink", "open", "close"),
        *("link", "chmod", "mkdir", "truncate", "flock", "lockf", "execute", "executemany"),
        *("commit", "connect", "send", "sendall", "recv_into"),
    )
)
"""Built-in functions at which a process is stopped: what it does to files, record and server."""
_PATIENCE = 30.0
"""Seconds after which a process counts as hanging"""


@dataclass(frozen=True)
class Accident:
    """What befalls a command, and when; 0 and the empty text are never."""

    kill_at: int = 0
    """At which call to the system it is killed"""
    stop_at: int = 0
    """At which one it stands still until it is told to go on"""
    disk: int = 0
    """Bytes that a file may have: what is longer cannot be written"""
    open_elsewhere: str = ""
    """A file of this name can be neither replaced nor written"""

    def __str__(self) -> str:
        told = [f"{name} {value}" for name, value in asdict(self).items() if value]
        return ", ".join(told)


@dataclass
class Ended:
    """What a command said, and how it ended."""

    code: int | None
    """None where it was killed"""
    out: str
    err: str
    denied: bool = False
    """It was surely refused a file"""
    asked: list[str] = field(default_factory=list)
    """What stood in its output before each of its questions"""

    @property
    def said(self) -> str:
        return f"{self.out}\n{self.err}"


class Running:
    """A command under way. ``wait`` returns at a question, a stop, or the end."""

    def __init__(self, path: str, request: dict[str, Any]) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(_PATIENCE)
        self._socket.connect(path)
        self._lines = self._socket.makefile("rw", encoding="utf-8")
        self._asked: list[str] = []
        self._tell(request)

    def _tell(self, what: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):
            self._lines.write(json.dumps(what) + "\n")
            self._lines.flush()

    def wait(self, seconds: float = _PATIENCE) -> Ended | str | None:
        """How it ended, the question's output, ``""`` at a stop; None when the time is over."""
        self._socket.settimeout(seconds)
        try:
            line = self._lines.readline()
        except TimeoutError:
            return None
        except OSError:
            line = ""
        if not line:
            self.close()
            return Ended(None, "", "", asked=self._asked)
        told = json.loads(line)
        if "question" in told:
            self._asked.append(told["question"])
            return str(told["question"])
        if "stopped" in told:
            return ""
        self.close()
        return Ended(told["code"], told["out"], told["err"], told["denied"], self._asked)

    def go_on(self, answer: str = "") -> None:
        self._tell({"answer": answer})

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._lines.close()
            self._socket.close()


class Processes:
    """Starts commands; ``without`` is a safeguard that is taken out of motxl."""

    def __init__(self, without: str = "") -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="motxl-adversary-")
        self._path = str(Path(self._folder.name) / "door")
        root = Path(__file__).parents[2]
        environment = {name: v for name, v in os.environ.items() if name != "MOTXL_SMTP"}
        environment |= {
            "PYTHONPATH": str(root),
            "MOTXL_LANG": "en",
            "MOTXL_MAIL_WAIT": "0",
            "MOTXL_MAIL_TIMEOUT": "2",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "COLUMNS": "400",
        }
        command = [sys.executable, "-m", "tests.adversary.processes", self._path, without]
        self._process = subprocess.Popen(command, env=environment, cwd=root)
        until = time.monotonic() + 60
        while not Path(self._path).exists():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the processes of motxl could not be started")
            time.sleep(0.01)

    def start(self, words: list[str], folder: Path, data: Path, accident: Accident) -> Running:
        """``folder`` is the current one, ``data`` where motxl keeps its own files."""
        request = {"words": words, "folder": str(folder), "data": str(data), **asdict(accident)}
        return Running(self._path, request)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _t: TracebackType | None,
    ) -> None:
        self.close()


# What follows runs in the processes.


class _Question(io.TextIOBase):
    """A terminal whose answers come from the adversary."""

    def __init__(self, lines: TextIO, out: io.StringIO, err: io.StringIO) -> None:
        self._lines, self._out, self._err = lines, out, err

    def isatty(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        _tell(self._lines, question=f"{self._out.getvalue()}\n{self._err.getvalue()}")
        return str(json.loads(self._lines.readline())["answer"]) + "\n"


def _tell(lines: TextIO, **what: object) -> None:
    lines.write(json.dumps(what) + "\n")
    lines.flush()


def _interrupt(lines: TextIO, kill_at: int, stop_at: int) -> None:
    count = 0

    def watch(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal count
        if event != "c_call" or called.__name__ not in _TOUCHING:
            return
        if isinstance(getattr(called, "__self__", None), (io.StringIO, io.BytesIO)):
            return
        count += 1
        if count == kill_at:
            os._exit(137)
        if count == stop_at:
            sys.setprofile(None)
            _tell(lines, stopped=True)
            lines.readline()

    sys.setprofile(watch)


def _deny(name: str, denied: list[str]) -> None:
    def look(event: str, given: tuple[Any, ...]) -> None:
        paths: list[object] = []
        if event == "os.rename":
            paths = [given[1]]
        elif event == "open" and (
            (isinstance(given[1], str) and set(given[1]) & set("wax+"))
            or (isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR))
        ):
            paths = [given[0]]
        for path in paths:
            if isinstance(path, (str, os.PathLike)) and Path(path).name == name:
                denied.append(name)
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    sys.addaudithook(look)


def _serve(connection: socket.socket) -> None:
    from motxl.__main__ import run

    lines = connection.makefile("rw", encoding="utf-8")
    asked = json.loads(lines.readline())
    os.chdir(asked["folder"])
    os.environ["MOTXL_DATA_DIR"] = asked["data"]
    out, err, denied = io.StringIO(), io.StringIO(), list[str]()
    sys.stdin = _Question(lines, out, err)
    if asked["disk"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["disk"], asked["disk"]))
    if asked["open_elsewhere"]:
        _deny(asked["open_elsewhere"], denied)
    if asked["kill_at"] or asked["stop_at"]:
        _interrupt(lines, asked["kill_at"], asked["stop_at"])
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = run(asked["words"])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            import traceback

            traceback.print_exc()
            code = -1
        finally:
            sys.setprofile(None)
    _tell(lines, code=code, out=out.getvalue(), err=err.getvalue(), denied=bool(denied))


def _warm() -> None:
    """Everything is imported once, by doing everything once."""
    import smtplib  # noqa: F401

    from motxl.__main__ import run
    from tests.mail.making import mailed

    with tempfile.TemporaryDirectory() as folder:
        os.environ["MOTXL_DATA_DIR"] = folder
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            book, extracts = mailed(Path(folder))
            common = [str(book), "--extracts", str(extracts)]
            run(["extract", str(book), "-o", str(extracts), "--since", str(extracts)])
            run(["mail", "preview", *common])
            run(["mail", "send", *common, "--smtp", "smtp://127.0.0.1:9", "--insecure", "--yes"])


def main(path: str, without: str) -> None:
    if without:
        from tests.adversary.safeguards import take_out

        take_out(without)
    _warm()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    door = socket.socket(socket.AF_UNIX)
    door.bind(path + ".new")
    door.listen(8)
    Path(path + ".new").rename(path)
    while True:
        connection, _ = door.accept()
        if os.fork() == 0:
            door.close()
            try:
                _serve(connection)
            finally:
                os._exit(0)
        connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

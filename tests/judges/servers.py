"""What the mail servers among the judges share: a folder, ports and a leash of their own.

Each runs on the loopback with its own configuration, as the unprivileged user that its package
made (or as whoever runs the tests), and is held by ``leash.py``. The system's configuration, spool
and mailboxes are neither read nor written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

HOST = "127.0.0.1"
TIME_TO_START = 20.0  # seconds; about 0.2 s on an idle machine
TRIES = 3  # between our finding a free port and the server's taking it, another may


class ServerError(Exception):
    """The server does not start, or what was expected of it did not come."""


def program(name: str) -> str | None:
    """A server's program: Debian keeps them where only root's PATH leads."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def has_user(name: str) -> bool:
    import pwd  # Unix only, as are the servers

    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as opened:
        sockets = [opened.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((HOST, 0))
        return [int(one.getsockname()[1]) for one in sockets]


class Server(ABC):
    """A server to talk to, from ``with`` (or ``start``) to ``stop``."""

    user: ClassVar[str]  # whom root starts it as
    ports: list[int]
    """The first one greets without TLS"""
    folder: Path

    _leash: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def configure(self, greeting: str) -> list[str]:
        """Writes what the server needs into the folder; the command that runs it in front."""

    def __init__(self, ports: int) -> None:
        self._count = ports

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        for left in reversed(range(TRIES)):
            try:
                self._start()
                return
            except BaseException as failed:
                self.stop()
                if not left or not isinstance(failed, ServerError):
                    raise

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        leash, self._leash = self._leash, None
        if leash is not None:
            assert leash.stdin is not None
            leash.stdin.close()
            leash.wait(30)

    def log(self) -> str:
        """All that the server said since it started."""
        logs = sorted(self.folder.glob("*.log"))
        return "".join(log.read_text("utf-8", "replace") for log in logs).strip()

    def as_user(self) -> str:
        """The name of the user that the server runs as."""
        import pwd

        return self.user if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def _start(self) -> None:
        self.ports = free_ports(self._count)
        # Not TMPDIR: the server's user may not look into it, and names of sockets must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="motxl-server-", dir="/tmp"))
        greeting = f"motxl-{secrets.token_hex(8)}"
        try:
            command = self.configure(greeting)
            for path in (self.folder, *self.folder.rglob("*")):
                path.chmod(0o700 if path.is_dir() else 0o600)
                if os.geteuid() == 0:
                    shutil.chown(path, self.user)
            leash = Path(__file__).with_name("leash.py")
            self._leash = subprocess.Popen(
                [sys.executable, "-I", str(leash), str(self.folder), self.user, *command],
                stdin=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the tests
            )
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        late = time.monotonic() + TIME_TO_START
        while not self._greets(greeting):
            if (self.folder / "ended").exists() or self._leash.poll() is not None:
                raise ServerError(f"{command[0]} ended: {self.log()}")
            if time.monotonic() > late:
                raise ServerError(f"{command[0]}: no answer in {TIME_TO_START} s: {self.log()}")
            time.sleep(0.02)

    def _greets(self, greeting: str) -> bool:
        """Whether it is this server that answers, not another one that was given the port."""
        try:
            with (
                socket.create_connection((HOST, self.ports[0]), timeout=2) as connection,
                connection.makefile("rb") as lines,
            ):
                return greeting.encode() in lines.readline()
        except OSError:
            return False

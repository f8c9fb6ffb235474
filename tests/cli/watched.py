"""A real ``motxl validate --watch``, and the ways in which programs save a workbook."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
LATE = 60.0
"""Seconds after which a busy machine is no excuse"""


# What a shell starts in the background ignores Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Watch:
    """The process, and what it has said so far."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        environment = {**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT), "MOTXL_LANG": "en"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "motxl", "validate", *arguments, "--watch"],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.said = {"out": b"", "err": b""}
        self._readers = [
            threading.Thread(target=self._read, args=(name, stream), daemon=True)
            for name, stream in (("out", self.process.stdout), ("err", self.process.stderr))
            if stream is not None
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(LATE)

    def _read(self, name: str, stream: IO[bytes]) -> None:
        with stream:
            while piece := os.read(stream.fileno(), 65536):
                self.said[name] += piece

    @property
    def out(self) -> str:
        return self.said["out"].decode()

    @property
    def err(self) -> str:
        return self.said["err"].decode()

    @property
    def checks(self) -> int:
        """How often it has shown its findings."""
        return self.err.count("Waiting for the next save")

    def wait(self, condition: Callable[[], bool], what: str) -> float:
        """Seconds until the condition holds."""
        begin = time.monotonic()
        while not condition():
            if time.monotonic() - begin > LATE or self.process.poll() is not None:
                raise AssertionError(f"no {what}:\n{self.out}\n{self.err}")
            time.sleep(0.01)
        return time.monotonic() - begin

    def wait_for_check(self, number: int) -> float:
        return self.wait(lambda: self.checks >= number, f"check number {number}")

    def end(self, by: signal.Signals = signal.SIGINT) -> int:
        """Ends it as Ctrl-C or the system does; returns its exit code."""
        self.process.send_signal(by)
        code = self.process.wait(LATE)
        for reader in self._readers:
            reader.join(LATE)
        return code


# Each gives ``path`` other bytes; when it returns, the save is over.


def by_replacing(path: Path, data: bytes) -> None:
    """A new file over the old one, as motxl saves, and LibreOffice where it can."""
    other = path.with_name(".new-workbook")
    other.write_bytes(data)
    other.replace(path)


def by_moving_away(path: Path, data: bytes) -> None:
    """As Excel saves: a file without suffix, the old one moved away, the new one in its place."""
    owner = path.with_name(f"~${path.name}")
    owner.write_bytes(b"\x05Marie" + bytes(159))
    new, old = path.with_name("3F2A1C00"), path.with_name("7B1D44E0.tmp")
    new.write_bytes(data)
    path.rename(old)
    time.sleep(0.4)  # a slow disk
    new.rename(path)
    old.unlink()


def by_deleting(path: Path, data: bytes) -> None:
    """Over some network shares: deleted, then written anew."""
    path.unlink()
    time.sleep(0.7)
    path.write_bytes(data)


def slowly_in_place(path: Path, data: bytes) -> None:
    """A copy over a slow line: emptied, then piece by piece, with a stall."""
    with path.open("wb") as file:
        for number in range(6):
            file.write(data[number * len(data) // 6 : (number + 1) * len(data) // 6])
            file.flush()
            time.sleep(1.5 if number == 2 else 0.2)


WAYS = [by_replacing, by_moving_away, by_deleting, slowly_in_place]

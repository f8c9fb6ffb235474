"""A LibreOffice as on a colleague's desk: workbooks open in it, and the colleague's hands.

Its profile is its own, in a temporary folder; it has no screen. What the colleague does goes the
way that motxl goes, but asks LibreOffice directly, not through xlwings.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from motxl.a1 import from_a1, to_a1
from motxl.book.live.libreoffice.bridge import Bridge, is_running
from motxl.book.live.libreoffice.engine import register
from tests.judges import libreoffice as judge

TIME_TO_START = 90.0
SHEET = "Programme"


class Desk:
    """From ``with`` to its end. ``profile`` is what ``MOTXL_LIBREOFFICE_PROFILE`` has to name."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(
            prefix="motxl-desk-", ignore_cleanup_errors=True
        )
        self.profile = Path(self._temporary.name) / "profile"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._temporary.cleanup()

    def start(self) -> None:
        """As a colleague starts it; nothing where it runs."""
        if self._process is not None and self._process.poll() is None:
            return
        self.kill()
        office = judge.soffice()
        assert office is not None  # the fixture has looked
        common = [office, f"-env:UserInstallation={self.profile.as_uri()}", "--headless"]
        if not self.profile.exists():
            # With a new profile it starts, ends and starts again, which only confuses here.
            subprocess.run(
                [*common, "--terminate_after_init"],
                check=False,
                timeout=TIME_TO_START,
                stderr=subprocess.DEVNULL,
            )
        self._process = subprocess.Popen(
            [*common, "--norestore", "--nologo", "--nodefault",
             f"--accept=pipe,name=desk-{os.getpid()};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )  # fmt: skip
        late = time.monotonic() + TIME_TO_START
        while not (is_running() and list(register().impl.apps)):
            assert time.monotonic() < late, "LibreOffice does not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """As a crash or the end of the working day on a busy machine."""
        register().impl.apps.forget()
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            (self.profile / ".lock").unlink(missing_ok=True)
        self._process = None

    @property
    def bridge(self) -> Bridge:
        for app in register().impl.apps:
            return app.bridge
        raise AssertionError("LibreOffice does not run")

    def close_all(self) -> None:
        if self._process is not None:
            if self._process.poll() is not None:
                self.kill()
                return
            for book in self.bridge.ask("books"):
                self.bridge.ask("close", book["key"])

    # A colleague's hands

    def open(self, path: Path, *, read_only: bool = False) -> OnDesk:
        self.start()
        key = self.bridge.ask("open", str(path), read_only)["key"]
        return OnDesk(self.bridge, key, path)

    def again(self, path: Path) -> OnDesk:
        """A workbook that motxl has closed and opened."""
        (key,) = (one["key"] for one in self.bridge.ask("books") if one["path"] == str(path))
        return OnDesk(self.bridge, key, path)

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        """It hangs."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self._process.pid, signal.SIGCONT)

    def crash(self) -> None:
        """It ends, and motxl is not told."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def books(self) -> list[str]:
        return [book["path"] for book in self.bridge.ask("books")]


class OnDesk:
    """A workbook that is open."""

    def __init__(self, bridge: Bridge, key: str, path: Path) -> None:
        self._bridge = bridge
        self._key = key
        self.path = path

    def ask(self, question: str, *arguments: object) -> Any:
        return self._bridge.ask(question, self._key, *arguments)

    def type(self, cell: str, value: str | float | None, sheet: str = SHEET) -> None:
        row, column = from_a1(cell)
        self.ask("set_values", sheet, [row, column, row, column], [[value]], False)

    def read(self, cell: str, sheet: str = SHEET) -> Any:
        row, column = from_a1(cell)
        return self.ask("values", sheet, [row, column, row, column])[0][0]

    def column(self, letter: str, first: int, last: int, sheet: str = SHEET) -> list[Any]:
        column = from_a1(f"{letter}1")[1]
        return [row[0] for row in self.ask("values", sheet, [first, column, last, column])]

    def select(self, cell: str, sheet: str = SHEET) -> None:
        row, column = from_a1(cell)
        self.ask("activate", sheet)
        self.ask("select", sheet, [row, column, row, column])

    def selected(self) -> str:
        sheet, (row, column, *_rest) = self.ask("selection")
        return f"{sheet}!{to_a1(row, column)}"

    def save_copy(self, path: Path) -> Path:
        self.ask("save_copy", str(path))
        return path

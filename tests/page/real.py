"""Chromium on a display of its own, used with keys and the mouse: its picker and its prompts belong
to the browser, and no driver reaches them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.page.browsers import Visit, screen

NEEDS = "Install xdotool."

_TO_SEE = 90.0
"""Seconds after which a window that does not come is given up"""


class Person:
    """Somebody before the screen, with the page in a real window."""

    def __init__(self, visit: Visit, display: str, driver: int) -> None:
        self.visit = visit
        self._display = display
        self._driver = driver
        """The process whose child the browser is"""

    def pick(self, press: Callable[[], None], file: Path) -> None:
        """Press a button, and choose a file in the window that the browser opens for it."""
        deadline = time.monotonic() + _TO_SEE
        windows: list[str] = []
        while not windows:
            assert time.monotonic() < deadline, "the window to choose a file did not come"
            press()  # once more where it was lost: a second press while it is open does nothing
            for _ in range(40):
                time.sleep(0.25)
                if windows := self._windows("Select a file"):
                    break
        window = windows[-1]
        self._do("windowfocus", window)
        self._do("type", "--delay", "40", str(file))
        time.sleep(1)
        place = self._do("getwindowgeometry", "--shell", window)
        sizes = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", place)}
        right, below = sizes["X"] + sizes["WIDTH"] - 50, sizes["Y"] + sizes["HEIGHT"] - 24
        self._do("mousemove", str(right), str(below), "click", "1")
        self._until(lambda: not self._windows("Select a file"))

    def answer(self, *keys: str) -> None:
        """Answer the prompt of the browser, which has the keyboard when it is shown: Return is its
        first button, which cancels."""
        time.sleep(2)  # no driver sees it
        for key in keys:
            self._do("key", key)
            time.sleep(0.5)

    def kill(self) -> None:
        """End the browser as the system does, in the midst of what it does."""
        threads = Path(f"/proc/{self._driver}/task").iterdir()
        (browser,) = " ".join((one / "children").read_text() for one in threads).split()
        os.kill(int(browser), signal.SIGKILL)

    def _windows(self, name: str) -> list[str]:
        return self._do("search", "--onlyvisible", "--name", name).split()

    def _do(self, *command: str) -> str:
        environment = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run(
            ["xdotool", *command],
            env=environment, capture_output=True, text=True, timeout=20, check=False,
        )  # fmt: skip
        return done.stdout

    def _until(self, asked: Callable[[], Any]) -> Any:
        deadline = time.monotonic() + _TO_SEE
        while not (found := asked()):
            assert time.monotonic() < deadline, "the browser's window did not come"
            time.sleep(0.2)
        return found


@contextmanager
def person(page: Path, downloads: Path) -> Iterator[Person]:
    """Somebody who has the page open in Chromium. The browser may be killed."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    with screen() as display:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for argument in ("--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,850",
                         "--window-position=0,0", "--lang=en"):  # fmt: skip
            options.add_argument(argument)
        service: Any = Service(
            shutil.which("chromedriver"), env={**os.environ, "DISPLAY": display, "LANG": "C.UTF-8"}
        )
        driver: Any = webdriver.Chrome(options=options, service=service)
        try:
            driver.get(page.as_uri())
            yield Person(Visit(driver, downloads), display, service.process.pid)
        finally:
            with suppress(Exception):  # where it was killed, there is nothing to answer
                driver.quit()

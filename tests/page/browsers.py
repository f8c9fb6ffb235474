"""Real browsers that open the page: Chromium and WebKitGTK by WebDriver, Firefox by Marionette."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

INSTALL = (
    "Install chromium, chromium-driver, firefox-esr, webkit2gtk-driver and xvfb, and run npm ci in "
    "motxl/page and in tests/judges."
)
MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)
_PROGRAMS = ("chromium", "chromedriver", "firefox-esr", "WebKitWebDriver", "Xvfb", "node")
_TO_ANSWER = 60.0
"""Seconds after which a page, or a browser, is given up"""


def missing() -> str | None:
    """A sentence that says what to install, or ``None`` when nothing is missing."""
    root = Path(__file__).parents[2]
    parts = [root / "motxl/page/node_modules/pyodide", root / "tests/judges/node_modules/axe-core"]
    there = MINI_BROWSER is not None and all(map(shutil.which, _PROGRAMS))
    return None if there and all(part.is_dir() for part in parts) else INSTALL


class Driver(Protocol):
    """What is asked of a browser."""

    def get(self, url: str) -> None: ...

    def execute_script(self, script: str, *arguments: Any) -> Any: ...

    def upload(self, name: str, path: Path) -> None:
        """Choose a file in the input of that id."""


class Visit:
    """The page in a browser, as somebody uses it."""

    def __init__(self, driver: Driver, downloads: Path, patience: float = _TO_ANSWER) -> None:
        self.driver = driver
        self.downloads = downloads
        self.patience = patience

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def open(self, book: Path) -> None:
        """Choose a workbook, and wait until it was checked."""
        self.driver.upload("picker", book)
        self.until("return !document.getElementById('book').hidden")
        self.settle()

    def press(self, selector: str) -> None:
        """Press a button, and wait until what it starts has come to its end."""
        self.run("document.querySelector(arguments[0]).click()", selector)
        self.settle()

    def settle(self) -> None:
        # Twice: one job may follow another.
        for _ in range(2):
            self.until("return document.getElementById('busy').hidden")
            self.until("return !document.querySelector('#view [aria-busy]')")
            time.sleep(0.05)

    def until(self, script: str) -> None:
        deadline = time.monotonic() + self.patience
        while not self.run(script):
            assert time.monotonic() < deadline, f"{script}: never; {self.text()}"
            time.sleep(0.02)

    def check(self, book: Path) -> float:
        """Choose a workbook; the seconds until the first findings are seen. Needs ``WATCHING``."""
        self.driver.upload("picker", book)
        self.until("return window.seen")
        self.settle()
        return float(self.run("return (seen - chosen) / 1000"))

    def timed(self, selector: str) -> float:
        """The seconds from a press of a button until the findings are there anew."""
        self.run("window.chosen = performance.now(); window.seen = 0; lookFor()")
        self.run("document.querySelector(arguments[0]).click()", selector)
        self.until("return window.seen")
        self.settle()
        return float(self.run("return (seen - chosen) / 1000"))

    def longest_pause(self) -> float:
        """The longest task of the page's own thread since the workbook was chosen, in seconds; 0
        where none took 50 ms. Needs ``WATCHING``."""
        return float(self.run(PAUSE + " since(chosen, Infinity)"))

    def pause_of_reading(self) -> float:
        """The same, before a workbook could be chosen: the browser takes the file in."""
        return float(self.run(PAUSE + " since(0, chosen)"))

    def memory(self) -> float:
        """What the process that shows the page has for itself, in MiB: Chromium's largest one."""
        of = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                of[folder.name] = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        own = str(self.driver.service.process.pid)  # type: ignore[attr-defined]
        sizes = [0.0]
        for one in of:
            above = one
            while above in of and above != own:
                above = of[above]
            with suppress(OSError):
                if above == own and b"=renderer" in Path("/proc", one, "cmdline").read_bytes():
                    lines = Path("/proc", one, "smaps_rollup").read_text().splitlines()
                    sizes += [int(line.split()[1]) / 1024 for line in lines if line[:4] == "Pss:"]
        return max(sizes)

    def draw_all(self) -> None:
        """Have all of the page drawn: findings below the window's edge are drawn only when somebody
        scrolls there, and what is not drawn has no text and is not in Chromium's tree."""
        rule = "* { content-visibility: visible !important }"
        self.run(f"document.styleSheets[0].insertRule({rule!r})")

    def text(self, selector: str = "main") -> str:
        self.draw_all()
        text = self.run("return document.querySelector(arguments[0]).innerText", selector)
        assert isinstance(text, str)
        return text

    def choose(self, wanted: str = "input[data-key]") -> None:
        """Tick all findings, or some."""
        script = "for (const box of document.querySelectorAll(arguments[0])) box.click()"
        self.run(script, f".groups {wanted}")

    def downloaded(self, *suffixes: str) -> bytes:
        """The file that was downloaded last, a workbook or of these suffixes, which goes from
        there."""
        wanted = suffixes or (".xlsx", ".xlsm")
        deadline = time.monotonic() + _TO_ANSWER
        while True:
            found = [one for one in self.downloads.iterdir() if one.suffix in wanted]
            if found and found[0].stat().st_size:
                break
            assert time.monotonic() < deadline, "nothing was downloaded"
            time.sleep(0.02)
        data = found[0].read_bytes()
        found[0].unlink()
        return data


PAUSE = """
const since = (from, to) => Math.max(
  0,
  ...pauses.filter((one) => from <= one.startTime && one.startTime < to).map((one) => one.duration),
) / 1000;
return"""

WATCHING = """
window.pauses = [];
new PerformanceObserver((told) => {
  for (const one of told.getEntries()) pauses.push(one);
}).observe({ type: "longtask", buffered: true });
addEventListener("change", ({ target }) => {
  if (target.id === "picker") window.chosen = performance.now();
}, true);
window.lookFor = () => {
  const before = document.querySelector("#findings-title");
  new MutationObserver((_changes, watch) => {
    const title = document.querySelector("#findings-title");
    if (!title || title === before) return;
    window.seen = performance.now();
    watch.disconnect();
  }).observe(document, { childList: true, subtree: true });
};
lookFor();
"""
"""Run before the page: notes the pauses of its thread, and when findings are seen"""


@contextmanager
def chromium(downloads: Path) -> Iterator[Driver]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                     "--window-size=1280,900"):  # fmt: skip
        options.add_argument(argument)
    kept = {
        "download.default_directory": str(downloads),
        "intl.accept_languages": "en",
        # A person's click before each allows them.
        "profile.default_content_setting_values.automatic_downloads": 1,
    }
    options.add_experimental_option("prefs", kept)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    with _by_web_driver(driver) as made:
        yield made


@contextmanager
def webkit() -> Iterator[Driver]:
    """WebKitGTK, on a display of its own: it has no headless mode."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = str(MINI_BROWSER)
    options.add_argument("--automation")
    with screen() as display:
        environment = {
            **os.environ, "DISPLAY": display, "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LANG": "C.UTF-8",
        }  # fmt: skip
        service = Service(shutil.which("WebKitWebDriver"), env=environment)
        with _by_web_driver(webdriver.WebKitGTK(options=options, service=service)) as made:
            yield made


@contextmanager
def screen() -> Iterator[str]:
    """A display that nobody sees."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    try:
        yield display
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _by_web_driver(driver: Any) -> Iterator[Driver]:
    def upload(name: str, path: Path) -> None:
        driver.find_element("id", name).send_keys(str(path))

    driver.upload = upload
    driver.set_script_timeout(_TO_ANSWER)
    try:
        yield driver
    finally:
        driver.quit()


class Firefox:
    """Firefox by its own protocol, since geckodriver is in no package index (Marionette:
    firefox-source-docs, remote protocol 3: a length, a colon, and JSON)."""

    def __init__(self, profile: Path, downloads: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        preferences: dict[str, object] = {
            "marionette.port": port,
            "intl.accept_languages": "en",
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "browser.download.folderList": 2,
            "browser.download.dir": str(downloads),
        }
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        (profile / "user.js").write_text("\n".join(lines), "utf-8")
        self._process = subprocess.Popen(
            ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(profile)},
        )  # fmt: skip
        self._socket = _connected(port)
        self._stream = self._socket.makefile("rb")
        self._asked = 0
        self._answer()
        self._ask("WebDriver:NewSession", {"capabilities": {}})

    def get(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def execute_script(self, script: str, *arguments: Any) -> Any:
        told = self._ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})
        return told["value"]

    def upload(self, name: str, path: Path) -> None:
        wanted = {"using": "css selector", "value": f"#{name}"}
        (element,) = self._ask("WebDriver:FindElement", wanted)["value"].values()
        self._ask("WebDriver:ElementSendKeys", {"id": element, "text": str(path)})

    def quit(self) -> None:
        with suppress(OSError, AssertionError, ValueError):
            self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._stream.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait()

    def _ask(self, name: str, given: dict[str, Any]) -> Any:
        self._asked += 1
        data = json.dumps([0, self._asked, name, given]).encode()
        self._socket.sendall(b"%d:%b" % (len(data), data))
        _kind, _number, error, value = self._answer()
        assert error is None, error
        return value

    def _answer(self) -> Any:
        length = b""
        while (one := self._stream.read(1)) != b":":
            length += one
        return json.loads(self._stream.read(int(length)))


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + _TO_ANSWER
    while True:
        try:
            made = socket.create_connection(("127.0.0.1", port))
        except OSError:
            assert time.monotonic() < deadline, "Firefox does not answer"
            time.sleep(0.1)
        else:
            made.settimeout(_TO_ANSWER)
            return made


@contextmanager
def firefox(profile: Path, downloads: Path) -> Iterator[Driver]:
    driver = Firefox(profile, downloads)
    try:
        yield driver
    finally:
        driver.quit()

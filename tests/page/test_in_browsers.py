"""The page in real browsers: what it does is what motxl does in a terminal, and nothing leaves."""

from __future__ import annotations

import base64
import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import need
from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.jobs import done
from tests.page.seen import in_both_schemes

pytestmark = [pytest.mark.judge, pytest.mark.slow]


@pytest.fixture
def terminal(book: Path, tmp_path: Path) -> Path:
    """The same workbook, for motxl outside of the browser."""
    return Path(shutil.copy(book, tmp_path))


def correctable(file: Path) -> list[str]:
    return [one["key"] for one in done("check", file)["findings"] if one["correctable"]]


def test_the_findings_are_those_of_the_terminal(visit: Visit, book: Path, terminal: Path) -> None:
    visit.open(book)
    found = done("check", terminal)["findings"]
    assert visit.text("#findings-title") == f"{len(found)} findings"
    shown = visit.run(
        # Not innerText: what is out of sight is not laid out.
        "return [...document.querySelectorAll('.groups .message')].map(e => e.textContent)"
    )
    assert sorted(" ".join(one.split()) for one in shown) == sorted(
        " ".join(one["message"].split()) for one in found
    )


def test_what_is_made_equals_what_the_terminal_makes(
    visit: Visit, book: Path, terminal: Path
) -> None:
    visit.open(book)
    original = book.read_bytes()

    visit.choose()
    visit.press(".tray .main")
    chosen = correctable(terminal)
    proposed = done("propose", terminal, chosen=chosen)["corrections"]
    assert visit.run("return document.querySelectorAll('.preview > ul > li').length") == len(
        proposed
    )
    visit.press("#make")
    done("correct", terminal, chosen=chosen)
    assert visit.downloaded() == terminal.read_bytes()

    visit.press("#do-colour")  # the corrections coloured already
    assert "up to date" in visit.text("#notices")

    visit.press("#do-summary")
    done("summary", terminal)
    assert visit.downloaded() == terminal.read_bytes()

    for _ in range(2):
        visit.press("#do-states")
        visit.press("#give-back")
        after = visit.downloaded()
    assert after == original

    visit.press("#do-renumber")
    assert "3.4.2" in visit.text("#view")
    visit.press("#make")
    terminal.write_bytes(original)
    done("renumber", terminal, write=True)
    assert visit.downloaded() == terminal.read_bytes()


def test_states_outlast_the_page_and_can_be_deleted(visit: Visit, book: Path, built: Path) -> None:
    visit.open(book)
    visit.press("#do-colour")
    made = visit.downloads / "elsewhere" / "renamed.xlsx"
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(visit.downloaded())
    visit.driver.get(built.as_uri())
    visit.open(made)  # under another name: it is known by what it holds
    visit.press("#do-states")
    visit.press("#give-back")
    assert visit.downloaded() == book.read_bytes()
    visit.press("#do-states")
    visit.run("[...document.querySelectorAll('.states .row button')].at(-1).click()")
    visit.press(".sure .bad")
    visit.until("return document.getElementById('notices').innerText.includes('deleted')")
    assert "No earlier state of this workbook is kept" in visit.text("#view")


def test_stopping_changes_nothing_and_work_goes_on(visit: Visit, book: Path) -> None:
    visit.open(book)
    visit.run(
        "document.getElementById('do-summary').click(); document.getElementById('stop').click()"
    )
    visit.settle()
    assert "nothing was changed" in visit.text("#notices")
    visit.press("#do-check")
    assert "findings" in visit.text("#findings-title")
    assert not [one for one in visit.downloads.iterdir() if one.suffix == ".xlsx"]


def test_it_can_be_stopped_while_it_starts(visit: Visit, book: Path, built: Path) -> None:
    visit.driver.get(built.as_uri())
    visit.driver.upload("picker", book)
    visit.until("return !document.getElementById('busy').hidden")
    visit.run("document.getElementById('stop').click()")
    visit.settle()
    assert "nothing was changed" in visit.text("#notices")
    visit.press("#do-check")
    assert "findings" in visit.text("#findings-title")


def test_nothing_leaves_the_page(visit: Visit, book: Path) -> None:
    """Each way to call out, from the page and from a worker, would meet a server that counts."""
    with counting() as (address, hits):
        visit.open(book)
        asked = "return performance.getEntriesByType('resource').map((one) => one.name)"
        assert visit.run(asked) == []
        # By the browser's own log too, before the page is made to try what it never does.
        assert calls_out(visit) == []
        visit.run(CALLS, address)
        visit.run(FROM_A_WORKER, address)
        visit.press("#do-check")
        threading.Event().wait(1)
        assert hits == []
        assert calls_out(visit) == []
        visit.driver.get(f"{address}/seen")  # the server counts
        assert hits == ["/seen"]


CALLS = """
const to = arguments[0];
const attempt = (what) => { try { const p = what(); p?.catch?.(() => {}); } catch {} };
attempt(() => fetch(to + "/fetch"));
attempt(() => navigator.sendBeacon(to + "/beacon", "x"));
attempt(() => { const r = new XMLHttpRequest(); r.open("POST", to + "/xhr"); r.send("x"); });
attempt(() => new WebSocket(to.replace("http", "ws") + "/socket"));
attempt(() => new EventSource(to + "/events"));
attempt(() => { new Image().src = to + "/image"; });
attempt(() => import(to + "/module"));
for (const [name, attribute] of [["script", "src"], ["iframe", "src"], ["video", "src"],
    ["object", "data"], ["embed", "src"]]) {
  attempt(() => {
    const one = document.createElement(name);
    one[attribute] = to + "/" + name;
    document.body.append(one);
  });
}
for (const rel of ["stylesheet", "prefetch", "preload", "icon", "manifest"]) {
  attempt(() => {
    const one = document.createElement("link");
    Object.assign(one, { rel, href: to + "/" + rel });
    if (rel === "preload") one.as = "image";
    document.head.append(one);
  });
}
attempt(() => {
  // What asks a STUN server sends UDP; over TCP it would meet the server that counts.
  const one = new RTCPeerConnection({ iceServers: [{ urls: to.replace("http://", "turn:") +
    "?transport=tcp", username: "x", credential: "x" }] });
  one.createDataChannel("x");
  one.createOffer().then((made) => one.setLocalDescription(made));
});
attempt(() => {
  const form = document.createElement("form");
  Object.assign(form, { action: to + "/form", method: "post", target: "_blank" });
  document.body.append(form);
  form.submit();
});
"""


def calls_out(visit: Visit) -> list[str]:
    """The requests that Chromium sent since this was asked last, by its own log: not those that the
    policy stopped."""
    log = visit.driver.get_log("performance")  # type: ignore[attr-defined]
    told = [json.loads(one["message"])["message"] for one in log]
    stopped = {
        one["params"]["requestId"] for one in told
        if one["method"] == "Network.loadingFailed" and one["params"].get("blockedReason") == "csp"
    }  # fmt: skip
    return [
        url for one in told
        if one["method"] == "Network.requestWillBeSent"
        and one["params"]["requestId"] not in stopped
        and not (url := one["params"]["request"]["url"]).startswith(("file:", "blob:", "data:"))
    ]  # fmt: skip


def test_served_by_an_intranet_it_is_one_request_and_does_the_same(
    visit: Visit, built: Path, book: Path, terminal: Path
) -> None:
    with counting({"/motxl.html": built.read_bytes()}) as (address, hits):
        visit.driver.get(f"{address}/motxl.html")
        visit.open(book)
        visit.press("#do-colour")
        done("colour", terminal)
        assert visit.downloaded() == terminal.read_bytes()
        visit.press("#do-states")
        visit.press("#give-back")
        assert visit.downloaded() == book.read_bytes()
        assert hits == ["/motxl.html"]


FROM_A_WORKER = """
const calls = `const to = "${arguments[0]}/worker";
const attempt = (what) => { try { const p = what(); p?.catch?.(() => {}); } catch {} };
attempt(() => fetch(to));
attempt(() => { const r = new XMLHttpRequest(); r.open("GET", to, false); r.send(); });
attempt(() => new WebSocket(to.replace("http", "ws")));
attempt(() => new EventSource(to));
attempt(() => importScripts(to));
attempt(() => import(to));
attempt(() => new Worker(to));`;
new Worker(URL.createObjectURL(new Blob([calls])));
"""


@contextmanager
def counting(pages: Mapping[str, bytes] = {}) -> Iterator[tuple[str, list[str]]]:
    """A server that has these pages, and writes down what it is asked for."""
    hits: list[str] = []

    class Counting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/favicon.ico":
                hits.append(self.path)
            page = pages.get(self.path)
            self.send_response(204 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            if page is not None:
                self.wfile.write(page)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_given: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", hits
    finally:
        server.shutdown()
        server.server_close()


def test_axe_finds_nothing_in_any_state(visit: Visit, book: Path) -> None:
    states = {"start": in_both_schemes(visit)}
    visit.open(book)
    visit.run("for (const one of document.querySelectorAll('details')) one.open = true")
    visit.choose()
    states["chosen"] = in_both_schemes(visit)
    visit.press(".tray .main")
    states["preview"] = in_both_schemes(visit)
    visit.press("#make")
    visit.press("#do-states")
    visit.run("[...document.querySelectorAll('.states .row button')].at(-1).click()")
    states["states"] = in_both_schemes(visit)
    visit.downloaded()
    assert states == {state: [] for state in states}


def test_nothing_is_wider_than_the_window(visit: Visit, book: Path) -> None:
    tell = visit.driver.execute_cdp_cmd  # type: ignore[attr-defined]

    def too_wide() -> list[int]:
        found = []
        for width in (320, 390, 768, 1280):
            size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
            tell("Emulation.setDeviceMetricsOverride", size)
            if visit.run("return document.documentElement.scrollWidth") > width:
                found.append(width)
        return found

    try:
        visit.open(book)
        visit.choose()
        assert too_wide() == []
        visit.press(".tray .main")
        assert too_wide() == []
    finally:
        tell("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_another_browser_does_the_same(
    built: Path, book: Path, terminal: Path, tmp_path: Path, name: str
) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    profile = tmp_path / "profile"
    profile.mkdir()
    with browsers.firefox(profile, downloads) if name == "firefox" else browsers.webkit() as driver:
        visit = Visit(driver, downloads)
        driver.get(built.as_uri())
        visit.run(KEEPING)
        visit.open(book)
        found = done("check", terminal)["findings"]
        assert visit.text("#findings-title").startswith(str(len(found)))
        visit.choose()
        chosen = correctable(terminal)
        visit.press(".tray .main")
        visit.press("#make")
        done("correct", terminal, chosen=chosen)
        assert visit.run("return window.kept") == terminal.read_bytes().hex()
        visit.press("#do-summary")
        done("summary", terminal)
        assert visit.run("return window.kept") == terminal.read_bytes().hex()
        for _ in range(2):
            visit.press("#do-states")
            visit.press("#give-back")
        assert visit.run("return window.kept") == book.read_bytes().hex()
        visit.press("#do-colour")
        terminal.write_bytes(book.read_bytes())
        done("colour", terminal)
        assert visit.run("return window.kept") == terminal.read_bytes().hex()


KEEPING = """
const made = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  if (blob.type === "application/octet-stream") {
    blob.arrayBuffer().then((buffer) => {
      const bytes = [...new Uint8Array(buffer)];
      window.kept = bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
    });
  }
  return made(blob);
};
"""
"""What is downloaded is kept where a driver can read it: MiniBrowser asks where to save a file"""


@pytest.mark.parametrize("further_down", [0, 168, 384])
def test_no_title_of_findings_stands_alone_at_the_foot_of_a_printed_page(
    visit: Visit, book: Path, tmp_path: Path, further_down: int
) -> None:
    need(None if shutil.which("pdftotext") else "Install poppler-utils.")
    visit.open(book)
    visit.run(f"document.getElementById('book').style.paddingBottom = '{further_down}px'")
    given = {"paperWidth": 8.27, "paperHeight": 11.69}
    printed = visit.driver.execute_cdp_cmd("Page.printToPDF", given)  # type: ignore[attr-defined]
    file = tmp_path / "findings.pdf"
    file.write_bytes(base64.b64decode(printed["data"]))
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    feet = [[line for line in page.splitlines() if line.strip()][-1:] for page in text.split("\f")]
    assert "NUM012" in text
    assert [
        foot for foot in feet if foot and re.search(r"[A-Z]{3}\d{3} · .* · \d+$", foot[0])
    ] == []

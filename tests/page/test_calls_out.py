"""What a script in the page could send, heard where it would arrive: on a UDP and a TCP port for
each way to call out, in whatever protocol. A request that is stopped may be a connection all the
same.

What goes to other addresses is not heard here, nor what the browser asks for itself.
"""

from __future__ import annotations

import re
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.test_safeguards import SCRIPTS, WEB

HELPS = """
const at = `http://127.0.0.1:${tcp}/`;
const rtc = (of) => {
  const more = { username: "x", credential: "x" };
  const call = new of.RTCPeerConnection({ iceServers: [
    { urls: `stun:127.0.0.1:${udp}` },
    { urls: `turn:127.0.0.1:${udp}`, ...more },
    { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...more },
  ] });
  call.createDataChannel("x");
  call.createOffer().then((made) => call.setLocalDescription(made));
  (self.calls ??= []).push(call);
};
const link = (rel) =>
  document.head.append(Object.assign(document.createElement("link"), { rel, href: at }));
const frame = (more) => {
  const made = Object.assign(document.createElement("iframe"), more);
  document.body.append(made);
  return made;
};
"""
FROM_BOTH = {
    "webrtc": "rtc(self)",
    "webtransport": "new WebTransport(`https://127.0.0.1:${udp}/`)",
    "fetch": "fetch(at)",
    "websocket": "new WebSocket(at.replace('http', 'ws'))",
}
FROM_THE_PAGE = {
    "style": "document.body.style.backgroundImage = `url(${at})`",
    "font": "new FontFace('x', `url(${at})`).load()",
    "preload": "link('modulepreload')",
    "prefetch": "link('prefetch')",
    "ping": "const a = Object.assign(document.createElement('a'), { href: '#x', ping: at });"
    "document.body.append(a); a.click()",
    "speculation": "const one = document.createElement('script'); one.type = 'speculationrules';"
    "one.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [at] }] });"
    "document.head.append(one)",
    "preconnect": "link('preconnect')",
    "frame": "frame({ src: at })",
    "frame of data": "const one = frame({ src: 'data:text/html,x' });"
    "one.onload = () => rtc(one.contentWindow)",
    "empty frame": "rtc(frame({}).contentWindow)",
    "frame of text": "const one = frame({ srcdoc: 'x' });one.onload = () => rtc(one.contentWindow)",
}
NOT_PREVENTED = {
    "chromium": {"preconnect", "frame", "empty frame", "frame of text"},
    "firefox": {"preconnect"},
    "webkit": {"preconnect"},
}
"""What no policy that a page can give itself forbids: a connection on which nothing is asked
(preconnect; in Chromium also for a frame that is then not loaded), and WebRTC in an empty frame"""
HEARD = {
    "chromium": FROM_BOTH.keys() | FROM_THE_PAGE.keys() - {"frame of data"},
    "firefox": {"webtransport", "fetch", "websocket", "style", "font", "preload", "preconnect"},
    "webkit": {"fetch", "websocket", "style", "font", "preload", "ping", "preconnect"},
}
"""What arrives from an empty page, at least: a port that hears nothing would show nothing"""


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Visit]:
    downloads, profile = folder / "downloads", folder / "profile"
    downloads.mkdir()
    profile.mkdir()
    made = {
        "chromium": lambda: browsers.chromium(downloads),
        "firefox": lambda: browsers.firefox(profile, downloads),
        "webkit": browsers.webkit,
    }
    with made[name]() as driver:
        yield Visit(driver, downloads)


def arrived(visit: Visit, seconds: float) -> tuple[set[str], set[str]]:
    """By which ways something arrives from the page, and from a worker of it."""
    with ExitStack() as stack:
        ports: dict[socket.socket, tuple[str, str]] = {}

        def listening(*about: str) -> tuple[int, int]:
            numbers = []
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                one = stack.enter_context(socket.socket(type=kind))
                one.bind(("127.0.0.1", 0))
                if kind is socket.SOCK_STREAM:
                    one.listen()
                ports[one] = (about[0], about[1])
                numbers.append(one.getsockname()[1])
            return numbers[0], numbers[1]

        for way, code in (FROM_BOTH | FROM_THE_PAGE).items():
            udp, tcp = listening("page", way)
            visit.run(f"try {{ const [udp, tcp] = [{udp}, {tcp}]; {HELPS} {code} }} catch {{}}")
        for way, code in FROM_BOTH.items():
            udp, tcp = listening("worker", way)
            script = f"const [udp, tcp] = [{udp}, {tcp}]; {HELPS} {code}"
            visit.run("new Worker(URL.createObjectURL(new Blob([arguments[0]])))", script)
        heard: dict[str, set[str]] = {"page": set(), "worker": set()}
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for one in select.select(list(ports), [], [], 0.1)[0]:
                where, way = ports[one]
                heard[where].add(way)
                if one.type == socket.SOCK_DGRAM:
                    one.recv(1 << 16)
                else:
                    one.accept()[0].close()
        return heard["page"], heard["worker"]


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.parametrize("name", ["chromium", "firefox", "webkit"])
def test_nothing_arrives_but_what_no_page_can_prevent(
    built: Path, book: Path, tmp_path: Path, name: str
) -> None:
    with opened(name, tmp_path) as visit:
        visit.driver.get(built.as_uri())
        visit.open(book)
        page, worker = arrived(visit, 5)
        assert worker == set()
        assert page <= NOT_PREVENTED[name]
        empty = tmp_path / "empty.html"
        empty.write_text("<!doctype html><title>empty</title><body>", "utf-8")
        visit.driver.get(empty.as_uri())
        page, worker = arrived(visit, 5)
        assert HEARD[name] <= page
        # No browser gives a worker WebRTC.
        assert worker == HEARD[name] & (FROM_BOTH.keys() - {"webrtc"})


def test_the_page_does_nothing_of_what_it_cannot_prevent() -> None:
    """It makes no frame, no link and no window; a frame would have WebRTC anew, which the page
    takes away from itself alone."""
    parts = SCRIPTS + (WEB / "index.html").read_text("utf-8")
    parts = parts.replace('<link rel="icon" href="data:,">', "")
    elements = r"(?:i?frame|object|embed|link)"
    assert re.findall(rf"<{elements}|[\"']{elements}[\"'],|contentWindow|srcdoc", parts) == []
    assert re.findall(r"window\.open\(|preconnect|prefetch|location\s*=", parts) == []

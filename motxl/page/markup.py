"""The page as one file: markup, style, scripts, texts, and what it carries."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from motxl.page.texts import texts_for_scripts
from motxl.version import __version__

_WEB = Path(__file__).parent / "web"
_PLACE = re.compile(r"<!-- made: ([a-z]+) -->|\bmade-policy\b")


def page(script: bytes, payload: Mapping[str, str], licences: str = "") -> bytes:
    """The page; ``licences`` is markup. ``payload`` comes last, so that a browser shows the page
    before it has read it."""
    style = (_WEB / "style.css").read_text("utf-8").strip()
    running = script.decode().strip()
    parts = {
        "style": f"<style>{style}</style>",
        "script": f"<script>{_kept_together(running)}</script>",
        "texts": _data("texts", json.dumps(texts_for_scripts(), ensure_ascii=False)),
        "payload": "\n".join(_data(name, text) for name, text in payload.items()),
        "version": __version__,
        "licences": licences,
        "policy": policy(_kept_together(running), style),
    }
    text = (_WEB / "index.html").read_text("utf-8")
    return _PLACE.sub(lambda place: parts[place[1] or "policy"], text).encode()


def policy(script: str, style: str) -> str:
    """The content security policy: this script and this style run, and nothing is fetched, sent or
    embedded (W3C, Content Security Policy Level 3)."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)} 'wasm-unsafe-eval'",
            f"style-src {_hash(style)}",
            "worker-src blob:",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "webrtc 'block'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _kept_together(script: str) -> str:
    """Without what would end the element that a script stands in (HTML, 4.12.1.3)."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _data(name: str, text: str) -> str:
    """A data block: not run, and read by the scripts."""
    kept = text.replace("<", "\\u003c") if name == "texts" else text
    return f'<script type="application/octet-stream" id="{name}">{kept}</script>'

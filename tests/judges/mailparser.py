"""mailparser, from npm, as a judge: what a parser that is not Python's reads in a message."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

INSTALL = "mailparser is not installed: install Node 20 and run `npm ci` in tests/judges"
TIMEOUT = 60  # seconds; a small message takes 0.2

_HERE = Path(__file__).parent


class NotParsedError(Exception):
    """mailparser is absent or failed."""


class Address(NamedTuple):
    name: str
    address: str


class Attachment(NamedTuple):
    filename: str
    content_type: str
    sha256: str
    size: int


class Parsed(NamedTuple):
    """What is absent is empty; a ``text`` or ``html`` that is absent or empty is ``None``."""

    subject: str
    sender: list[Address]
    to: list[Address]
    cc: list[Address]
    text: str | None
    html: str | None
    headers: dict[str, str]
    """By name in lower case, unfolded, encoded words as they are; repeated ones line by line"""
    attachments: list[Attachment]


def missing() -> str | None:
    """A sentence that says what to install, or ``None`` when nothing is missing."""
    installed = (_HERE / "node_modules" / "mailparser").is_dir()
    return None if installed and shutil.which("node") else INSTALL


def parse(data: bytes) -> Parsed:
    """:raises NotParsedError: mailparser is absent, or failed."""
    node = shutil.which("node")
    if node is None or missing():
        raise NotParsedError(INSTALL)
    try:
        ended = subprocess.run(
            [node, str(_HERE / "mailparser.mjs")],
            input=data,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotParsedError(f"no answer after {TIMEOUT} s") from late
    if ended.returncode:
        raise NotParsedError(ended.stderr.decode("utf-8", "replace").strip())
    found = json.loads(ended.stdout)
    return Parsed(
        subject=found["subject"],
        sender=[Address(*one) for one in found["sender"]],
        to=[Address(*one) for one in found["to"]],
        cc=[Address(*one) for one in found["cc"]],
        text=found["text"],
        html=found["html"],
        headers=found["headers"],
        attachments=[Attachment(*one) for one in found["attachments"]],
    )

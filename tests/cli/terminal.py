"""A command on a terminal of its own, where somebody types."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_PATIENCE = 20.0
"""Seconds without a word"""
CTRL_C, CTRL_D = "\x03", "\x04"


class Said(NamedTuple):
    code: int
    text: str


def typed(place: Path, arguments: list[str], *answers: str, **more: str) -> Said:
    """Run motxl, type an answer each time it has asked, and say what was seen in the end."""
    import fcntl
    import termios

    leader, follower = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "motxl", *arguments],
        cwd=place,
        env={**environment, "COLUMNS": "80", "TERM": "xterm", **more},
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        # So that Ctrl-C reaches it as it does in any terminal.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    )
    os.close(follower)
    seen, waiting = "", list(answers)
    while True:
        if not select.select([leader], [], [], _PATIENCE)[0]:
            process.kill()
            raise AssertionError(f"it waits for more than was typed:\n{seen[-2000:]}")
        try:
            piece = os.read(leader, 65536)
        except OSError:  # Linux says so at the end
            break
        if not piece:
            break
        seen += piece.decode(errors="replace").replace("\r\n", "\n")
        if waiting and ",q, " in seen.rsplit("\n", 1)[-1]:
            answer = waiting.pop(0)
            os.write(leader, (answer if answer in {CTRL_C, CTRL_D} else f"{answer}\n").encode())
    os.close(leader)
    return Said(process.wait(timeout=10), seen)

"""Linux itself: what is mounted where."""

from __future__ import annotations

import re
from pathlib import Path

from motxl.doctor.computer import Mount

_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")


def mounted() -> list[Mount]:
    try:
        return parsed(_MOUNTS.read_text("utf-8", "surrogateescape"))
    except OSError:
        return []


def parsed(text: str) -> list[Mount]:
    """What the kernel lists; spaces in names are ``\\040`` there."""
    lines = [line.split(" ") for line in text.splitlines()]
    return [
        Mount(_OCTAL.sub(lambda found: chr(int(found[1], 8)), words[1]), words[2])
        for words in lines
        if len(words) > 2
    ]

"""macOS itself: what is mounted where, and the mark of files that were downloaded.

This module has not been tried on a Mac.
"""

from __future__ import annotations

import re
from pathlib import Path

from motxl.doctor.computer import Mount
from motxl.programs import said_by

_SECONDS = 5
# //name@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by name)
_MOUNTED = re.compile(r"^.+? on (?P<place>.+) \((?P<kind>\w+)", re.MULTILINE)


def mounted() -> list[Mount]:
    return parsed(_said("/sbin/mount"))


def parsed(text: str) -> list[Mount]:
    """What ``mount`` prints."""
    return [Mount(found["place"], found["kind"]) for found in _MOUNTED.finditer(text)]


def quarantine(path: Path) -> str:
    """The mark of a file that was downloaded; empty where it has none."""
    return _said("/usr/bin/xattr", "-p", "com.apple.quarantine", str(path)).strip()


def _said(*command: str) -> str:
    program, *arguments = command
    return said_by(Path(program), *arguments, seconds=_SECONDS) or ""

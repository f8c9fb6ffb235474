"""The computer on which this runs, asked in its own way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from motxl.doctor.computer import Computer


def this_computer() -> Computer:
    if sys.platform == "win32":
        from motxl.doctor.windows import WindowsRegistry, drives

        return Computer("windows", Path.home(), os.environ, WindowsRegistry(), drives())
    if sys.platform == "darwin":
        from motxl.doctor.mac import mounted

        return Computer("mac", Path.home(), os.environ, mounts=mounted())
    from motxl.doctor.linux import mounted as mounted_here

    return Computer("linux", Path.home(), os.environ, mounts=mounted_here())

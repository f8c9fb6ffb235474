"""Waiting until staff close a workbook, for what can only be done in its file."""

from __future__ import annotations

import time
from pathlib import Path

from motxl.book.live.finding import find
from motxl.book.live.patience import BusyError, GoneError
from motxl.errors import MotxlError
from motxl.files.locks import owner_of
from motxl.i18n import _

SECONDS = 600.0
"""How long staff may take"""
_INTERVAL = 0.5
_LINGERING = 10.0
"""How long the mark of an application may stay beside a workbook that it has closed"""


def wait_until_closed(path: Path) -> None:
    """Come back when no application has the workbook open. Raises ``MotxlError`` after
    ``SECONDS``."""
    end = time.monotonic() + SECONDS
    while _is_open(path):
        if time.monotonic() > end:
            raise MotxlError(
                _("{file} is still open: nothing was done. Close it, then try again.").format(
                    file=path
                )
            )
        time.sleep(_INTERVAL)
    end = time.monotonic() + _LINGERING
    while owner_of(path) is not None and time.monotonic() < end:
        time.sleep(_INTERVAL)


def _is_open(path: Path) -> bool:
    try:
        return find(path) is not None
    except BusyError:
        return True
    except GoneError:
        return False

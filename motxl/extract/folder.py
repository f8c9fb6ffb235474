"""A folder of extracts: one motxl at a time in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from motxl.files.locks import try_lock
from motxl.files.within import open_inside
from motxl.i18n import _
from motxl.ooxml.errors import InUseError

LOCK = ".motxl-envois.lock"


@contextmanager
def only_here(folder: Path) -> Iterator[None]:
    """The right to work in a folder: making extracts, drafts or sending exclude one another.

    It is the system's own lock on a file of the folder, which may lie on a network share: it holds
    for all users, and is let go even when the process is killed. Raises ``InUseError`` while
    another motxl has it.
    """
    path = folder / LOCK
    descriptor = open_inside(folder, path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not try_lock(descriptor):
            raise InUseError(
                _(
                    "Another run of motxl is making or sending extracts in {folder}: wait "
                    "until it has finished."
                ).format(folder=folder)
            )
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)

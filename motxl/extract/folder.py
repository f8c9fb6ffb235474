"""A folder of extracts: one motxl at a time in it, and files that only their owner reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from motxl.i18n import _
from motxl.package.errors import InUseError, WriteError
from motxl.package.locks import try_lock
from motxl.package.saving import refused

LOCK = ".motxl-envois.lock"


@contextmanager
def only_here(folder: Path) -> Iterator[None]:
    """The right to work in a folder: making extracts, drafts or sending exclude one another.

    It is the system's own lock on a file of the folder, which may lie on a network share: it holds
    for all users, and is let go even when the process is killed. ``InUseError`` while another
    motxl has it.
    """
    path = folder / LOCK
    descriptor = open_private(path, os.O_RDWR | os.O_CREAT)
    try:
        if not try_lock(descriptor):
            raise InUseError(
                _(
                    "Another motxl is at work in {folder}, making extracts or sending them: wait "
                    "until it ends."
                ).format(folder=folder)
            )
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)


def open_private(path: Path, flags: int) -> int:
    """A descriptor of a file that its owner alone may read, as it names people.

    ``flags`` are those of ``os.open``. ``WriteError`` for a symbolic link: what is written would
    land somewhere else.
    """
    if path.is_symlink():
        raise WriteError(
            _("{file} is a link: motxl would write somewhere else. Take it away.").format(file=path)
        )
    no_link = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | no_link, 0o600)
        if hasattr(os, "fchmod"):
            with suppress(OSError):  # somebody else's file, which we may write all the same
                os.fchmod(descriptor, 0o600)
    except OSError as error:
        raise refused(path, error) from None
    return descriptor

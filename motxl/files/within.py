"""Files that belong to a folder: a symbolic link among them that leads out of it is refused.

Who may put a file into a folder that is shared could otherwise have motxl read a private file into
a message, or write into one. Links that stay in the folder are fine; hard links cannot be told.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from motxl.errors import MotxlError
from motxl.files.regular import not_a_file, regular_bytes
from motxl.files.saving import refused
from motxl.i18n import _

PRIVATE = 0o600
"""The mode of files that name people: their owner alone reads them"""


class LeavesFolderError(MotxlError):
    """A link that leads out of the folder that it stands in."""


def inside(folder: Path, path: Path) -> Path:
    """``path`` with its links resolved; raises ``LeavesFolderError`` when it is not in ``folder``
    then."""
    place = Path(os.path.realpath(path))
    if not place.is_relative_to(os.path.realpath(folder)):
        raise _leaves(folder, path)
    return place


def read_inside(folder: Path, path: Path, most: int) -> bytes:
    """The bytes of a file of a folder, as ``regular_bytes`` reads them."""
    try:
        return regular_bytes(inside(folder, path), most, follow=False)
    except OSError as error:
        if error.errno == errno.ELOOP:  # made a link since it was looked at
            raise _leaves(folder, path) from None
        raise


def open_inside(folder: Path, path: Path, flags: int, mode: int = PRIVATE) -> int:
    """A descriptor of a file of ours in a folder; ``flags`` are those of ``os.open``.

    No link is followed at all: motxl makes none. What is opened for writing has ``mode``, less what
    the user's mask takes away; ``PRIVATE`` also where the file was there before.
    ``LeavesFolderError``, ``NotAFileError`` for a pipe or a device; ``WriteError`` or
    ``InUseError`` for what cannot be written, ``OSError`` for what cannot be read.
    """
    inside(folder, path.parent)
    if path.is_symlink():
        raise _link(path)
    writes = bool(flags & (os.O_WRONLY | os.O_RDWR))
    wanted = flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    wanted |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, wanted, mode)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _link(path) from None
        if error.errno == errno.ENXIO:  # a pipe that nobody reads, a socket
            raise not_a_file(path) from None
        if writes:
            raise refused(path, error) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise not_a_file(path)
    if writes and mode == PRIVATE and hasattr(os, "fchmod"):
        with suppress(OSError):  # somebody else's file, which we may write all the same
            os.fchmod(descriptor, mode)
    return descriptor


def _leaves(folder: Path, path: Path) -> LeavesFolderError:
    return LeavesFolderError(
        _(
            "{file} is a link that leads out of the folder {folder}, and is not followed: put "
            "the file itself into this folder."
        ).format(file=path, folder=folder)
    )


def _link(path: Path) -> LeavesFolderError:
    return LeavesFolderError(
        _(
            "{file} is a link, which motxl does not follow: put the file itself in place of the "
            "link."
        ).format(file=path)
    )

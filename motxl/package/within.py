"""Files that belong to a folder: a symbolic link among them that leads out of it is refused.

Who may put a file into a folder that is shared could otherwise have motxl read a private file into
a message, or write into one. Links that stay in the folder are fine; hard links cannot be told.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.package.regular import not_a_file, regular_bytes


class LeavesFolderError(MotxlError):
    """A link that leads out of the folder that it stands in."""


def inside(folder: Path, path: Path) -> Path:
    """``path`` with its links resolved; ``LeavesFolderError`` when it is not in ``folder`` then."""
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


def open_inside(folder: Path, path: Path, flags: int, mode: int = 0o600) -> int:
    """A descriptor of a file of ours in a folder, made with ``mode`` where ``flags`` say so.

    No link is followed at all: motxl makes none. ``LeavesFolderError``, ``NotAFileError`` for a
    pipe or a device, ``OSError`` as ``os.open`` raises it.
    """
    inside(folder, path.parent)
    if path.is_symlink():
        raise _leaves(folder, path)
    wanted = flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    wanted |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, wanted, mode)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _leaves(folder, path) from None
        if error.errno == errno.ENXIO:  # a pipe that nobody reads, a socket
            raise not_a_file(path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise not_a_file(path)
    return descriptor


def _leaves(folder: Path, path: Path) -> LeavesFolderError:
    return LeavesFolderError(
        _(
            "{file} is a link that leads out of the folder {folder}, and is not followed: put the "
            "file itself there."
        ).format(file=path, folder=folder)
    )

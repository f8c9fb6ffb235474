"""Opening what a path names only where it is a file: never a pipe, a device or a socket, which may
keep us waiting for ever or never end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _

# Windows takes these for devices in any folder and with any suffix ("Naming Files, Paths, and
# Namespaces"); superscript digits count as digits.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    # A pipe that nobody writes to would be waited for.
    | getattr(os, "O_NONBLOCK", 0)
)


# Beyond this no file is read into memory; Excel itself balks far earlier.
MAX_FILE_SIZE = 1 << 30


class NotAFileError(MotxlError):
    """A pipe, a device, a socket: there, and nothing that can be read to its end."""


class TooLongError(MotxlError):
    """A file that is longer than what it is read for may be."""


def regular_bytes(path: Path, most: int, *, follow: bool = True) -> bytes:
    """The bytes of a file of at most ``most`` bytes.

    Raises ``OSError`` as ``open`` raises it, ``IsADirectoryError`` for a folder; ``NotAFileError``
    and ``TooLongError`` say the rest. Without ``follow`` a symbolic link is an ``OSError``
    (``ELOOP``).
    """
    data = start_of(path, most + 1, follow=follow)
    if len(data) > most:
        raise TooLongError(
            _("{file} is larger than {size} MB and is not read: is it the right file?").format(
                file=path, size=max(most >> 20, 1)
            )
        )
    return data


def start_of(path: Path, length: int, *, follow: bool = True) -> bytes:
    """The first bytes of a file, ``length`` at most."""
    if os.name == "nt" and is_device_name(path.name):
        raise not_a_file(path)
    # Before it is opened: some devices do something when they are.
    _refuse_others(path, path.stat().st_mode if follow else path.lstat().st_mode)
    descriptor = os.open(path, _FLAGS | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    with os.fdopen(descriptor, "rb") as file:
        _refuse_others(path, os.fstat(descriptor).st_mode)
        return file.read(length)


def _refuse_others(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if not stat.S_ISREG(mode):
        raise not_a_file(path)


def not_a_file(path: Path) -> NotAFileError:
    return NotAFileError(
        _(
            "{file} is not an ordinary file, but a pipe, a device or the like: choose a file on "
            "a disk."
        ).format(file=path)
    )


def is_device_name(name: str) -> bool:
    """Whether Windows takes a file's name for a device: ``NUL``, ``con.xlsx``, ``COM1 .txt``."""
    return name.partition(".")[0].partition(":")[0].rstrip(" ").casefold() in _DEVICES

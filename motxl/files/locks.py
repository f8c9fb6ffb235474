"""Who else has a workbook open: other motxl processes, Excel, LibreOffice."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from motxl.files.datafolder import key_of, private_folder, unusable
from motxl.files.errors import InUseError, MarkedOpenError
from motxl.files.regular import NotAFileError, start_of
from motxl.i18n import _

# Nobody keeps a workbook open in Excel for longer than a day without saving it.
STALE_AFTER = 24 * 3600.0
WAIT_FOR_MOTXL = 20.0


class LockOwner(NamedTuple):
    """A lock file that an application put beside a workbook."""

    file: Path
    user: str
    """As the application wrote it; may be empty"""
    since: datetime
    stale: bool
    fields: tuple[str, ...] = ()
    """Of LibreOffice's: name, login, computer, time, profile"""


@contextmanager
def only_motxl(path: Path) -> Iterator[None]:
    """Hold the right to write a workbook against other motxl processes of this user.

    Raises ``InUseError`` when another one keeps it for longer than ``WAIT_FOR_MOTXL`` seconds.
    """
    lock = private_folder("locks") / f"{key_of(path)}.lock"
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unusable(lock.parent, error) from None
    try:
        deadline = time.monotonic() + WAIT_FOR_MOTXL
        while not try_lock(descriptor):
            if time.monotonic() > deadline:
                raise InUseError(
                    _(
                        "{file} is being written by another run of motxl: wait until it has "
                        "finished."
                    ).format(file=path)
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)  # which lets the lock go


def try_lock(descriptor: int) -> bool:
    """Lock an open file for this process alone; ``False`` when another one has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def owner_of(path: Path) -> LockOwner | None:
    """Who has a workbook open, told by a lock file beside it; ``None`` when there is none."""
    excel = path.with_name("~$" + path.name)
    libreoffice = path.with_name(f".~lock.{path.name}#")
    for file, read in ((excel, _excel_user), (libreoffice, _libreoffice_user)):
        try:
            changed = file.stat().st_mtime
            data = start_of(file, 4096)
        except PermissionError:
            data = b""  # on Windows, Excel keeps its lock file to itself
        except (OSError, NotAFileError):
            continue
        else:
            stale = time.time() - changed > STALE_AFTER
            fields = _fields(data) if file == libreoffice else ()
            return LockOwner(file, read(data), datetime.fromtimestamp(changed), stale, fields)
        return LockOwner(file, "", datetime.now(), False)
    return None


def _excel_user(data: bytes) -> str:
    """The user's name: one byte of length, then the name, padded with blanks."""
    return data[1 : 1 + data[0]].decode("cp1252", "replace").strip() if data else ""


def _libreoffice_user(data: bytes) -> str:
    """The name that its user gave it, else the one that the system knows."""
    return next(filter(None, _fields(data)[:2]), "")


def _fields(data: bytes) -> tuple[str, ...]:
    """``Name,login,host,time,profile;``"""
    text = data.decode("utf-8", "replace").partition(";")[0]
    return tuple(part.strip() for part in text.split(","))


def refuse_in_use(path: Path) -> None:
    """Raises ``MarkedOpenError`` when an application has the workbook open."""
    owner = owner_of(path)
    if owner is not None:
        raise MarkedOpenError(path, owner.file, owner.user, owner.since, stale=owner.stale)

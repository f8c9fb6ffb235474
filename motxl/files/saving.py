"""Writing files so that the old or the new one is there, whole, at any instant."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from motxl.errors import system_reason
from motxl.files import backups
from motxl.files.datafolder import key_of
from motxl.files.errors import ChangedSinceReadError, ExistsError, InUseError, WriteError
from motxl.files.locks import only_motxl, refuse_in_use
from motxl.files.note import NO_NOTE, Note
from motxl.files.regular import MAX_FILE_SIZE, regular_bytes
from motxl.i18n import _

# Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_LOCKED_BY_SYSTEM = (32, 33)


def replace_read(
    path: Path, as_read: bytes, data: bytes, *, force: bool = False, note: Note = NO_NOTE
) -> None:
    """Write a file that was read. Raises ``ChangedSinceReadError`` when it is no longer
    ``as_read``."""
    target = Path(os.path.realpath(path))
    with only_motxl(target):
        if present_bytes(target) != as_read:
            raise ChangedSinceReadError(target)
        replace_file(target, as_read, data, force=force, note=note)


def replace_file(
    target: Path, before: bytes, after: bytes, *, force: bool = False, note: Note = NO_NOTE
) -> None:
    """Keep the present state, then write the new one; called under ``only_motxl``."""
    _refuse_read_only(target)
    if not force:
        refuse_in_use(target)
    backups.keep(target, before, after, note)
    write(target, after)


def write_new(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = False,
    force: bool = False,
    note: Note = NO_NOTE,
) -> None:
    """Make a file, whole or not at all. An existing one is kept unless ``overwrite``.

    What is overwritten goes to the backups; it is refused, unless ``force``, when it is open
    elsewhere.
    """
    target = Path(os.path.realpath(path))
    with only_motxl(target):
        before = present_bytes(target)
        if before is not None and not overwrite:
            raise ExistsError(path)
        if before is None:
            write(target, data)
        elif before != data:
            replace_file(target, before, data, force=force, note=note)


_GENERATED = b'<meta name="generator" content="motxl">'
_HEAD = 1000


def write_page(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Make a page for a browser, as ``write_new`` does; one that motxl made before is replaced
    without being asked for: it would be taken for the new one."""
    write_new(path, data, overwrite=overwrite or is_page_of_ours(path))


def is_page_of_ours(path: Path) -> bool:
    """Whether a file says of itself that motxl made it. Raises as ``present_bytes`` does."""
    return _GENERATED in (present_bytes(Path(os.path.realpath(path))) or b"")[:_HEAD]


def present_bytes(target: Path) -> bytes | None:
    """What a file holds; ``None`` where there is none. Raises ``WriteError`` or ``InUseError``
    where it cannot be read."""
    try:
        return regular_bytes(target, MAX_FILE_SIZE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(target, error) from None


def _refuse_read_only(target: Path) -> None:
    """The folder may allow a replacement that the file itself forbids."""
    if not os.access(target, os.W_OK):
        raise WriteError(
            _(
                "{file} is read-only: nothing was written. Remove this protection, or save a copy."
            ).format(file=target)
        )


def write(target: Path, data: bytes) -> None:
    """Write beside the target, make sure that it is on the disk, put it in its place.

    No check is made: called under ``only_motxl``.
    """
    prefix = f".motxl-{key_of(target)[:12]}-"
    temporary: Path | None = None
    try:
        _remove_leftovers(target.parent, prefix)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f"{prefix}{os.getpid()}-")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _take_over(target, file.fileno(), temporary)
            os.fsync(file.fileno())
        _replace(temporary, target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        raise refused(target, error) from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _remove_leftovers(folder: Path, prefix: str) -> None:
    """What a killed motxl left of this workbook; no other one runs, by the lock."""
    for leftover in folder.glob(prefix + "*"):
        with suppress(OSError):
            leftover.unlink()


def _take_over(target: Path, descriptor: int, temporary: Path) -> None:
    """Mode, owner and access list of the file that is replaced; a new one gets the usual mode."""
    if sys.platform == "win32":
        return  # ReplaceFileW keeps the access list
    try:
        known = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        return
    with suppress(PermissionError):
        os.fchown(descriptor, known.st_uid, known.st_gid)
    os.fchmod(descriptor, known.st_mode & 0o7777)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(temporary, name, os.getxattr(target, name))


def _replace(temporary: Path, target: Path) -> None:
    if sys.platform == "win32" and target.exists():
        import ctypes

        if ctypes.windll.kernel32.ReplaceFileW(str(target), str(temporary), None, 0, None, None):
            return
        raise ctypes.WinError()
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems cannot; the file itself is on the disk.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refused(target: Path, error: OSError) -> WriteError | InUseError:
    """The sentence for what the system answered."""
    if getattr(error, "winerror", None) in _LOCKED_BY_SYSTEM or error.errno == errno.ETXTBSY:
        return InUseError(
            _("{file} is open in another program: close it there and try again.").format(
                file=target
            )
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WriteError(
            _(
                "The disk is full: {file} was not written and is as it was. Free some disk "
                "space, then try again."
            ).format(file=target)
        )
    if error.errno == errno.EROFS:
        return WriteError(
            _("{file} is on a read-only disk: save a copy elsewhere.").format(file=target)
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return WriteError(
            _(
                "You may not write to {file} or to its folder: nothing was written. Ask for "
                "permission, or save a copy elsewhere."
            ).format(file=target)
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return WriteError(
            _("The folder of {file} does not exist: make it first.").format(file=target)
        )
    return WriteError(
        _("{file} could not be written ({reason}) and is as it was.").format(
            file=target, reason=system_reason(error)
        )
    )

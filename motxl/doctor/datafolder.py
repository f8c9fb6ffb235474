"""Where motxl keeps the previous states of workbooks: there must be room, and the right to it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.synchronised import service_of
from motxl.errors import system_reason
from motxl.files.datafolder import data_folder
from motxl.i18n import _

_MEGABYTE = 1_000_000
_LITTLE = 100 * _MEGABYTE


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    folder = data_folder()
    try:
        present = _present(folder)
        _try_to_write(present)
        free = shutil.disk_usage(present).free
    except OSError as error:
        yield Check(
            "data-folder",
            "warning",
            _("Previous states of workbooks cannot be kept in {folder} ({reason}).").format(
                folder=folder, reason=system_reason(error)
            ),
            _("Ask for access to this folder, or give another folder in MOTXL_DATA_DIR."),
        )
        return
    service = service_of(folder, computer)
    if service:
        yield Check(
            "data-folder",
            "warning",
            _(
                "Previous states of workbooks are kept in {folder}, which {service} synchronises."
            ).format(folder=folder, service=service),
            _("Give a folder that is not synchronised in MOTXL_DATA_DIR."),
        )
    elif free < _LITTLE:
        yield Check(
            "data-folder",
            "warning",
            _("Only {room} is left in {folder} for previous states of workbooks.").format(
                room=_room(free), folder=folder
            ),
            _("Make room, or give a folder on another disk in MOTXL_DATA_DIR."),
        )
    else:
        said = _("Previous states of workbooks are kept in {folder} ({room} free)").format(
            folder=folder, room=_room(free)
        )
        yield Check("data-folder", "ok", said)


def _present(folder: Path) -> Path:
    """The folder, or the first one above it that is there: it is made at the first change."""
    while not folder.exists():
        if folder.parent == folder:
            break
        folder = folder.parent
    return folder


def _try_to_write(folder: Path) -> None:
    """Write a file that does not stay: it has no name, or goes when it is closed."""
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    with tempfile.TemporaryFile(dir=folder):
        pass


def _room(free: int) -> str:
    if free < 1000 * _MEGABYTE:
        return _("{n} MB").format(n=free // _MEGABYTE)
    return _("{n} GB").format(n=free // (1000 * _MEGABYTE))

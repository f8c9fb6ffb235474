"""Folders of files as one zip, as a browser saves and opens them."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from motxl.errors import MotxlError
from motxl.extract.manifest import MANIFEST
from motxl.i18n import _
from motxl.mail import eml

_MOST_FILES = 20_000
_MOST_BYTES = 600_000_000
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)


def zipped(folder: Path) -> bytes:
    """The files of a folder, without those that begin with a point; the same files give the same
    bytes. What is in it is compressed already."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                archive.writestr(zipfile.ZipInfo(path.name, _ZIPPED_AT), path.read_bytes())
    return into.getvalue()


def unzip(data: bytes, folder: Path) -> None:
    """Put the extracts of a zip into a folder: the files that lie where its list of extracts lies.
    Raises ``MotxlError`` for what is no zip of extracts, or holds more than a folder of them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _take(archive, folder)
    except (
        *(zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error),
        *(ValueError, UnicodeDecodeError),
    ):
        raise MotxlError(_refused()) from None


def _take(archive: zipfile.ZipFile, folder: Path) -> None:
    members = [one for one in archive.infolist() if not one.is_dir()]
    lists = [one for one in members if PurePosixPath(one.filename).name == MANIFEST]
    if len(lists) != 1:
        raise MotxlError(_refused())
    place = PurePosixPath(lists[0].filename).parent
    wanted = [one for one in members if PurePosixPath(one.filename).parent == place]
    names = {PurePosixPath(one.filename).name for one in wanted}
    large = sum(one.file_size for one in wanted) > _MOST_BYTES or len(wanted) > _MOST_FILES
    if (
        large
        or len(names) < len(wanted)
        or any("\\" in name for name in names)
        or eml.FOLDER in names
    ):
        raise MotxlError(_refused())
    for one in wanted:
        with archive.open(one) as reader:
            data = reader.read(one.file_size + 1)
        if len(data) != one.file_size:
            raise MotxlError(_refused())
        (folder / PurePosixPath(one.filename).name).write_bytes(data)


def _refused() -> str:
    return _(
        "This file is not a zip of extracts: choose a zip that this page has made, or the zip "
        "of a whole folder of extracts, in which their list, {name}, lies beside them."
    ).format(name=MANIFEST)

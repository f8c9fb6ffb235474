"""Where motxl keeps its own data, outside the folders that staff synchronise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from motxl.errors import system_reason
from motxl.files.errors import DataFolderError


def data_folder() -> Path:
    """``MOTXL_DATA_DIR``, or the user's data folder of the system."""
    chosen = os.environ.get("MOTXL_DATA_DIR")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("motxl", appauthor=False))


def private_folder(*names: str) -> Path:
    """A folder of ours that only its owner may enter, made where it is missing."""
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in names:
            folder = folder / name
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DataFolderError(folder, system_reason(error), made=False) from None
    return folder


def note_for_macros(name: str, text: str) -> Path:
    """Write a file of one line, in our own folder, that macros read: in Windows UTF-16 with its
    mark, which VBA's scripting objects know, elsewhere UTF-8."""
    path = private_folder() / name
    path.write_bytes(f"{text}\n".encode("utf-16" if os.name == "nt" else "utf-8"))
    return path


def unusable(folder: Path, error: OSError) -> DataFolderError:
    """The refusal of a folder of ours that is there and of no use."""
    return DataFolderError(folder, system_reason(error))


def has_kept(path: Path) -> bool:
    """Whether former states of a workbook are kept, or may be."""
    folder = data_folder() / "backups"
    return folder.exists() and (folder / key_of(path)).exists()


def key_of(path: Path) -> str:
    """A short name for a workbook's place on disk; links to one file have one key."""
    import hashlib  # loads OpenSSL, and on a computer where nothing is kept no key is asked for

    place = os.path.realpath(path)
    if sys.platform in ("win32", "darwin"):
        place = place.casefold()
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:24]

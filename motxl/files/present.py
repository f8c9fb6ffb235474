"""Whether something stands at a path. A name that the system does not take, as it is too long say,
is one at which nothing stands: whoever reads or writes there then gets the reason in a sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether a file or a folder is there."""
    with suppress(OSError, ValueError):
        return path.exists()
    return False


def is_file(path: Path) -> bool:
    """Whether a file is there."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there."""
    with suppress(OSError, ValueError):
        return path.is_dir()
    return False

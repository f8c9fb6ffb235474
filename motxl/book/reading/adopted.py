"""The text that was adopted, from the frozen copy or from a state that is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath, PureWindowsPath

from motxl.errors import MotxlError
from motxl.files.datafolder import has_kept
from motxl.programme.adoption import fingerprint_of
from motxl.programme.model import Programme
from motxl.programme.registers import Version

_STATES = 10
"""How many of the last states are looked at: each is a workbook to read"""


class AdoptedTexts:
    """Finds the programme of a version that was frozen. It is believed where it has the
    fingerprint, whatever its file is called."""

    def __init__(self, path: Path | None, read: Callable[[bytes], Programme]) -> None:
        """``path`` is the workbook's, ``read`` makes a programme of a workbook's bytes."""
        self._path = path
        self._read = read
        self._known: dict[str, Programme | None] = {}

    def __call__(self, version: Version) -> Programme | None:
        if version.fingerprint not in self._known:
            self._known[version.fingerprint] = self._found(version)
        return self._known[version.fingerprint]

    def _found(self, version: Version) -> Programme | None:
        for data in self._candidates(version):
            try:
                programme = self._read(data)
                if fingerprint_of(programme) == version.fingerprint:
                    return programme
            except MotxlError:
                continue
        return None

    def _candidates(self, version: Version) -> Iterator[bytes]:
        if self._path is None:
            return
        from motxl.ooxml.opc.opening import read_bytes

        copy = frozen_copy(self._path, version)
        if copy is not None:
            with suppress(MotxlError, OSError):
                yield read_bytes(copy)
        if not has_kept(self._path):
            return
        from motxl.files import backups  # takes long to load, and most have nothing kept

        try:
            yield from islice(backups.kept(self._path), _STATES)
        except (MotxlError, OSError):
            return


def frozen_copy(path: Path, version: Version) -> Path | None:
    """Where the copy of a version lies, if it is beside its workbook; ``None`` for what is no name
    of a file alone."""
    name = version.file
    is_name = name and {PurePosixPath(name).name, PureWindowsPath(name).name} == {name}
    return path.with_name(name) if is_name else None

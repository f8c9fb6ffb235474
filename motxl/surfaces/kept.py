"""What the rows of a workbook were before motxl last wrote it, from the state that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from motxl.errors import MotxlError
from motxl.programme.model import Programme


class Former:
    """The normalised labels of the last kept state, by Réf.; read when they are first asked for.

    Empty where no state is kept, as on another computer, or where it cannot be read any more.
    """

    def __init__(self, path: Path | None, read: Callable[[bytes], Programme]) -> None:
        """``path`` is the workbook's, ``read`` makes a programme of a workbook's bytes."""
        self._path = path
        self._read = read
        self._known: Mapping[str, str] | None = None

    def __call__(self) -> Mapping[str, str]:
        if self._known is None:
            self._known = self._labels()
        return self._known

    def _labels(self) -> Mapping[str, str]:
        if self._path is None:
            return {}
        from motxl.package import backups

        try:
            data = backups.last_kept(self._path)
            programme = self._read(data) if data is not None else None
        except (MotxlError, OSError):
            programme = None
        return _labels(programme) if programme is not None else {}


def _labels(programme: Programme) -> Mapping[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for entry in programme.entries:
        if entry.ref in found:
            twice.add(entry.ref)
        found[entry.ref] = entry.key
    return {ref: label for ref, label in found.items() if ref and label and ref not in twice}

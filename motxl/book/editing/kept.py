"""What the rows of a workbook were before motxl wrote it, from the states that are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from motxl.errors import MotxlError
from motxl.files.datafolder import has_kept
from motxl.programme.model import Programme
from motxl.programme.standing import said_scope

_STATES = 3
"""How many of the last states are looked at: each is a workbook to read"""
_T = TypeVar("_T")


class Former:
    """The normalised labels of the last kept state, by Réf.; read when they are first asked for.

    Empty where no state is kept, as on another computer, or where it cannot be read any more.
    """

    def __init__(self, path: Path | None, read: Callable[[bytes], Programme]) -> None:
        """``path`` is the workbook's, ``read`` makes a programme of a workbook's bytes."""
        self._path = path
        self._read = read
        self._known: Mapping[str, str] | None = None
        self._scopes: Mapping[str, str] | None = None

    def __call__(self) -> Mapping[str, str]:
        if self._known is None:
            self._known = self._labels()
        return self._known

    def scopes(self) -> Mapping[str, str]:
        """What each row's own Portée said last, by Réf.; without those that it never did."""
        if self._scopes is None:
            found: dict[str, str] = {}
            for state in self._last(_STATES, self._state):
                for ref, said in state.scopes.items():
                    found.setdefault(ref, said)
            self._scopes = found
        return self._scopes

    def programme(self) -> Programme | None:
        """The last kept state itself, read each time."""
        return next(self._last(1, self._read), None)

    def _labels(self) -> Mapping[str, str]:
        return next((state.labels for state in self._last(1, self._state)), {})

    def _last(self, most: int, read: Callable[[bytes], _T]) -> Iterator[_T]:
        """The last states that are kept, as they are read, the last one first."""
        if self._path is None or not has_kept(self._path):
            return
        from motxl.files import backups  # takes long to load, and most have nothing kept

        try:
            for data in islice(backups.kept(self._path), most):
                yield read(data)
        except (MotxlError, OSError):
            return

    def _state(self, data: bytes) -> _State:
        from motxl.files.backups import digest_of

        digest = digest_of(data)
        if digest not in _KNOWN:
            programme = self._read(data)
            if len(_KNOWN) == _MOST_KNOWN:
                del _KNOWN[next(iter(_KNOWN))]
            _KNOWN[digest] = _State(_labels(programme), _scopes(programme))
        return _KNOWN[digest]


class _State(NamedTuple):
    """What is asked of a state, by Réf."""

    labels: Mapping[str, str]
    scopes: Mapping[str, str]


_KNOWN: dict[str, _State] = {}
"""By the digest of their bytes: labels and scopes are of the same states, and a workbook that is
watched or open is read again and again."""
_MOST_KNOWN = 30


def _scopes(programme: Programme) -> Mapping[str, str]:
    said = ((entry.ref, said_scope(entry)) for entry in programme.entries if entry.ref)
    twice = Counter(entry.ref for entry in programme.entries)
    return {ref: scope for ref, scope in said if scope is not None and twice[ref] == 1}


def _labels(programme: Programme) -> Mapping[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for entry in programme.entries:
        if entry.ref in found:
            twice.add(entry.ref)
        found[entry.ref] = entry.key
    return {ref: label for ref, label in found.items() if ref and label and ref not in twice}

"""How far a long job is, and stopping it."""

from __future__ import annotations

from typing import Protocol

from motxl.errors import MotxlError


class StoppedError(MotxlError):
    """A door ended a job between two of its steps: what was done before is whole and stays."""


class Progress(Protocol):
    """Told after each step of a job; what it raises, ``StoppedError`` say, ends the job there."""

    def __call__(self, done: int, total: int, /) -> None: ...


def unheard(done: int, total: int, /) -> None:
    """The ``Progress`` of a caller who does not want to know."""
    del done, total

"""How the page is told what a job does now."""

from __future__ import annotations

from typing import Literal, Protocol

StageName = Literal["reading", "working", "checking", "handing", "comparing", "making", "drafting"]


class Stage(Protocol):
    """Told what is being done now and, where that is known, how many of how many are done."""

    def __call__(self, stage: StageName, done: int = 0, total: int = 0, /) -> None: ...

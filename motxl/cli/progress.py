"""Which workbook is being checked, for a person who has begun to wait."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from motxl.cli.common import terminal_width
from motxl.i18n import _
from motxl.output import LINE_START

if TYPE_CHECKING:
    from motxl.jobs.progress import Progress as Told

PATIENCE = 1.0
"""Seconds that nobody calls waiting"""


class ProgressLine:
    """One line on a terminal's stderr that comes late and is gone before anything is printed."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._begin = time.monotonic()
        self._drawn = 0

    @contextmanager
    def at(self, number: int, path: str) -> Iterator[None]:
        """While the workbook ``number`` (from 1) is being checked."""
        if not sys.stderr.isatty():
            yield
            return
        late = max(0.0, self._begin + PATIENCE - time.monotonic())
        timer = Timer(late, self._draw, (number, path))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self._erase()

    def _draw(self, number: int, path: str) -> None:
        text = (
            _("Checking {path}… ({number} of {total})").format(
                path=path, number=number, total=self.total
            )
            if self.total > 1
            else _("Checking {path}…").format(path=path)
        )
        room = terminal_width() - 1
        # The end of a path tells more than its beginning.
        text = text if len(text) <= room else "…" + text[len(text) - room + 1 :]
        self._drawn = len(text)
        sys.stderr.write(f"{LINE_START}{text}")
        sys.stderr.flush()

    def _erase(self) -> None:
        if self._drawn:
            sys.stderr.write(f"{LINE_START}{' ' * self._drawn}{LINE_START}")
            sys.stderr.flush()
            self._drawn = 0


@contextmanager
def counting(sentence: str) -> Iterator[Told]:
    """Shows a job's progress while it runs. ``sentence`` has a place for ``{number}`` and for
    ``{total}``, of which the job tells first that nothing is done."""
    counters: list[Counter] = []

    def told(done: int, total: int, /) -> None:
        if not counters:
            counters.append(Counter(sentence, total))
        counters[0].at(done)

    try:
        yield told
    finally:
        for one in counters:
            one.erase()


class Counter:
    """How far a batch is: one line on a terminal's stderr, late and a few times a second."""

    def __init__(self, sentence: str, total: int) -> None:
        """``sentence`` has a place for ``{number}`` and for ``{total}``."""
        self._sentence = sentence
        self._total = total
        self._next = time.monotonic() + PATIENCE
        self._shown = sys.stderr.isatty()
        self._drawn = 0

    def at(self, number: int) -> None:
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        self._next = now + 0.1
        text = self._sentence.format(number=number, total=self._total)[: terminal_width() - 1]
        sys.stderr.write(f"{LINE_START}{text}{' ' * (self._drawn - len(text))}")
        sys.stderr.flush()
        self._drawn = len(text)

    def erase(self) -> None:
        if self._drawn:
            sys.stderr.write(f"{LINE_START}{' ' * self._drawn}{LINE_START}")
            sys.stderr.flush()
            self._drawn = 0

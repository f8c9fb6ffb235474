"""Processes that make extracts side by side."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from motxl.extract.making import Made, Maker
from motxl.extract.manifest import Known
from motxl.extract.readers import Reader
from motxl.i18n import language, set_language

if TYPE_CHECKING:
    from concurrent.futures import Executor

_WORTH_A_PROCESS = 40
"""Readers: below that, starting another process takes longer than it saves"""
_MOST_PROCESSES = 8


def processes_for(readers: int) -> int:
    """How many processes are worth starting."""
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(1, min(cores, _MOST_PROCESSES, readers // _WORTH_A_PROCESS + 1))


def chunk(tasks: int, processes: int) -> int:
    return max(1, min(16, tasks // (processes * 4)))


@contextmanager
def pool(count: int, maker: Callable[[], Maker]) -> Iterator[Executor]:
    """Processes that are started anew, everywhere as on Windows. What is left undone when the run
    is interrupted is given up."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    arguments = (maker, language())
    executor = ProcessPoolExecutor(count, context, initializer=_start, initargs=arguments)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


_MAKER: Maker


def _start(maker: Callable[[], Maker], spoken: str) -> None:
    global _MAKER  # noqa: PLW0603 - a process of the pool has nothing else to keep it in
    # The parent decides what an interruption means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_language(spoken)
    _MAKER = maker()


def make(task: tuple[Reader, Known | None, frozenset[str]]) -> Made:
    return _MAKER.make(*task)

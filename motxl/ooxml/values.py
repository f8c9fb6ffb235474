"""What a cell can be given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from motxl.text.runs import Run


class ColouredText(str):
    """A text with the colours of its pieces: ``RRGGBB``, or ``None`` for the cell's own.

    >>> ColouredText([Run("See ", None), Run("theme 4", "ED7D31")])
    'See theme 4'
    """

    runs: tuple[Run[str | None], ...]

    __slots__ = ("runs",)

    def __new__(cls, runs: Iterable[Run[str | None]]) -> ColouredText:
        runs = tuple(runs)
        text = super().__new__(cls, "".join(run.text for run in runs))
        text.runs = runs
        return text


Value = str | int | float | bool | date | time | None
"""A ``time`` is an hour of no day."""

"""What a cell can be given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Literal

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


TextMark = Literal["struck", "underlined"]


class MarkedText(ColouredText):
    """A ``ColouredText`` whose pieces may be struck out or underlined. A ``Stencil`` writes the
    marks.

    >>> MarkedText([Run("old", None), Run(" and kept", None)], ["struck", None])
    'old and kept'
    """

    marks: tuple[TextMark | None, ...]
    """One for each run"""

    __slots__ = ("marks",)

    def __new__(
        cls, runs: Iterable[Run[str | None]], marks: Iterable[TextMark | None]
    ) -> MarkedText:
        text = super().__new__(cls, runs)
        assert isinstance(text, MarkedText)  # as it was asked for
        text.marks = tuple(marks)
        return text


Value = str | int | float | bool | date | time | None
"""A ``time`` is an hour of no day."""

"""What shows that a numbering is read wrongly, as a value."""

from __future__ import annotations

from typing import NamedTuple


class Misfit(NamedTuple):
    """The rows that are not as they should be if the numbering is read rightly, which it is not."""

    rows: int
    """How many there are"""
    row: int
    """The first of them"""

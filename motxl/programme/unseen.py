"""What a workbook shows otherwise than its values say: text that nobody sees, or struck out."""

from __future__ import annotations

from typing import Literal, NamedTuple

How = Literal["unseen", "struck", "characters", "rule"]


class Unseen(NamedTuple):
    """A cell of a table of ours whose text reads otherwise than it looks. Row and column are
    1-based."""

    sheet: str
    row: int
    column: int
    how: How
    """``unseen`` by its colour, size or number format; ``struck`` out; hidden by ``characters``;
    ``rule``: a conditional format may hide it, here or in other cells"""
    text: str
    """What is not seen, or is struck out"""

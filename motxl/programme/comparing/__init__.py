"""Two programmes compared: the one engine that says what changed between them. Pure.

``compare`` matches their rows (``matching``) and lists what differs, column by column; ``apply``
makes the new one of the old one again.
"""

from motxl.programme.comparing.comparison import Comparison, compare
from motxl.programme.comparing.differences import (
    KINDS,
    ColourShift,
    Difference,
    DifferenceKind,
    RowSide,
)
from motxl.programme.comparing.tables import ComparedTable, LoneTable

__all__ = [
    "KINDS",
    "ColourShift",
    "ComparedTable",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "LoneTable",
    "RowSide",
    "compare",
]

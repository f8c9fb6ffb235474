"""Colours that an eye cannot tell from each other, and sizes that it cannot read."""

from __future__ import annotations

_NEAR = 40.0
"""Distance in the RGB cube: from white, E9E9E9 is near, D9D9D9 (a usual grey) is not"""
TINY = 3.0
"""Points: what is smaller is a line of dust"""


def near(one: str, other: str) -> bool:
    """Whether two ``RRGGBB`` look the same."""
    if one == other:
        return True
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in range(0, 6, 2))
    return sum((a - b) ** 2 for a, b in pairs) <= _NEAR**2

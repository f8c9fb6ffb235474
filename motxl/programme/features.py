"""What of borders, themes and jetons a workbook has: not everybody has them all."""

from __future__ import annotations

from typing import Literal, NamedTuple

FeatureName = Literal["borders", "themes", "jetons"]
"""Those that somebody can ask for"""


class Features(NamedTuple):
    """Those that a workbook has, or is to get. What it does not have it shows nowhere: no sheet,
    column, table or sentence speaks of it."""

    borders: bool = True
    themes: bool = True
    """Themes of any family: the table of themes"""
    deal: bool = True
    """The family of the Cross-border Deal, which is one organisation's"""
    transversal: bool = True
    jetons: bool = True

    def __or__(self, other: Features) -> Features:
        """What one of two has."""
        return Features(*(one or two for one, two in zip(self, other, strict=True)))


EVERY = Features()
NONE = Features(*(False,) * len(EVERY))

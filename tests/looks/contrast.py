"""Contrast as WCAG 2.2 defines it (1.4.3, and *relative luminance* and *contrast ratio* there)."""

from __future__ import annotations

from typing import NamedTuple

LEAST, LEAST_OF_LARGE = 4.5, 3.0


class ShownText(NamedTuple):
    """A text as somebody reads it: where it stands, and how it is drawn."""

    place: str
    text: str
    colour: str
    """``RRGGBB``, as is ``behind``"""
    behind: str
    points: float
    bold: bool

    @property
    def is_large(self) -> bool:
        return self.points >= 18 or (self.bold and self.points >= 14)

    @property
    def contrast(self) -> float:
        return contrast(self.colour, self.behind)

    @property
    def is_legible(self) -> bool:
        return self.contrast >= (LEAST_OF_LARGE if self.is_large else LEAST)


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(rgb: str) -> float:
    """From 0 to 1: also how light a colour is on a print in grey."""
    red, green, blue = (_linear(int(rgb[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

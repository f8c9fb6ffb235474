"""Colours: ``RRGGBB`` in upper case, as OOXML writes them without alpha."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

ORANGE = "C04F00"
BLUE = "0070C0"
"""Both dark enough to read: 4.8:1 and 5.2:1 on white"""
FORMER_ORANGE = "ED7D31"
"""What was ORANGE until 0.1.0: too pale to read (2.8:1), and gone on a grey print"""

# A hue further than this from both of ours, in degrees, is the staff's own colour.
HUE_TOLERANCE = 30.0
# Nor is one that is nearer to pure red: Excel's red lies within that of its orange, and people see
# two colours; but where one of ours is a red itself, as near to it as this, red is ours.
_RED = 0.0
_A_RED = 15.0
# Below these a colour reads as grey, white or black, whatever its hue.
MIN_SATURATION = 0.35
MIN_CHROMA = 0.25


def hue_distance(one: float, other: float) -> float:
    """Degrees between two hues, 0 to 180."""
    distance = abs(one - other) % 360.0
    return min(distance, 360.0 - distance)


def _hls(rgb: str) -> tuple[float, float, float]:
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue * 360.0, lightness, saturation


def is_saturated(rgb: str) -> bool:
    channels = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return max(channels) - min(channels) >= MIN_CHROMA and _hls(rgb)[2] >= MIN_SATURATION


def nearest(rgb: str | None, named: Mapping[str, str]) -> str | None:
    """The name of the colour that ``rgb`` reads as, by hue; ``None`` when it reads as none.

    ``named`` maps a name (``orange``, ``blue``) to its exact ``RRGGBB``. The exact colours are
    themselves whatever their hue: staff may have chosen two that are close, or a grey. What is
    nearer to red than to ours is red.
    """
    if rgb is None:
        return None
    for name, exact in named.items():
        if rgb == exact:
            return name
    if not is_saturated(rgb):
        return None
    hue = _hls(rgb)[0]
    hues = {name: _hls(exact)[0] for name, exact in named.items() if is_saturated(exact)}
    distances = sorted((hue_distance(hue, other), name) for name, other in hues.items())
    if not distances or distances[0][0] > HUE_TOLERANCE:
        return None
    is_red = hue_distance(hue, _RED) < distances[0][0]
    if is_red and all(hue_distance(other, _RED) > _A_RED for other in hues.values()):
        return None
    return distances[0][1]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: str) -> float:
    channels = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def apply_tint(rgb: str, tint: float) -> str:
    """A theme colour made lighter or darker (ECMA-376 part 1, 18.8.19: the HLS luminance)."""
    if tint == 0:
        return rgb
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if tint < 0:
        lightness *= 1.0 + tint
    else:
        lightness = lightness * (1.0 - tint) + tint
    channels = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return "".join(f"{min(max(round(channel * 255), 0), 255):02X}" for channel in channels)

"""Colours as cells and fonts name them, resolved to ``RRGGBB`` (ECMA-376 part 1, 18.8.19)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from motxl.ooxml.xml import scan
from motxl.text.colours import apply_tint

# ECMA-376 part 1, 18.8.27: the default palette; 0 to 7 repeat 8 to 15.
_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
DEFAULT_INDEXED = tuple(
    (
        _EIGHT * 2 + "800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
        "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
        "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
        "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
        "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
        "003366 339966 003300 333300 993300 993366 333399 333333"
    ).split()
)
# The theme that Excel uses where a workbook has none (Office 2007-2010).
DEFAULT_THEME = (
    *("FFFFFF", "000000", "EEECE1", "1F497D"),
    *("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"),
)
# A theme lists dk1 lt1 dk2 lt2; cells count lt1 dk1 lt2 dk2 (18.8.3, attribute theme).
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_THEME_NAMES = (
    b"dk1|lt1|dk2|lt2|accent1|accent2|accent3|accent4|accent5|accent6|hlink|folHlink".split(b"|")
)
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})\Z")


class Palette:
    """The theme and indexed colours of one workbook."""

    def __init__(self, theme: Sequence[str], indexed: Sequence[str]) -> None:
        self.theme = theme
        self.indexed = indexed
        self._of_properties: dict[bytes, str | None] = {}

    def resolve(self, tag: scan.Tag | None) -> str | None:
        """``RRGGBB`` of a ``<color>``, ``<fgColor>``…; ``None`` when automatic or absent."""
        if tag is None:
            return None
        rgb = tag.get("rgb")
        if rgb is not None:
            match = _RGB.match(rgb)
            colour = match[1].upper() if match else None
        else:
            colour = self._numbered(tag)
        tint = tag.get("tint")
        if colour is None or tint is None:
            return colour
        try:
            return apply_tint(colour, float(tint))
        except (ValueError, OverflowError):
            return colour

    def colour_of(self, properties: bytes) -> str | None:
        """``RRGGBB`` in which a run with these raw properties shows; ``None``: automatic."""
        known = self._of_properties.get(properties, "")
        if known == "":
            known = self._of_properties[properties] = self.resolve(_colour_tag(properties))
        return known

    def _numbered(self, tag: scan.Tag) -> str | None:
        for name, colours in (("theme", self.theme), ("indexed", self.indexed)):
            number = scan.whole(tag.get(name))
            # 64 and 65 are the system's colours: automatic
            if number is not None and number < len(colours):
                return colours[number]
        return None


def _colour_tag(properties: bytes) -> scan.Tag | None:
    if b"color" not in properties:
        return None
    for tag in scan.tags(scan.mask(properties)):
        if tag.name.rpartition(b":")[2] == b"color" and not tag.closing:
            return tag
    return None


def read_theme(working: bytes) -> tuple[str, ...]:
    """The twelve colours of a theme part, in the order that cells count them."""
    masked = scan.mask(working)
    start = masked.find(b"clrScheme")
    if start < 0:
        return DEFAULT_THEME
    end = masked.find(b"clrScheme", start + 9)
    listed: dict[bytes, str] = {}
    current = b""
    for tag in scan.tags(masked, masked.rfind(b"<", 0, start), end if end > 0 else None):
        name = tag.name.rpartition(b":")[2]
        if name in _THEME_NAMES:
            current = name
        elif name in (b"srgbClr", b"sysClr") and current and not tag.closing:
            value = tag.get("lastClr") or tag.get("val") or ""
            if _RGB.match(value):
                listed.setdefault(current, value[-6:].upper())
    colours = [listed.get(name) for name in _THEME_NAMES]
    return tuple(colours[place] or DEFAULT_THEME[index] for index, place in enumerate(_THEME_ORDER))

"""How the characters of a cell look, said in words that any application knows.

From a run's properties (ECMA-376 part 1, 18.4.7 ``rPr``), or the cell's font (18.8.22) for a run
that has none.
"""

from __future__ import annotations

from typing import NamedTuple

from motxl.ooxml.looks.palette import Palette
from motxl.ooxml.looks.styles import Font
from motxl.ooxml.xml import scan

_RAISED = ("superscript", "subscript")


class Look(NamedTuple):
    """The format of some characters."""

    font: str | None
    size: float | None
    """Points"""
    bold: bool
    italic: bool
    underlined: bool
    struck: bool
    raised: str | None
    """``superscript``, ``subscript`` or ``None``"""
    colour: str | None
    """``RRGGBB``; ``None`` is automatic"""


def look_of_font(font: Font) -> Look:
    """Of the text of a cell that says nothing else."""
    return _look(dict(font.properties), font.colour)


def look_of(properties: bytes, palette: Palette) -> Look:
    """Of a run, from the bytes of its ``rPr``."""
    masked = scan.mask(properties)
    found = {
        tag.name.rpartition(b":")[2].decode(): tag.attributes
        for tag in scan.tags(masked)
        if not tag.closing
    }
    return _look(found, palette.colour_of(properties))


def _look(found: dict[str, bytes], colour: str | None) -> Look:
    name = scan.attribute(found.get("rFont", b""), "val")
    try:
        size = float(scan.attribute(found.get("sz", b""), "val") or 0) or None
    except ValueError:
        size = None
    underline = scan.attribute(found.get("u", b""), "val") or "single"
    raised = scan.attribute(found.get("vertAlign", b""), "val")
    return Look(
        name,
        size,
        _is_on(found, "b"),
        _is_on(found, "i"),
        "u" in found and underline != "none",
        _is_on(found, "strike"),
        raised if raised in _RAISED else None,
        colour,
    )


def _is_on(found: dict[str, bytes], name: str) -> bool:
    """18.8.2: the element alone says yes."""
    return name in found and scan.attribute(found[name], "val") not in ("0", "false")

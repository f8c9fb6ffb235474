"""What a cell's format shows of it: ground, colour, size, number format."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from html import escape
from typing import NamedTuple

from motxl.inspection.colours import TINY, near
from motxl.inspection.numberformats import hides
from motxl.inspection.parts import Parts, local
from motxl.ooxml.looks.palette import Palette
from motxl.ooxml.looks.styles import Styles
from motxl.ooxml.xml.tree import TreeElement

_WHITE, _BLACK = "FFFFFF", "000000"
_SIZE = re.compile(rb"""<(?:[\w.-]+:)?sz\s+val\s*=\s*["']([0-9.]+)["']""")
_MOST_KNOWN = 256
_SAMPLES = (None, 5.0, -5.0)


class VisibleFormat(NamedTuple):
    """A cell format as the eye meets it."""

    grounds: tuple[str, ...]
    """``RRGGBB`` of a fill: several for a gradient or a pattern"""
    colour: str
    tiny: bool
    code: str
    """The number format; empty where it is built in"""

    def hides_colour(self, colour: str | None) -> bool:
        """Whether text of a colour (``None``: automatic) cannot be told from its ground."""
        return all(near(colour or _BLACK, ground) for ground in self.grounds)

    @property
    def suspicious(self) -> bool:
        """Whether it may hide what a cell holds."""
        return (
            self.tiny
            or self.hides_colour(self.colour)
            or any(hides(self.code, sample) for sample in _SAMPLES)
        )


class Formats:
    """Formats by their index in ``cellXfs``, worked out once for all extracts of a template."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        kinds = ("styles", "theme")
        found = (p for kind in kinds for p in parts.package.related(parts.workbook.part_name, kind))
        self._formats, self._runs, self._hiding = _known(tuple(parts.xml(part) for part in found))

    @cached_property
    def _styles(self) -> Styles:
        return self._parts.workbook.styles

    def of(self, style: int) -> VisibleFormat:
        found = self._formats.get(style)
        if found is None:
            font = self._styles.font(style)
            own = self._styles.format(style)
            found = self._formats[style] = VisibleFormat(
                self._grounds.get(own.fill, (_WHITE,)),
                font.colour or _BLACK,
                self._styles.font_size(style) <= TINY,
                self._codes.get(own.number_format, ""),
            )
        return found

    @property
    def palette(self) -> Palette:
        return self._styles.palette

    def of_run(self, properties: bytes) -> tuple[str | None, bool]:
        """The colour of a run, and whether it is tiny."""
        found = self._runs.get(properties)
        if found is None:
            size = _SIZE.search(properties)
            tiny = size is not None and float(size[1]) <= TINY
            found = self._runs[properties] = (self.palette.colour_of(properties), tiny)
        return found

    def may_hide(self, styles: frozenset[int], runs: frozenset[tuple[str | None, bool]]) -> bool:
        """Whether any of some formats may hide what a cell holds, or a run in it."""
        found = self._hiding.get((styles, runs))
        if found is None:
            formats = {self.of(style) for style in styles}
            if len(self._hiding) >= _MOST_KNOWN:
                self._hiding.clear()
            found = self._hiding[styles, runs] = (
                any(one.suspicious for one in formats)
                or any(tiny for _colour, tiny in runs)
                or any(
                    one.hides_colour(colour)
                    for colour, _tiny in runs
                    if colour is not None
                    for one in formats
                )
            )
        return found

    @cached_property
    def root(self) -> TreeElement | None:
        """The styles part; ``None`` where there is none."""
        found = self._parts.package.related(self._parts.workbook.part_name, "styles")
        return self._parts.tree(found[0]) if found else None

    def _listed(self, name: str) -> list[TreeElement]:
        root = self.root
        outer = () if root is None else (e for e in root if local(e) == name)
        return [element for found in outer for element in found if local(element)]

    @cached_property
    def _grounds(self) -> dict[int, tuple[str, ...]]:
        return {
            number: grounds(element, self.palette) or (_WHITE,)
            for number, element in enumerate(self._listed("fills"))
        }

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {
            int(element.get("numFmtId", "0")): element.get("formatCode", "")
            for element in self._listed("numFmts")
        }

    @cached_property
    def differential(self) -> list[TreeElement]:
        """The formats of rules (18.8.15 ``dxfs``), in order."""
        return self._listed("dxfs")


def grounds(fill: TreeElement, palette: Palette, *, of_rule: bool = False) -> tuple[str, ...]:
    """The colours of a fill (18.8.20); none where it has none. Rules have theirs in ``bgColor``."""
    found: dict[str, str | None] = {}
    stops: list[str] = []
    kind = ""
    for element in fill.iter():
        name = local(element)
        if name == "patternFill":
            kind = element.get("patternType", "")
        elif name in ("fgColor", "bgColor"):
            found[name] = colour_of(element, palette)
        elif name == "color":
            stops.append(colour_of(element, palette) or _WHITE)
    if stops:
        return tuple(stops)
    if of_rule and kind in ("", "solid"):
        colour = found.get("bgColor") or found.get("fgColor")
        return (colour,) if colour else ()
    if kind == "solid":
        return (found.get("fgColor") or _BLACK,)
    if kind in ("", "none"):
        return ()
    return (found.get("fgColor") or _BLACK, found.get("bgColor") or _WHITE)


def colour_of(element: TreeElement, palette: Palette) -> str | None:
    """``RRGGBB`` of any element with the attributes of a colour; ``None``: automatic."""
    told = " ".join(f'{name}="{escape(value)}"' for name, value in element.attrib.items())
    return palette.colour_of(f"<color {told}/>".encode())


@lru_cache(maxsize=8)
def _known(
    _parts: tuple[bytes, ...],
) -> tuple[
    dict[int, VisibleFormat],
    dict[bytes, tuple[str | None, bool]],
    dict[tuple[frozenset[int], frozenset[tuple[str | None, bool]]], bool],
]:
    """What was found out before with the same styles: extracts have them in common."""
    return {}, {}, {}

"""Colouring texts of one column at once: found by one pattern, written back by one cut.

Byte for byte what ``Sheet.set_colours`` does cell by cell, for cells written as Excel writes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.a1 import column_letters
from motxl.ooxml.cells import reading
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.cells.usualcells import Looks
from motxl.ooxml.looks.colouring import ColourSpan, set_colours
from motxl.ooxml.looks.rich import RichText
from motxl.ooxml.looks.styles import Styles
from motxl.ooxml.xml.damage import names_its_part

_RGB = re.compile(r"[0-9A-Fa-f]{6}\Z")


class _Place(NamedTuple):
    """A cell that refers to a shared string: its format, the index, and where that stands."""

    style: int
    string: int
    start: int
    end: int


@names_its_part
def colour_column(sheet: OpenSheet, column: int, spans: Mapping[int, Sequence[ColourSpan]]) -> bool:
    """Give texts of a column, by row, their colours; ``False``, and nothing is done, where not each
    of them is the usual reference to a shared string.

    Raises ``ValueError`` for a span outside its text: the cells before it are coloured by then.
    """
    colours = {rgb for several in spans.values() for _start, _end, rgb in several}
    if not all(rgb is None or _RGB.match(rgb) for rgb in colours) or sheet.array_formulas:
        return False
    strings, styles, part = sheet.shared.strings, sheet.shared.styles, sheet.part
    if strings is None or not spans or not reading.is_regular(part):
        return False
    if part.changed:
        part = SheetPart(part.to_bytes(), changed=True)
    places = _places(part, column, spans)
    if places is None or any(place.string >= len(strings) for place in places.values()):
        return False
    found: list[tuple[int, int, bytes]] = []
    made: dict[tuple[bytes, int, tuple[ColourSpan, ...]], bytes | None] = {}
    try:
        for row, due in spans.items():
            place = places[row]
            # The same text may stand in many rows.
            key = strings.entry(place.string), place.style, tuple(due)
            if key not in made:
                made[key] = _coloured(strings.rich(place.string), due, place.style, styles)
            if (entry := made[key]) is not None:
                index = strings.replace(place.string, entry)
                if index != place.string:
                    found.append((place.start, place.end, b"%d" % index))
    finally:
        if found:
            sheet.part = SheetPart(_spliced(part.working, sorted(found)), changed=True)
    return True


def _coloured(
    rich: RichText, spans: Sequence[ColourSpan], style: int, styles: Styles
) -> bytes | None:
    """A string with its spans in their colours; ``None`` where they have them already."""
    runs = set_colours(rich.runs, spans, styles.font(style), styles.palette, rich.prefix)
    return None if runs is None else rich.with_runs(runs)


def _places(part: SheetPart, column: int, rows: Mapping[int, object]) -> dict[int, _Place] | None:
    """The cells of some rows; ``None`` where not each is found once."""
    places: dict[int, _Place] = {}
    looks = Looks()
    span = part.rows.span_of(min(rows), max(rows))
    for match in _pattern(part.prefix, column_letters(column).encode()).finditer(
        part.working, *span
    ):
        row = int(match[1])
        if row not in rows:
            continue
        look = looks[match[2].decode()]
        if row in places or look is None or look.type != "s":
            return None
        places[row] = _Place(look.style, int(match[3]), *match.span(3))
    return places if len(places) == len(rows) else None


@lru_cache(maxsize=16)
def _pattern(prefix: bytes, letters: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    cell = rb'<%bc r="%b([0-9]{1,7})"([\x20-\x3b\x3d\x3f-\x7f]*)>' % (p, letters)
    return re.compile(cell + rb"<%bv>([0-9]{1,9})</%bv></%bc>" % (p, p, p))


def _spliced(working: bytes, found: Sequence[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for start, end, new in found:
        pieces += [working[position:start], new]
        position = end
    return b"".join((*pieces, working[position:]))

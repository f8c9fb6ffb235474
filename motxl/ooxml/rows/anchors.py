"""What floats over cells and moves with them: pictures, charts, notes, controls."""

from __future__ import annotations

import re

from motxl.ooxml.cells.formulas import UnmappableError
from motxl.ooxml.rows.following import Following
from motxl.ooxml.xml import scan

_SHAPE = re.compile(rb"<(?:v:)?shape\b.*?</(?:v:)?shape>", re.DOTALL | re.IGNORECASE)
_VML_ROW = re.compile(rb"(<x:Row>\s*)([0-9]+)(\s*</x:Row>)")
_NOTE = re.compile(rb"<x:ClientData\s[^>]*ObjectType\s*=\s*[\"']Note[\"']")
_DRAWN = re.compile(
    rb"<(?:v:)?(?:shape|rect|roundrect|oval|line|polyline|curve|arc|image|group)\b", re.IGNORECASE
)
# Cells that a control shows and writes ([MS-OI29500] 2.1.1712, ECMA-376 part 4, 19.4.2).
_VML_FORMULA = re.compile(
    rb"(<x:(?:FmlaLink|FmlaRange|FmlaGroup|FmlaTxbx|FmlaPict)>)([^<]*)(?=</x:)"
)
# Column and row of two corners, each with an offset in pixels (ECMA-376 part 4, 19.4.2 ``Anchor``).
_VML_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_ANCHOR_LENGTH, _TOP_ROW, _BOTTOM_ROW = 8, 2, 6


def drawing_followed(data: bytes, following: Following) -> bytes:
    """A drawing part (20.5) whose anchors stay beside the cells that they were beside.

    ``editAs`` says whether both corners follow their cells, or the first one only, or none.
    """
    masked = scan.mask(data)
    prefixes = scan.root(masked).prefixes
    changes: list[tuple[int, int, int]] = []
    for kind in ("twoCellAnchor", "oneCellAnchor"):
        for anchor in scan.elements(masked, prefixes, kind):
            if anchor.tag.get("editAs") == "absolute":
                continue
            upper = _row_of(masked, prefixes, anchor, "from")
            lower = _row_of(masked, prefixes, anchor, "to")
            if upper is None:
                continue
            first = int(data[slice(*upper)])
            new_first = _moved(first, following)
            changes.append((*upper, new_first))
            if lower is not None:
                last = int(data[slice(*lower)])
                new_last = _moved(last, following)
                if anchor.tag.get("editAs") == "oneCell" or new_last < new_first:
                    new_last = new_first + last - first
                changes.append((*lower, new_last))
    for start, end, row in sorted(changes, reverse=True):
        data = data[:start] + b"%d" % row + data[end:]
    return data


def _row_of(
    masked: bytes, prefixes: tuple[bytes, ...], anchor: scan.Element, corner: str
) -> tuple[int, int] | None:
    """Where the row of an anchor's corner stands (20.5.2.33 ``row``, 0-based)."""
    inside = (anchor.inner_start, anchor.inner_end)
    found = scan.element(masked, prefixes, corner, *inside)
    row = found and scan.element(masked, prefixes, "row", found.inner_start, found.inner_end)
    if not row or not masked[row.inner_start : row.inner_end].strip().isdigit():
        return None
    return row.inner_start, row.inner_end


def _moved(row: int, following: Following) -> int:
    return following.rows.nearest(row + 1) - 1


def vml_formulas_followed(data: bytes, own: str, following: Following) -> bytes:
    """The VML of the sheet ``own``, whose controls follow the cells that they show and write."""

    def formula(match: re.Match[bytes]) -> bytes:
        old = scan.character_data(match[2])
        new = following.formula(old, own)
        return match[0] if new == old else match[1] + scan.escape_attribute(new)

    return _VML_FORMULA.sub(formula, data)


def vml_followed(data: bytes, following: Following) -> bytes:
    """Notes and controls in VML ([MS-OI29500] 2.1.1712 ff.), moved with their cells.

    The note of a deleted cell goes. Patterns and no parser, as VML is often not well-formed.
    """

    def shape(match: re.Match[bytes]) -> bytes:
        found = _VML_ROW.search(match[0])
        anchor = _VML_ANCHOR.search(match[0])
        numbers = [part.strip() for part in anchor[2].split(b",")] if anchor else []
        if len(numbers) != _ANCHOR_LENGTH or not all(
            number.lstrip(b"-").isdigit() for number in numbers
        ):
            numbers = []
        text = match[0]
        if found is not None:
            row = int(found[2])
            new = following.rows.row(row + 1)
            if new is None and _NOTE.search(text):
                return b""
            if new is None:
                raise UnmappableError(str(row + 1))
            shift = new - 1 - row
            text = _VML_ROW.sub(rb"\g<1>%d\g<3>" % (row + shift), text)
        elif numbers:
            top = int(numbers[_TOP_ROW])
            shift = _moved(top, following) - top
        else:
            return text
        if not shift or not numbers:
            return text
        for index in (_TOP_ROW, _BOTTOM_ROW):
            numbers[index] = b"%d" % max(int(numbers[index]) + shift, 0)
        return _VML_ANCHOR.sub(lambda m: m[1] + b", ".join(numbers) + m[3], text)

    return _SHAPE.sub(shape, data)


def draws_nothing(vml: bytes) -> bool:
    """Whether no shape is left in VML, only what they have in common."""
    return not _DRAWN.search(vml)

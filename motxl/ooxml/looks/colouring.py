"""Changing the colour of characters, and nothing else, in the runs of a cell.

Properties are raw ``<rPr>`` bytes. A run without them shows in the cell's font; one with them
inherits nothing from it, so what is cut out of plain text carries the cell's full font.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from motxl.ooxml.looks.palette import Palette
from motxl.ooxml.looks.rich import RawRun
from motxl.ooxml.looks.styles import PROPERTY_ORDER, Font
from motxl.ooxml.values import ColouredText, MarkedText, TextMark
from motxl.ooxml.xml import scan
from motxl.text.runs import Run, change_all, check_spans

ColourSpan = tuple[int, int, str | None]
"""Characters ``start`` to ``end`` (0-based, end exclusive) and the ``RRGGBB`` due to them: ``None``
for the colour of the cell's own font"""

_BEFORE = {name: frozenset(PROPERTY_ORDER[:at]) for at, name in enumerate(PROPERTY_ORDER)}


def colour_of(properties: bytes | None, font: Font, palette: Palette) -> str | None:
    """What a run shows in: ``RRGGBB``, ``None`` for automatic."""
    if properties is None:
        return font.colour
    return palette.colour_of(properties)


def set_colours(
    runs: Sequence[RawRun],
    spans: Sequence[ColourSpan],
    font: Font,
    palette: Palette,
    prefix: bytes = b"",
) -> tuple[RawRun, ...] | None:
    """The runs with the characters of each span in its colour.

    The spans are in the order of the text and do not overlap; a colour of ``None`` gives the cell
    font's own colour back. ``None`` is returned when all characters have their colour already.
    Raises ``ValueError`` when a span is not inside the text, or begins before the end of the one
    before it.
    """
    check_spans(runs, ((start, end) for start, end, _rgb in spans))
    # Uncoloured text in a plain cell stays plain: what shows right already is not cut.
    todo: list[tuple[int, int, Callable[[bytes | None], bytes | None]]] = []
    position = at = 0
    for run in runs:
        stop = position + len(run.text)
        while at < len(spans):
            start, end, rgb = spans[at]
            wanted = font.colour if rgb is None else rgb.upper()
            first, last = max(start, position), min(end, stop)
            if first < last and colour_of(run.properties, font, palette) != wanted:
                todo.append((first, last, _recolouring(rgb, font, prefix)))
            if end > stop:
                break
            at += 1
        position = stop
    if not todo:
        return None
    return _explicit(_joined(change_all(runs, todo), runs), runs, font, prefix)


def _recolouring(
    rgb: str | None, font: Font, prefix: bytes
) -> Callable[[bytes | None], bytes | None]:
    if rgb is None:
        element = font.colour_element(prefix)
    else:
        element = b'<%bcolor rgb="FF%b"/>' % (prefix, rgb.upper().encode())

    def recoloured(properties: bytes | None) -> bytes | None:
        if properties is None:
            properties = font.run_properties(prefix)
        return with_property(properties, "color", element)

    return recoloured


def set_marks(runs: Sequence[RawRun], text: MarkedText, font: Font, prefix: bytes) -> list[RawRun]:
    """The runs of ``text`` with its pieces struck out or underlined."""
    todo: list[tuple[int, int, Callable[[bytes | None], bytes | None]]] = []
    position = 0
    for run, mark in zip(text.runs, text.marks, strict=True):
        end = position + len(run.text)
        if mark is not None and run.text:
            todo.append((position, end, _marking(mark, font, prefix)))
        position = end
    return list(_explicit(change_all(runs, todo), runs, font, prefix)) if todo else list(runs)


def _marking(mark: TextMark, font: Font, prefix: bytes) -> Callable[[bytes | None], bytes | None]:
    name = {"struck": "strike", "underlined": "u"}[mark]

    def marked(properties: bytes | None) -> bytes | None:
        if properties is None:
            properties = font.run_properties(prefix)
        return with_property(properties, name, b"<%b%b/>" % (prefix, name.encode()))

    return marked


@lru_cache(maxsize=4096)
def with_property(properties: bytes, wanted: str, element: bytes) -> bytes:
    """An ``<rPr>`` whose child called ``wanted`` is ``element``; every other byte stays."""
    masked = scan.mask(properties)
    outer = next(iter(scan.children(masked, 0, len(masked))))
    if outer.tag.empty:
        return b"<%b>%b</%b>" % (outer.tag.name, element, outer.tag.name)
    inside = list(scan.children(masked, outer.inner_start, outer.inner_end))
    place = outer.inner_start
    for child in inside:
        name = child.tag.name.rpartition(b":")[2].decode()
        if name == wanted:
            return properties[: child.start] + element + properties[child.end :]
        if name in _BEFORE[wanted]:
            place = child.end
    return properties[:place] + element + properties[place:]


def _joined(runs: Sequence[RawRun], before: Sequence[RawRun]) -> list[RawRun]:
    """Neighbours that became equal by the colouring are one; those equal before stay two."""
    joined: list[RawRun] = []
    position = 0
    equal_before = _equal_neighbours(before)
    for run in runs:
        same = bool(joined) and run.properties is not None
        if same and joined[-1].properties == run.properties and position not in equal_before:
            joined[-1] = Run(joined[-1].text + run.text, run.properties)
        else:
            joined.append(run)
        position += len(run.text)
    return joined


def _equal_neighbours(runs: Sequence[RawRun]) -> set[int]:
    """Offsets between two runs that had equal properties from the start."""
    borders: set[int] = set()
    position = 0
    for run, following in pairwise(runs):
        position += len(run.text)
        if run.properties == following.properties:
            borders.add(position)
    return borders


def _explicit(
    runs: Sequence[RawRun], before: Sequence[RawRun], font: Font, prefix: bytes
) -> tuple[RawRun, ...]:
    """Plain pieces after the first carry the cell's font, as Excel writes them.

    Plain runs that were there before, whole, keep their bytes.
    """
    whole: set[tuple[int, int]] = set()
    position = 0
    for run in before:
        whole.add((position, len(run.text)))
        position += len(run.text)
    explicit: list[RawRun] = []
    position = 0
    for run in runs:
        cut = run.properties is None and (position, len(run.text)) not in whole
        if cut and position:
            explicit.append(Run(run.text, font.run_properties(prefix)))
        else:
            explicit.append(run)
        position += len(run.text)
    return tuple(explicit)


def spans_of(text: ColouredText) -> list[ColourSpan]:
    """The spans of a text's pieces, each with its colour: ``None`` for the cell's own, which
    ``set_colours`` gives back."""
    spans: list[ColourSpan] = []
    position = 0
    for run in text.runs:
        end = position + len(run.text)
        if run.text:
            spans.append((position, end, run.properties))
        position = end
    return spans

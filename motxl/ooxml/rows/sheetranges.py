"""Everything around the rows of a sheet that names rows, and the parts that are made alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from motxl.a1 import CellRange, from_a1, to_a1
from motxl.ooxml.cells.formulas import DeletedReferenceError, UnmappableError
from motxl.ooxml.cells.links import leads_elsewhere
from motxl.ooxml.rows import places
from motxl.ooxml.rows.following import Following
from motxl.ooxml.xml import scan

_SQREF = re.compile(rb"<(?:[^\s<>/:]+:)?sqref(?:\s[^<>]*)?>([^<]*)<")
# A union of areas, cut at its commas; those in the names of sheets are none.
_UNION = re.compile(r"(?:'(?:[^']|'')*'|[^,'])+")
_CORNER = re.compile(
    rb"<(?:[^\s<>/:]+:)?from>.*?col>\s*([0-9]{1,6})\s*<.*?row>\s*([0-9]{1,8})\s*<", re.DOTALL
)
_LINK = re.compile(rb"(?<=[\s:])id\s*=\s*[\"']([^\"']*)[\"']")


class StuckError(UnmappableError):
    """Something that cannot follow: what it is, where it lies, and what it refers to."""

    def __init__(self, element: bytes, place: str, error: UnmappableError) -> None:
        super().__init__(str(error))
        self.element = element
        """The name of the element, without its prefix"""
        self.place = place
        """Its cells; for a defined name, the name"""
        self.cause = error


class Followed(NamedTuple):
    """A part's new bytes, and the relationships (ids) of what went."""

    data: bytes
    unlinked: frozenset[str] = frozenset()


def followed(data: bytes, own: str | None, following: Following) -> Followed:
    """The part with its references at the new places; ``own`` is the sheet that it is of.

    What has lost all its cells goes, where Excel lets it go.

    :raises StuckError: something cannot follow.
    """
    moves = own is not None and own.casefold() == following.sheet.casefold()
    changes = _Changes(data, own or "", following, moves)
    changes.work_out()
    pieces: list[bytes] = []
    position = 0
    for start, end, new in sorted(changes.found):
        pieces += [data[position:start], new]
        position = end
    if not pieces:
        return Followed(data)
    return Followed(b"".join((*pieces, data[position:])), frozenset(changes.unlinked))


class _Open:
    """An element that is being read."""

    def __init__(self, tag: scan.Tag, name: bytes, mark: int) -> None:
        self.tag = tag
        self.name = name
        self.mark = mark
        """How many changes were found before it"""
        self.kept = self.left = 0
        """Children that count (``places.CONTAINERS``)"""


class _Changes:
    """What changes in one part, in the order of its tags."""

    def __init__(self, data: bytes, own: str, following: Following, moves: bool) -> None:
        self.found: list[tuple[int, int, bytes]] = []
        """Offsets in the part's bytes, and what comes there"""
        self.unlinked: set[str] = set()
        self._data = data
        self._own = own
        self._following = following
        self._moves = moves
        self._masked = scan.mask(data)
        self._pattern: tuple[CellRange, int] | None = None
        self._open: list[_Open] = []
        self._breaks: set[int] = set()

    def work_out(self) -> None:
        skipping = 0
        for tag in scan.tags(self._masked):
            if tag.closing:
                if skipping:
                    skipping -= 1
                    if skipping:
                        continue
                if self._open:
                    self._close(tag)
                continue
            if skipping:
                skipping += not tag.empty
                continue
            opened = _Open(tag, tag.name.rpartition(b":")[2], len(self.found))
            self._open.append(opened)
            try:
                leaves = self._read(tag, opened.name)
            except UnmappableError as error:
                raise self._stuck(error) from None
            if leaves:
                opened.kept, opened.left = 0, 1
                skipping = not tag.empty
            if tag.empty:
                self._close(tag)

    def _stuck(self, error: UnmappableError) -> StuckError:
        for one in reversed(self._open):
            if one.name == b"definedName":
                return StuckError(one.name, one.tag.get("name") or "", error)
            if one.name in places.WORDS:
                return StuckError(one.name, self._cells_of(one), error)
        return StuckError(b"", "", error)

    def _cells_of(self, opened: _Open) -> str:
        tag = opened.tag
        own = tag.get("ref") or tag.get("sqref") or tag.get("r") or tag.get("sourceRef")
        if own is None and opened.name in places.CELLS_INSIDE:
            return self._child_list(tag) or ""
        anchors = [one.tag for one in self._open if one.name in places.ANCHORS]
        return own or (anchored_at(self._masked, anchors[0].end) if anchors else "")

    def _close(self, closing: scan.Tag) -> None:
        """The end of an element: it goes with what it held, or counts what is left."""
        opened = self._open.pop()
        name, tag = opened.name, opened.tag
        if name in places.PATTERNS:
            self._pattern = None
        if opened.left and not opened.kept:
            del self.found[opened.mark :]
            gone = self._data[tag.start : closing.end]
            self.unlinked.update(link.decode() for link in _LINK.findall(gone))
            self.found.append((tag.start, closing.end, b""))
            self._told(name, left=True)
            return
        if opened.left:
            self._recount(opened)
        self._told(name, left=False)

    def _told(self, name: bytes, *, left: bool) -> None:
        """The element around one knows whether it stayed."""
        if not self._open:
            return
        around = self._open[-1]
        if around.name in places.CONTAINERS and places.CONTAINERS[around.name] in (name, None):
            around.left += left
            around.kept += not left

    def _recount(self, opened: _Open) -> None:
        """Counts of what is left, and indices into it."""
        tag = opened.tag
        manual = (scan.whole(tag.get("manualBreakCount")) or 0) - opened.left
        new = {"count": opened.kept, "manualBreakCount": max(manual, 0)}
        if opened.name == b"scenarios":
            new |= {"current": 0, "show": 0}
        for name, number in new.items():
            self.found += self._attribute(tag, name, partial(_instead, str(number)))

    def _read(self, tag: scan.Tag, name: bytes) -> bool:
        """Find what changes in an element's own tag and text; whether the element goes."""
        if self._moves and self._leaves(tag, name):
            return True
        if name in places.PATTERNS:
            self._pattern = self._area_of(tag)
        if self._moves:
            self.found += self._moved(tag, name)
        if name == b"f" and self._inside(b"sparkline") and self._reads_nothing(tag):
            return True
        self.found += self._formulas(tag, name)
        return name == b"definedName" and self._names_nothing(tag)

    # What goes with its cells

    def _leaves(self, tag: scan.Tag, name: bytes) -> bool:
        if name == b"brk" and self._inside(b"rowBreaks"):
            row = _break(self._following, scan.whole(tag.get("id")) or 1)
            twice = row in self._breaks
            self._breaks.add(row)
            return twice
        if name not in places.LEAVING:
            return False
        attribute = _attribute_of(name)
        text = tag.get(attribute) if attribute else None
        if text is None:
            text = self._child_list(tag)
        if not text or not text.strip():
            return False
        try:
            if name in places.CELLS:
                return self._following.cell(text) is None
            if name not in places.LISTS and name != b"sparkline":
                found = self._following.ranges(CellRange.parse(text), grows=False)
                return not found or (name == b"mergeCell" and found == [_corner(found[0])])
        except ValueError:
            return False  # whole columns
        return not self._following.cell_list(text)

    def _child_list(self, tag: scan.Tag) -> str | None:
        """The cells of an element of x14, which stand in a child."""
        match = None if tag.empty else _SQREF.search(self._masked, tag.end)
        return match[1].decode() if match else None

    def _names_nothing(self, tag: scan.Tag) -> bool:
        """A print area or a filter whose rows are all gone."""
        if not self.found or not (tag.get("name") or "").startswith("_xlnm."):
            return False
        start, _end, new = self.found[-1]
        return start == tag.end and not new

    def _reads_nothing(self, tag: scan.Tag) -> bool:
        """A sparkline whose data are gone has none: it cannot say ``#REF!`` ([MS-XLSX] 2.6.115
        ``CT_Sparkline``)."""
        try:
            list(self._text(tag, self._formula))
        except DeletedReferenceError:
            return True
        return False

    # What has moved

    def _inside(self, *names: bytes, up: int = 1) -> bool:
        return len(self._open) > up and self._open[-1 - up].name in names

    def _moved(self, tag: scan.Tag, name: bytes) -> Iterator[tuple[int, int, bytes]]:
        """The changes of an element of the sheet itself whose cells or ranges have moved."""
        follow = self._following
        if name in places.CELLS:
            yield from self._attribute(tag, places.CELLS[name], self._cell)
        elif name in places.GROWING:
            yield from self._attribute(tag, places.GROWING[name], self._range)
        elif name in places.FIXED:
            yield from self._attribute(tag, places.FIXED[name], self._fixed_range)
        elif name in places.LISTS:
            yield from self._attribute(tag, places.LISTS[name], follow.cell_list)
        elif name == b"pane":
            yield from self._attribute(tag, "topLeftCell", partial(self._below, tag))
        elif name in places.VIEWS:
            yield from self._attribute(tag, places.VIEWS[name], self._view)
        elif name == b"selection":
            yield from self._selection(tag)
        elif name == b"scenarios":
            yield from self._attribute(tag, "sqref", follow.cell_list)
        elif name == b"dimension":
            yield from self._attribute(tag, "ref", self._extent)
        elif name == b"pivotSelection":
            for row in places.SELECTED_ROWS:
                yield from self._attribute(tag, row, self._row_from_0)
        elif name == b"brk" and self._inside(b"rowBreaks"):
            yield from self._attribute(tag, "id", lambda row: str(_break(follow, int(row))))
        elif name == b"sqref":
            grows = not self._inside(b"sparkline")
            yield from self._text(tag, lambda text: follow.cell_list(text, grows=grows))
        elif name == b"row" and self._inside(b"anchor", up=2):  # of a control, not of a drawing
            yield from self._text(tag, self._row_from_0)

    def _cell(self, text: str) -> str:
        try:
            new = self._following.cell(text)
        except ValueError:
            return text
        if new is None:
            raise DeletedReferenceError(text)
        return new

    def _view(self, text: str) -> str:
        # A range was written here by motxl 0.1.0: Excel repairs such a workbook.
        return self._following.nearest(text.partition(":")[0])

    def _range(self, text: str) -> str:
        return self._ranged(text, grows=True)

    def _fixed_range(self, text: str) -> str:
        return self._ranged(text, grows=False)

    def _ranged(self, text: str, *, grows: bool) -> str:
        try:
            area = CellRange.parse(text)
        except ValueError:
            return text  # whole columns
        new = self._following.range(area, grows=grows)
        return text if new == area else str(new)

    def _extent(self, text: str) -> str:
        """The rectangle around the cells (18.3.1.35)."""
        try:
            areas = self._following.ranges(CellRange.parse(text))
        except ValueError:
            return text
        if not areas:
            return "A1"
        return str(areas[0]._replace(last_row=max(area.last_row for area in areas)))

    def _below(self, tag: scan.Tag, text: str) -> str:
        """What is seen first in the pane below; as many rows stay frozen above it (18.3.1.66)."""
        text = self._view(text)
        frozen = scan.whole(tag.get("ySplit")) or 0
        try:
            row, column = from_a1(text)
        except ValueError:
            return text
        if not (tag.get("state") or "").startswith("frozen") or row > frozen:
            return text
        return to_a1(frozen + 1, column)

    def _row_from_0(self, row: str) -> str:
        return str(self._following.rows.nearest(int(row) + 1) - 1)

    def _selection(self, tag: scan.Tag) -> Iterator[tuple[int, int, bytes]]:
        """The active cell lies in one of the selected ranges, which ``activeCellId`` counts
        (18.3.1.78); it alone is selected when they are no longer as many."""
        attributes = tag.attributes
        active = self._following.nearest(tag.get("activeCell") or "A1")
        old = tag.get("sqref") or "A1"
        new = self._following.cell_list(old, grows=False)
        if len(new.split()) != len(old.split()):
            new = active
            attributes = scan.with_attribute(attributes, "activeCellId", None)
        for name, value, before in (
            ("activeCell", active, tag.get("activeCell")),
            ("sqref", new, tag.get("sqref")),
        ):
            if value != (before or "A1"):
                attributes = scan.with_attribute(attributes, name, value)
        if attributes != tag.attributes:
            start = tag.start + 1 + len(tag.name)
            yield start, start + len(tag.attributes), attributes

    # Formulas

    def _formulas(self, tag: scan.Tag, name: bytes) -> Iterator[tuple[int, int, bytes]]:
        if name in places.FORMULAS or (name == b"sqref" and self._inside(*places.REFERENCES_IN)):
            yield from self._text(tag, self._formula)
        elif name == b"definedName":
            yield from self._text(tag, partial(self._name, tag.get("name") or ""))
        for attribute in places.FORMULA_ATTRIBUTES.get(name, ()):
            yield from self._attribute(
                tag, attribute, lambda text: self._following.formula(text, self._own)
            )
        if name == b"hyperlink" and not leads_elsewhere(tag):
            # Excel would leave the place as it is, which is another row from now on.
            yield from self._attribute(
                tag, "location", lambda text: self._following.formula(text, self._own, lost=True)
            )
        if name in places.OF_NAMED_SHEET:
            named = (tag.get("sheet") or self._own).casefold()
            if named == self._following.sheet.casefold():
                yield from self._attribute(tag, "ref", self._range)

    def _name(self, name: str, text: str) -> str:
        """A defined name's formula; print areas, titles and filters (18.2.5, the built-in names)
        lose the areas that are gone."""
        follow = self._following
        try:
            return follow.name(text, lost=name.casefold() in follow.lost)
        except DeletedReferenceError:
            if not name.startswith("_xlnm."):
                raise
        pieces = []
        for piece in _UNION.findall(text):
            with suppress(DeletedReferenceError):
                pieces.append(follow.name(piece))
        return ",".join(pieces)

    def _area_of(self, tag: scan.Tag) -> tuple[CellRange, int] | None:
        """The rectangle around a rule's cells, and the first row of them as it will be."""
        text = tag.get("sqref") or self._child_list(tag) or ""
        try:
            areas = [CellRange.parse(piece) for piece in text.split()]
        except ValueError:
            return None
        if not areas:
            return None
        first = min(area.first_row for area in areas)
        around = CellRange(first, 1, max(area.last_row for area in areas), 1)
        if not self._moves:
            return around, first
        found = [new.first_row for area in areas for new in self._following.ranges(area)]
        return (around, min(found)) if found else None

    def _formula(self, text: str) -> str:
        if self._pattern is None:
            return self._following.formula(text, self._own)
        return self._following.pattern(text, self._own, *self._pattern)

    # What is written

    def _attribute(
        self, tag: scan.Tag, name: str, new: Callable[[str], str]
    ) -> Iterator[tuple[int, int, bytes]]:
        # Value by value: an element may have several attributes that follow.
        base = tag.start + 1 + len(tag.name)
        old, span = tag.get(name), scan.attribute_span(tag.attributes, name)
        if not old or span is None:
            return
        try:
            value = new(old)
        except UnmappableError:
            raise
        except ValueError:
            return  # it is no cell
        if value not in (old, " ".join(old.split())):
            yield base + span[0], base + span[1], scan.escape_attribute(value)

    def _text(self, tag: scan.Tag, new: Callable[[str], str]) -> Iterator[tuple[int, int, bytes]]:
        """The text of an element; one that holds other elements has none of its own."""
        end = self._masked.find(b"<", tag.end)
        if tag.empty or self._masked[end : end + 2] != b"</":
            return
        old = scan.character_data(self._data[tag.end : end])
        value = new(old)
        if value != old and value != " ".join(old.split()):
            escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            yield tag.end, end, escaped.encode()


def anchored_at(masked: bytes, start: int, end: int | None = None) -> str:
    """The cell under the upper left corner of an anchor (20.5.2.5 ``from``), 0-based there."""
    found = _CORNER.search(masked, start, len(masked) if end is None else end)
    return to_a1(int(found[2]) + 1, int(found[1]) + 1) if found else ""


def _attribute_of(name: bytes) -> str | None:
    tables = (places.CELLS, places.GROWING, places.FIXED, places.LISTS)
    return next((table[name] for table in tables if name in table), None)


def _corner(area: CellRange) -> CellRange:
    return area._replace(last_row=area.first_row, last_column=area.first_column)


def _instead(new: str, _old: str) -> str:
    return new


def _break(following: Following, above: int) -> int:
    """A page break stands below a row (18.3.1.3 ``brk``): the first row of its page leads."""
    return max(following.rows.nearest(above + 1) - 1, 1)

"""Everything around the rows of a sheet that names rows, and the parts that are made alike.

Elements are those of ECMA-376 part 1, 18.3, 18.5 and 18.7, and their x14 twins ([MS-XLSX] 2.6).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from motxl.a1 import CellRange
from motxl.package import scan
from motxl.package.structure.following import Following
from motxl.package.structure.formulas import UnmappableError

Replacement = tuple[int, int, bytes]
"""Offsets in the part's bytes, and what comes there"""

# Attributes with ranges, by element: one that must stay one; a list; cells of a view, which may go.
_RANGES = {
    b"mergeCell": "ref",
    b"hyperlink": "ref",
    b"autoFilter": "ref",
    b"sortState": "ref",
    b"sortCondition": "ref",
    b"comment": "ref",
    b"threadedComment": "ref",
    b"singleXmlCell": "r",
    b"inputCells": "r",
    b"cellWatch": "r",
    b"webPublishItem": "sourceRef",
    b"table": "ref",
    b"location": "ref",
}
_LISTS = {
    b"conditionalFormatting": "sqref",
    b"dataValidation": "sqref",
    b"ignoredError": "sqref",
    b"protectedRange": "sqref",
}
_VIEWS = {b"selection": ("activeCell", "sqref"), b"pane": ("topLeftCell",), b"dimension": ("ref",)}
_VIEWS |= {b"sheetView": ("topLeftCell",), b"customSheetView": ("topLeftCell",)}
_PATTERNS = (b"conditionalFormatting", b"dataValidation")
# Formulas as text: of rules (those of x14 stand in xm:f), calculated columns and totals.
_FORMULAS = {b"formula", b"formula1", b"formula2", b"f"}
_FORMULAS |= {b"calculatedColumnFormula", b"totalsRowFormula", b"definedName"}
_FORMULA_ATTRIBUTES = {
    b"hyperlink": ("location",),
    b"formControlPr": ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup"),
    b"controlPr": ("linkedCell", "listFillRange"),
    b"sp": ("textlink",),
}
_SQREF = re.compile(rb"<(?:[^\s<>/:]+:)?sqref(?:\s[^<>]*)?>([^<]*)<")


def followed(data: bytes, own: str | None, following: Following) -> bytes:
    """The bytes with their references at the new places; ``own`` is the sheet that they are of.

    :raises UnmappableError: something cannot follow; it names the cell.
    """
    moves = own is not None and own.casefold() == following.sheet.casefold()
    pieces: list[bytes] = []
    position = 0
    for start, end, new in sorted(_Changes(data, own or "", following, moves)):
        pieces += [data[position:start], new]
        position = end
    return b"".join((*pieces, data[position:])) if pieces else data


class _Changes:
    """The replacements in one part, in the order of its tags."""

    def __init__(self, data: bytes, own: str, following: Following, moves: bool) -> None:
        self._data = data
        self._own = own
        self._following = following
        self._moves = moves
        self._masked = scan.mask(data)
        self._pattern: tuple[CellRange, int] | None = None

    def __iter__(self) -> Iterator[Replacement]:
        parents: list[bytes] = []
        for tag in scan.tags(self._masked):
            name = tag.name.rpartition(b":")[2]
            if tag.closing:
                if parents:
                    parents.pop()
                if name in _PATTERNS:
                    self._pattern = None
                continue
            if self._moves:
                yield from self._moved(tag, name, parents)
            yield from self._formulas(tag, name)
            if not tag.empty:
                parents.append(name)

    def _moved(self, tag: scan.Tag, name: bytes, parents: list[bytes]) -> Iterator[Replacement]:
        """What of an element of the sheet itself lies elsewhere now."""
        follow = self._following
        if name in _RANGES:
            yield from self._attributes(tag, (_RANGES[name],), self._range)
        elif name in _LISTS:
            yield from self._attributes(tag, (_LISTS[name],), self._list)
        elif name in _VIEWS:
            yield from self._attributes(tag, _VIEWS[name], self._view)
        elif name == b"brk" and parents[-1:] == [b"rowBreaks"]:
            yield from self._attributes(tag, ("id",), lambda row: str(_break(follow, int(row))))
        elif name == b"sqref" and not tag.empty:
            yield from self._text(tag, self._list)
        elif name == b"row" and parents[-1:] in ([b"from"], [b"to"]):
            # The anchor of a control (20.5.2.33 row): 0-based.
            yield from self._text(tag, lambda row: str(follow.rows.nearest(int(row) + 1) - 1))
        if name in _PATTERNS:
            self._pattern = self._area_of(tag)

    def _formulas(self, tag: scan.Tag, name: bytes) -> Iterator[Replacement]:
        if name in _FORMULAS and not tag.empty:
            yield from self._text(tag, self._formula)
        for attribute in _FORMULA_ATTRIBUTES.get(name, ()):
            yield from self._attributes(
                tag, (attribute,), lambda text: self._following.formula(text, self._own)
            )
        if name in _PATTERNS and not self._moves:
            self._pattern = self._area_of(tag)
        if name in (b"dataRef", b"worksheetSource"):
            # 18.3.1.28 and 18.10.1.95: a range of the sheet that they name
            named = (tag.get("sheet") or self._own).casefold()
            if named == self._following.sheet.casefold():
                yield from self._attributes(tag, ("ref",), self._range)

    def _area_of(self, tag: scan.Tag) -> tuple[CellRange, int] | None:
        """The rectangle around a rule's cells, and the first row of them as it will be."""
        text = tag.get("sqref")
        if text is None:
            match = _SQREF.search(self._masked, tag.end)
            text = match[1].decode() if match else ""
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

    def _range(self, text: str) -> str:
        try:
            area = CellRange.parse(text)
        except ValueError:
            return text  # whole columns
        new = self._following.range(area)
        return text if new == area else str(new)

    def _list(self, text: str) -> str:
        new = self._following.cell_list(text)
        if not new and text.strip():
            raise UnmappableError(text.split(maxsplit=1)[0])
        return new

    def _view(self, text: str) -> str:
        """Where the selection was; the same cells, or the top of the sheet if they are gone."""
        return self._following.cell_list(text) or "A1"

    def _attributes(
        self, tag: scan.Tag, names: tuple[str, ...], new: Callable[[str], str]
    ) -> Iterator[Replacement]:
        # Value by value: an element may have several attributes that follow.
        base = tag.start + 1 + len(tag.name)
        for name in names:
            old, span = tag.get(name), scan.attribute_span(tag.attributes, name)
            value = new(old) if old else old
            if span and value is not None and value not in (old, " ".join((old or "").split())):
                yield base + span[0], base + span[1], scan.escape_attribute(value)

    def _text(self, tag: scan.Tag, new: Callable[[str], str]) -> Iterator[Replacement]:
        end = self._masked.find(b"</", tag.end)
        old = scan.character_data(self._data[tag.end : end])
        value = new(old)
        if value != old and value != " ".join(old.split()):
            escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            yield tag.end, end, escaped.encode()


def _break(following: Following, above: int) -> int:
    """A page break stands below a row (18.3.1.3 ``brk``): the first row of its page leads."""
    return max(following.rows.nearest(above + 1) - 1, 1)

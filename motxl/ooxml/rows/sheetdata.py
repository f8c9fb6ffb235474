"""The rows of a sheet's ``sheetData`` in their new places, and the formulas in their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from motxl.a1 import CellRange, to_a1
from motxl.ooxml.cells.cells import CellSpan, RowBytes
from motxl.ooxml.cells.formulas import UnmappableError, translated
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.usualrows import Renumber, UsualRows
from motxl.ooxml.xml import scan

Refuse = Callable[[int, int, UnmappableError], Exception]
"""The error to raise for the cell in a row and column whose formula cannot follow"""


class _Shared:
    """A shared formula (18.3.1.40): the cell that holds its text, and all cells that use it."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.text = ""
        self.cells: list[tuple[int, int]] = []

    def text_at(self, row: int, column: int) -> str:
        """The formula as it reads in one of its cells."""
        if not self.text:
            raise UnmappableError(to_a1(row, column))
        return translated(self.text, row - self.row, column - self.column)


@lru_cache(maxsize=16)
def _reference(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(rb"(<" + p + rb"c(?![^\s])[^<>]*?\sr\s*=\s*[\"'][A-Za-z]{1,3})[0-9]+")


class SheetData:
    """One sheet's rows under a ``Following``, whichever sheet it is about."""

    def __init__(self, part: SheetPart, name: str, following: Following, refuse: Refuse) -> None:
        self._part = part
        self._name = name
        self._following = following
        self._refuse = refuse
        self._moves = name.casefold() == following.sheet.casefold()
        self._formula = b"<" + part.prefix + b"f"
        self._shared = self._find_shared()
        self._changing: dict[str, bool] = {}

    def rewritten(self) -> bytes | None:
        """The whole part with other rows; ``None`` when nothing changes."""
        usual = UsualRows(self._part.prefix, self._renumbered)
        rows = self._rewritten_rows(usual.renumbered)
        if not usual.are_proven:
            rows = self._rewritten_rows(self._renumbered)
        if rows is None:
            return None
        return self._part.with_rows(data for _number, data in rows)

    def _rewritten_rows(self, renumbered: Renumber) -> list[tuple[int, bytes]] | None:
        rows: list[tuple[int, bytes]] = []
        changed = False
        numbers = self._part.rows.numbers()
        news = self._following.rows.new_numbers(numbers) if self._moves else numbers
        for (number, data), new in zip(self._part.rows.items(), news, strict=True):
            if new is None:
                self._leave(number, data)
                changed = True
                continue
            moved = self._row(number, new, data, renumbered)
            changed = changed or moved is not data
            rows.append((new, moved))
        if not changed:
            return None
        rows.sort(key=lambda pair: pair[0])
        return rows

    def _row(self, number: int, new: int, data: bytes, renumbered: Renumber) -> bytes:
        if self._formula in data:
            data = self._with_formulas(number, data)
        # A row without a number counts from the one before it, which may be another one now.
        unnumbered = self._moves and b" r=" not in data[: data.find(b">")]
        return renumbered(number, new, data) if number != new or unnumbered else data

    def _renumbered(self, number: int, new: int, data: bytes) -> bytes:
        opened = RowBytes(number, data, self._part.prefix, look=False)
        opened.attributes = scan.with_attribute(opened.attributes, "r", str(new))
        data = opened.with_attributes()
        return _reference(self._part.prefix).sub(rb"\g<1>%d" % new, data)

    # Formulas

    def _find_shared(self) -> dict[str, _Shared]:
        found: dict[str, _Shared] = {}
        if b"shared" not in self._part.working and not self._part.edited_rows:
            return found
        for row, cell, formula, text in self._formulas():
            if formula.tag.get("t") == "shared":
                group = found.setdefault(formula.tag.get("si") or "", _Shared())
                group.cells.append((row.number, cell.column))
                if text:
                    group.row, group.column, group.text = row.number, cell.column, text
        return found

    def _formulas(self) -> Iterator[tuple[RowBytes, CellSpan, scan.Element, str]]:
        part = self._part
        for number in part.rows.numbers():
            data = part.rows.get(number)
            if data is None or self._formula not in data:
                continue
            yield from self._formulas_of(RowBytes(number, data, part.prefix))

    @staticmethod
    def _formulas_of(row: RowBytes) -> Iterator[tuple[RowBytes, CellSpan, scan.Element, str]]:
        for cell in row.cells:
            formula = row.child(cell, "f")
            if formula is not None:
                raw = row.data[formula.inner_start : formula.inner_end]
                yield row, cell, formula, scan.character_data(raw)

    def _with_formulas(self, number: int, data: bytes) -> bytes:
        pieces: list[bytes] = []
        position = 0
        row = RowBytes(number, data, self._part.prefix)
        for _row, cell, formula, text in self._formulas_of(row):
            try:
                element = self._formula_element(number, cell.column, formula.tag, text)
            except UnmappableError as error:
                raise self._refuse(number, cell.column, error) from None
            if element is not None:
                pieces += [data[position : formula.start], element]
                position = formula.end
        return b"".join((*pieces, data[position:])) if pieces else data

    def _formula_element(self, number: int, column: int, tag: scan.Tag, text: str) -> bytes | None:
        """A cell's formula as it reads now; ``None`` when it stays as it is."""
        follow = self._following
        kind = tag.get("t")
        attributes = tag.attributes
        if kind == "shared":
            return self._unshared(number, column, tag)
        if self._moves:
            for name in ("ref", "r1", "r2"):
                attributes = _followed(attributes, name, follow)
        moved = follow.formula(text, self._name)
        if moved == text and attributes == tag.attributes:
            return None
        return _element(tag.name, attributes, moved)

    def _unshared(self, number: int, column: int, tag: scan.Tag) -> bytes | None:
        """A shared formula becomes the cell's own, unless its whole group stays as it is."""
        index = tag.get("si") or ""
        if index not in self._changing:
            self._changing[index] = self._changes(self._shared[index])
        if not self._changing[index]:
            return None
        text = self._shared[index].text_at(number, column)
        attributes = tag.attributes
        for name in ("t", "si", "ref"):
            attributes = scan.with_attribute(attributes, name, None)
        return _element(tag.name, attributes, self._following.formula(text, self._name))

    def _changes(self, group: _Shared) -> bool:
        """Whether any cell of a shared formula moves, or reads otherwise than before."""
        follow = self._following
        for row, column in group.cells:
            if self._moves and follow.rows.row(row) != row:
                return True
            text = group.text_at(row, column)
            if follow.formula(text, self._name) != text:
                return True
        return False

    # Rows that go

    def _leave(self, number: int, data: bytes) -> None:
        """A row is deleted: a formula that fills more cells than its own must not be torn."""
        if self._formula not in data:
            return
        for row, cell, formula, _text in self._formulas_of(
            RowBytes(number, data, self._part.prefix)
        ):
            if formula.tag.get("t") in ("array", "dataTable"):
                area = CellRange.parse(formula.tag.get("ref") or to_a1(number, cell.column))
                if area.last_row > row.number:
                    raise self._refuse(number, cell.column, UnmappableError(str(area)))


def _followed(attributes: bytes, name: str, follow: Following) -> bytes:
    """A range in an attribute of a formula: the cells that it fills, or reads."""
    old = scan.attribute(attributes, name)
    if old is None:
        return attributes
    area = CellRange.parse(old)
    new = follow.range(area, grows=False)
    if new.last_row - new.first_row != area.last_row - area.first_row:
        raise UnmappableError(old)
    return attributes if new == area else scan.with_attribute(attributes, name, str(new))


def _element(name: bytes, attributes: bytes, text: str) -> bytes:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
    return b"<%b%b>%b</%b>" % (name, attributes.rstrip(), escaped, name)

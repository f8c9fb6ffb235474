"""Cells of a sheet whose texts are exchanged; all else about them stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from motxl.a1 import CellRange, column_letters
from motxl.ooxml.cells import contents, reading
from motxl.ooxml.cells.cells import CellSpan, RowBytes, cell_element, value_element
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import encode_text, text_element

Change = Callable[[str], str]


class WordedArea(NamedTuple):
    """Cells, and what becomes of the texts in them."""

    cells: CellRange
    change: Change


class StringPlaces:
    """Where among the shared strings the texts stood that cells do not refer to meanwhile."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, int, str], int] = {}
        self._anywhere: dict[str, int] = {}
        self._own: dict[tuple[str, int, str, str], bytes] = {}

    def note(self, sheet: str, column: int, text: str, index: int) -> None:
        self._at.setdefault((sheet, column, text), index)
        self._anywhere.setdefault(text, index)

    def note_own(self, sheet: str, column: int, kind: str, text: str, content: bytes) -> None:
        """A text that stands in the sheet itself, with its looks, or as the result of a formula."""
        self._own.setdefault((sheet, column, kind, text), content)

    def own(self, sheet: str, column: int, kind: str, text: str) -> bytes | None:
        """What stood there for a text in a cell of this kind."""
        return self._own.get((sheet, column, kind, text))

    def find(self, sheet: str, column: int, text: str, strings: SharedStrings) -> int | None:
        """The index of a text, if it still stands there."""
        for index in (self._at.get((sheet, column, text)), self._anywhere.get(text)):
            if index is not None and index < len(strings) and strings.text(index) == text:
                return index
        return None


def exchange(
    sheet: OpenSheet, areas: Iterable[WordedArea], places: StringPlaces, *, writing: bool
) -> None:
    """Put other texts into the cells of the areas: when they are read, into the sheet itself, so
    that no shared string changes; when they are written, back to the strings they came from."""
    part = sheet.part
    by_row: dict[int, list[WordedArea]] = {}
    for area in areas:
        for number in part.rows.numbers(area.cells.first_row, area.cells.last_row):
            by_row.setdefault(number, []).append(area)
    of_columns: dict[tuple[int, ...], dict[int, Change]] = {}
    known: dict[tuple[int, Change], bool] = {}
    usual = _UsualRows(sheet, places)
    for number, here in sorted(by_row.items()):
        row = part.row(number)
        key = tuple(map(id, here))
        if key not in of_columns:
            of_columns[key] = _by_column(here)
        if row is None:
            continue
        if not writing and (made := usual.read(row, of_columns[key])) is not None:
            if made != row.data:
                part.rows.put(number, made)
            continue
        changes = list(_changes(sheet, row, of_columns[key], known, places, writing=writing))
        if not changes:
            continue
        data = row.data
        for cell, kind, content in reversed(changes):
            element = cell_element(part.prefix, number, cell.column, cell.attributes, kind, content)
            data = data[: cell.start] + element + data[cell.end :]
        part.rows.put(number, data)


class _UsualColumns(NamedTuple):
    """Cells of a row whose texts are exchanged."""

    pattern: re.Pattern[bytes]
    changes: dict[bytes, tuple[int, Change]]
    """By the letters of the column"""
    made: dict[tuple[bytes, bytes], bytes | None]
    """By these and the index of the text: what stands there then; ``None`` for the same"""


class _UsualRows:
    """Rows as Excel and motxl write them: each text is a shared string. They are read in one go, at
    a tenth of what looking for each cell would take."""

    def __init__(self, sheet: OpenSheet, places: StringPlaces) -> None:
        self._sheet = sheet
        self._places = places
        self._prefix = sheet.part.prefix
        self._of: dict[int, _UsualColumns] = {}

    def read(self, row: RowBytes, columns: dict[int, Change]) -> bytes | None:
        """The row with other texts; ``None`` for one that is written otherwise."""
        data, strings = row.data, self._sheet.shared.strings
        if strings is None or self._prefix or any(one in data for one in _UNUSUAL):
            return None
        if data.count(b"<c ") != data.count(b'<c r="'):
            return None
        if id(columns) not in self._of:
            letters = {column_letters(one).encode(): (one, to) for one, to in columns.items()}
            self._of[id(columns)] = _UsualColumns(_usual_cell(letters), letters, {})
        pattern, by_letters, made = self._of[id(columns)]

        def changed(found: re.Match[bytes]) -> bytes:
            at, letters, more, index = found.groups()
            key = letters, index
            if key not in made:
                column, change = by_letters[letters]
                made[key] = self._inline(column, int(index), change, strings)
            inline = made[key]
            return found[0] if inline is None else b'%b t="inlineStr"%b>%b</c>' % (at, more, inline)

        return pattern.sub(changed, data)

    def _inline(
        self, column: int, index: int, change: Change, strings: SharedStrings
    ) -> bytes | None:
        text = strings.text(index)
        new = change(text)
        if new == text:
            return None
        self._places.note(self._sheet.part_name, column, text, index)
        return _inline(self._prefix, new)


_UNUSUAL = (b"inlineStr", b'"str"', b"'", b"<!", b"<?", b"<c>")


def _usual_cell(letters: Iterable[bytes]) -> re.Pattern[bytes]:
    columns = b"|".join(sorted(letters))
    return re.compile(
        rb'(?P<at><c r="(?P<column>' + columns + rb')[0-9]+"[^<>]*?) t="s"(?P<more>[^<>]*)>'
        rb"<v>(?P<index>[0-9]+)</v></c>"
    )


def _by_column(areas: Iterable[WordedArea]) -> dict[int, Change]:
    """What becomes of texts in each column; where areas overlap, the first one says it."""
    found: dict[int, Change] = {}
    for area in areas:
        for column in range(area.cells.first_column, area.cells.last_column + 1):
            found.setdefault(column, area.change)
    return found


def _changes(
    sheet: OpenSheet,
    row: RowBytes,
    columns: dict[int, Change],
    known: dict[tuple[int, Change], bool],
    places: StringPlaces,
    *,
    writing: bool,
) -> Iterator[tuple[CellSpan, str, bytes]]:
    """The cells of a row that hold another text then, with its type and content. ``known`` is
    which shared strings stay what they are."""
    for cell in row.cells:
        change = columns.get(cell.column)
        if change is None:
            continue
        kind = cell.get("t")
        if kind not in ("s", "inlineStr", "str"):
            continue
        index = _index(sheet, row, cell) if kind == "s" else None
        if index is not None and known.get((index, change)):
            continue
        found = contents.cell_of(sheet, reading.raw_of(row, cell))
        if found.text is None or (found.formula and kind != "str"):
            continue
        text = change(found.text)
        if text == found.text:
            if index is not None:
                known[index, change] = True
            continue
        if kind == "str":
            content = _result(sheet, row, cell, (found.text, text), places, writing=writing)
            if content is not None:
                yield cell, kind, content
        elif writing:
            yield cell, *_restored(sheet, cell.column, text, index, places)
        else:
            place = sheet.part_name, cell.column, found.text
            if index is not None:
                places.note(*place, index)
            else:
                places.note_own(*place[:2], "inlineStr", found.text, row.inner(cell))
            yield cell, "inlineStr", _inline(sheet.part.prefix, text)


def _index(sheet: OpenSheet, row: RowBytes, cell: CellSpan) -> int | None:
    inner, start = row.inner(cell), len(sheet.part.prefix) + 3
    usual = inner[start : -start - 1]  # between <v> and </v>
    if usual.isdigit() and len(usual) + 2 * start + 1 == len(inner):
        return int(usual)
    value = reading.value_of(reading.raw_of(row, cell), sheet.part.root.prefixes)
    return None if value is None else int(value)


def _result(
    sheet: OpenSheet,
    row: RowBytes,
    cell: CellSpan,
    texts: tuple[str, str],
    places: StringPlaces,
    *,
    writing: bool,
) -> bytes | None:
    """The content of a cell with another text in its ``<v>``: the result of a formula, or a text
    as some programs write it. ``None`` where it has none."""
    inner = row.inner(cell)
    found = scan.element(scan.mask(inner), sheet.part.root.prefixes, "v")
    if found is None:
        return None
    old, new = texts
    place = sheet.part_name, cell.column, "str"
    if not writing:
        places.note_own(*place, old, inner[found.start : found.end])
    value = places.own(*place, new) if writing else None
    if value is None:
        value = value_element(sheet.part.prefix, encode_text(new))
    return inner[: found.start] + value + inner[found.end :]


def _inline(prefix: bytes, text: str) -> bytes:
    return b"<%bis>%b</%bis>" % (prefix, text_element(text, prefix), prefix)


def _restored(
    sheet: OpenSheet, column: int, text: str, index: int | None, places: StringPlaces
) -> tuple[str, bytes]:
    """A text as a shared string; in the sheet itself where the workbook has no strings."""
    strings = sheet.shared.strings
    own = (sheet.part_name, column, "inlineStr", text)
    inline = places.own(*own) if index is None else None
    if strings is None or inline is not None:
        return "inlineStr", inline or _inline(sheet.part.prefix, text)
    found = places.find(sheet.part_name, column, text, strings)
    if found is None:
        if index is not None:
            strings.release(index)
        found = strings.acquire_text(text)
    else:
        strings.users[found] += 1
        if index is not None:
            strings.release(index)
    return "s", value_element(sheet.part.prefix, b"%d" % found)

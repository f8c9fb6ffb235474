"""Cells and runs of a sheet, found by scanning its bytes; nothing is kept in memory."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, MAX_ROW, column_letters, column_number
from motxl.ooxml.cells.cells import CellSpan, RowBytes, cell_pattern
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import decode_escapes

KINDS = {
    "n": "number",
    "s": "text",
    "inlineStr": "text",
    "str": "text",
    "b": "boolean",
    "e": "error",
    "d": "date",
}
"""What a cell holds, by ``t`` (18.18.11 ST_CellType)"""


class RawCell(NamedTuple):
    """A cell as found: its raw attributes and content, with offsets of neither."""

    row: int
    column: int
    style: int
    type: str
    """``t`` (18.18.11 ST_CellType): ``n`` when absent"""
    value: bytes | None
    """The raw content of a lone ``<v>``"""
    content: bytes
    """The raw content of the cell where it is anything else"""


def raw_cells(
    part: SheetPart, columns: Collection[int] | None, first: int = 1, last: int = MAX_ROW
) -> Iterator[RawCell]:
    """The cells of some columns (``None``: all), in the order of the sheet."""
    if columns is not None and not columns:
        return iter(())
    if is_regular(part):
        start, end = part.inner_start, part.inner_end
        if first > 1 or last < MAX_ROW:
            start, end = part.rows.span_of(first, last)
        return cells_between(part, columns, (first, last), start, end)
    return _careful(part, columns, first, last)


def is_regular(part: SheetPart) -> bool:
    """Whether the part is as it was read, nothing in it is hidden, and every cell begins with its
    reference, as Excel writes it."""
    if part.masked is not part.working or part.edited_rows:
        return False
    span = (part.inner_start, part.inner_end)
    start = b"<" + part.prefix + b"c"
    return part.working.count(start, *span) == part.working.count(start + b' r="', *span)


def cells_between(
    part: SheetPart,
    columns: Collection[int] | None,
    rows: tuple[int, int],
    start: int,
    end: int,
) -> Iterator[RawCell]:
    """The cells between two offsets of a regular part; raises ``XmlError`` where one is in none of
    the rows from the first to the last."""
    if columns is None:
        letters = b"[A-Za-z]{1,3}"
    else:
        letters = b"|".join(column_letters(column).encode() for column in sorted(columns))
    if columns is not None and len(columns) == 1:
        # A literal is what the search can skip ahead by.
        pattern = cell_pattern(part.prefix, b' r="' + letters + b'()([0-9]+)"')
        only = next(iter(columns))
    else:
        pattern = cell_pattern(part.prefix, b' r="(' + letters + b')([0-9]+)"')
        only = 0
    first, last = rows
    for match in pattern.finditer(part.working, start, end):
        found, row, attributes, value, content = match.groups()
        style, kind = _style_and_type(attributes) if attributes else (0, "n")
        column = only or _column(found)
        number = int(row) if len(row) < 8 else 0
        if not first <= number <= last:
            raise scan.XmlError("r")
        yield RawCell(number, column, style, kind, value, content or b"")


def fits_a_grid(part: SheetPart, cells: int) -> bool:
    """Whether the rectangle from A1 around all cells has no more than so many; ``False``, too,
    where that takes longer to tell than to read the cells."""
    if not is_regular(part):
        return False
    rows = part.rows.numbers()
    last_row = rows[-1] if rows else 1
    digits = len(str(last_row))
    if 26 * 10**digits <= cells:
        # The usual sheet has columns of one letter, which is told several times as fast.
        beyond = f' r="(?:[A-Z](?:[A-Z]|[0-9]{{{digits + 1}}})|[^A-Z0-9])'
        if _absent(beyond, part):
            return True
    last_column = column_letters(min(cells // last_row, MAX_COLUMN))
    columns, numbers = _beyond(last_column, "A", "Z"), _beyond(str(last_row), "0", "9")
    return _absent(f' r="(?:{columns}[0-9]|[^A-Z0-9]|[A-Z]+{numbers}")', part)


def _absent(pattern: str, part: SheetPart) -> bool:
    found = re.compile(pattern.encode()).search(part.working, part.inner_start, part.inner_end)
    return found is None


def _beyond(last: str, low: str, high: str) -> str:
    """A pattern for what comes after ``last`` when one counts with these characters."""
    longer = f"[{low}-{high}]{{{len(last) + 1},}}"
    same_length = (
        f"{last[:place]}[{chr(ord(character) + 1)}-{high}][{low}-{high}]{{{len(last) - place - 1}}}"
        for place, character in enumerate(last)
        if character != high
    )
    return f"(?:{'|'.join([longer, *same_length])})"


def rows_with_others(part: SheetPart, columns: Collection[int], first: int, last: int) -> set[int]:
    """The rows that have cells outside some columns."""
    if not is_regular(part):
        return {c.row for c in _careful(part, None, first, last) if c.column not in columns}
    letters = b"|".join(column_letters(column).encode() for column in columns)
    start = re.escape(b"<" + part.prefix + b"c")
    others = re.compile(start + b' r="(?!(?:' + letters + b")[0-9])[A-Za-z]+([0-9]+)")
    found = others.findall(part.working, *part.rows.span_of(first, last))
    return {int(row) for row in found if len(row) < 8}


def _careful(
    part: SheetPart, columns: Collection[int] | None, first: int, last: int
) -> Iterator[RawCell]:
    wanted = None if columns is None else frozenset(columns)
    for number in part.rows.numbers(first, last):
        row = part.row(number)
        if row is None:
            continue
        for cell in row.cells:
            if wanted is None or cell.column in wanted:
                yield raw_of(row, cell)


def raw_cell(part: SheetPart, row: int, column: int) -> RawCell | None:
    """One cell, looked for in its row only; ``None`` where the sheet has none."""
    opened = part.row(row)
    found = opened.find(column) if opened is not None else None
    return None if opened is None or found is None else raw_of(opened, found)


def raw_of(row: RowBytes, cell: CellSpan) -> RawCell:
    """A cell of a row that is open."""
    style, kind = _style_and_type(cell.attributes)
    return RawCell(row.number, cell.column, style, kind, *_lone_value(row, row.inner(cell)))


def _lone_value(row: RowBytes, inner: bytes) -> tuple[bytes | None, bytes]:
    opening, closing = b"<%bv>" % row.prefix, b"</%bv>" % row.prefix
    if inner.startswith(opening) and inner.endswith(closing) and inner.count(b"<") == 2:
        return inner[len(opening) : -len(closing)], b""
    return None, inner


@lru_cache(maxsize=4096)
def _style_and_type(attributes: bytes) -> tuple[int, str]:
    style = scan.attribute(attributes, "s")
    return scan.whole(style) or 0, scan.attribute(attributes, "t") or "n"


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    column = column_number(letters.decode())
    if column > MAX_COLUMN:
        raise scan.XmlError("r")
    return column


def value_of(cell: RawCell, prefixes: tuple[bytes, ...]) -> str | None:
    """The decoded content of ``<v>``; ``None`` when there is none.

    An empty ``<v/>`` is none either, but for the text of a formula, which may be empty.
    """
    if cell.value is not None:
        text = scan.character_data(cell.value)
    elif not cell.content:
        return None
    else:
        element = scan.element(scan.mask(cell.content), prefixes, "v")
        if element is None:
            return None
        text = scan.character_data(cell.content[element.inner_start : element.inner_end])
    if cell.type == "str":
        return decode_escapes(text)
    return text if text.strip() else None


def has_formula(cell: RawCell, prefixes: tuple[bytes, ...]) -> bool:
    if not any(b"<" + prefix + b"f" in cell.content for prefix in prefixes):
        return False
    return scan.element(scan.mask(cell.content), prefixes, "f") is not None


def inline_string(cell: RawCell, prefixes: tuple[bytes, ...]) -> bytes | None:
    """The raw ``<is>`` element of a cell; ``None`` when there is none."""
    start = b"<" + prefixes[0] + b"is>"
    if cell.content.startswith(start) and cell.content.endswith(b"</" + start[1:]):
        return cell.content
    element = scan.element(scan.mask(cell.content), prefixes, "is") if cell.content else None
    return None if element is None else cell.content[element.start : element.end]


_USUAL_STRING = re.compile(rb' t="s"><v>([0-9]{1,9})</v>')
# A reference to a shared string: no other element of a sheet has t="s" and holds <v>. Each match
# ends before the next t="s", so that the time stays in proportion to the bytes.
_STRING = (
    rb"""\st\s*+=\s*+["']s["'](?>(?:[^\s<]++|\s++(?!t\s*+=\s*+["']s["']))*)(?<=[>\s])"""
    rb"""<(?:[^\s/<>:]++:)?v(?:\s[^<>]*+)?>\s*+(\d{1,9}+)(?!\d)"""
)


def string_indices(working: bytes, masked: bytes) -> Iterator[int]:
    """The indices of the shared strings that the cells of a sheet refer to."""
    if masked is working:
        usual = _USUAL_STRING.findall(working)
        if len(usual) == working.count(b'="s"') and b"'s'" not in working:
            return map(int, usual)
    if masked is working or b"<![CDATA[" not in working:
        return map(int, re.findall(_STRING, masked))
    return _careful_indices(working)


def _careful_indices(working: bytes) -> Iterator[int]:
    """The indices of shared strings in a sheet where a value may be hidden in a CDATA section."""
    part = SheetPart(working)
    for cell in _careful(part, None, 1, MAX_ROW):
        value = value_of(cell, part.root.prefixes) if cell.type == "s" else None
        index = scan.whole(value)
        if index is not None:
            yield index

"""The references in a formula (ECMA-376 part 1, 18.17.2), found and rewritten in its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from motxl.a1 import MAX_COLUMN, MAX_ROW, column_letters, column_number

_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9][0-9]{0,6}"
# What may stand neither before nor after a reference: it would be part of a name or a number.
_END = r"(?![\w.\\?(\[!])"
_TOKEN = re.compile(
    r'(?P<text>"(?>(?:[^"]|"")*)")'
    # Names of sheets that look like cells stand between apostrophes: A5:Data! is no run of sheets.
    rf"|(?P<sheet>(?:'(?>(?:[^']|'')+)'|(?!{_COLUMN}{_ROW}:)"
    r"(?:\[[0-9]+\])?[\w.\\]+(?::[\w.\\]+)?)!)"
    rf"|(?P<cells>{_COLUMN}{_ROW}(?::{_COLUMN}{_ROW})?){_END}"
    rf"|(?P<rows>{_ROW}:{_ROW}){_END}"
    rf"|(?P<columns>{_COLUMN}:{_COLUMN}){_END}"
    r"|(?P<word>[\w.\\?]+)"
    r"|(?P<bracket>\[)"
)
_REFERENCES = ("cells", "rows", "columns")
_PART = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)")
# Both ends may name the sheet: Data!A5:Data!B9 is one range.
_OTHER_END = re.compile(
    r":(?P<sheet>'(?>(?:[^']|'')+)'|(?:\[[0-9]+\])?[\w.\\]+)!"
    rf"(?P<cell>{_COLUMN}{_ROW}){_END}(?!:)"
)


class Corner(NamedTuple):
    """One end of a reference; a row or column is 0 where a whole column or row is meant."""

    column: int
    row: int
    column_fixed: bool
    row_fixed: bool

    def __str__(self) -> str:
        letters = column_letters(self.column) if self.column else ""
        column = ("$" if self.column_fixed else "") + letters
        row = ("$" if self.row_fixed else "") + (str(self.row) if self.row else "")
        return column + row


class CellReference(NamedTuple):
    """A cell, a range, whole rows or whole columns, of ``sheet`` (``None``: the formula's own)."""

    sheet: str | None
    first: Corner
    last: Corner
    """The same as ``first`` for one cell"""
    single: bool
    between: str = ":"
    """What stands between the two ends: a colon, and the sheet where the second one names it too"""

    def __str__(self) -> str:
        return str(self.first) if self.single else f"{self.first}{self.between}{self.last}"


class UnmappableError(ValueError):
    """The reference cannot follow; the text is what it refers to."""


class DeletedReferenceError(UnmappableError):
    """All that the reference names is deleted."""


class SeveralSheetsError(UnmappableError):
    """The reference reads the same cells of several sheets, of which one moves."""


Change = Callable[[CellReference], CellReference | None]
"""What becomes of a reference; ``None`` when Excel would say ``#REF!``"""


def rewritten(formula: str, change: Change) -> str:
    """The formula with every reference to cells, rows or columns put through ``change``.

    References to other workbooks, structured references and texts are left alone.
    """
    pieces: list[str] = []
    position = 0
    sheet: str | None = None
    search = 0
    while (match := _TOKEN.search(formula, search)) is not None:
        kind = match.lastgroup
        search = match.end()
        if kind == "bracket":
            search = closing_bracket(formula, match.start())
        elif kind == "sheet":
            sheet = match[0][:-1]
            # The reference stands right behind the exclamation mark.
            following = _TOKEN.match(formula, search)
            if following is not None and following.lastgroup in _REFERENCES:
                continue
        elif kind in _REFERENCES and not (sheet or "").lstrip("'").startswith("["):
            found = _reference(match[0], sheet)
            if found is not None and found.single:
                found, search = _with_other_end(found, formula, search)
            if found is not None and "[" not in (found.sheet or ""):
                new = change(found)
                if new != found:
                    text = "#REF!" if new is None else str(new)
                    pieces += [formula[position : match.start()], text]
                    position = search
        sheet = None
    return "".join((*pieces, formula[position:])) if pieces else formula


def closing_bracket(formula: str, start: int) -> int:
    """Where the bracket that opens at ``start`` ends; an apostrophe escapes what follows it."""
    depth, position = 0, start
    while position < len(formula):
        character = formula[position]
        if character == "'":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return len(formula)


def _reference(text: str, sheet: str | None) -> CellReference | None:
    first, _, last = text.partition(":")
    corners = [_corner(part) for part in (first, last or first)]
    if any(c.column > MAX_COLUMN or c.row > MAX_ROW for c in corners):
        return None
    name = None if sheet is None else _unquoted(sheet)
    return CellReference(name, corners[0], corners[1], not last)


def _with_other_end(found: CellReference, formula: str, end: int) -> tuple[CellReference, int]:
    """A cell and the end of a range that names its sheet again, if it is the same sheet."""
    match = _OTHER_END.match(formula, end)
    other = _reference(match["cell"], match["sheet"]) if match else None
    if match is None or other is None or "[" in (other.sheet or ""):
        return found, end
    if (found.sheet or other.sheet or "").casefold() != (other.sheet or "").casefold():
        return found, end
    between = f":{match['sheet']}!"
    return CellReference(other.sheet, found.first, other.first, False, between), match.end()


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _corner(text: str) -> Corner:
    match = _PART.fullmatch(text)
    assert match is not None
    before, letters, between, digits = match.groups()
    row_fixed = bool(between) if letters else bool(before)
    column = column_number(letters) if letters else 0
    return Corner(column, int(digits or 0), bool(before and letters), row_fixed)


def translated(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads in a cell so many rows and columns further (18.3.1.40, shared).

    :raises UnmappableError: a reference would leave the sheet.
    """

    def moved(corner: Corner) -> Corner:
        row = corner.row if corner.row_fixed or not corner.row else corner.row + rows
        column = corner.column
        if column and not corner.column_fixed:
            column += columns
        if row < 0 or row > MAX_ROW or column < 0 or column > MAX_COLUMN:
            raise UnmappableError(str(corner))
        if (row == 0) != (corner.row == 0) or (column == 0) != (corner.column == 0):
            raise UnmappableError(str(corner))
        return corner._replace(row=row, column=column)

    def change(reference: CellReference) -> CellReference:
        return reference._replace(first=moved(reference.first), last=moved(reference.last))

    return rewritten(formula, change)


def translated_alike(formula: str) -> bool:
    """Whether a formula reads the same in each row: no reference counts from its own."""
    relative: list[CellReference] = []

    def look(reference: CellReference) -> CellReference:
        corners = (reference.first, reference.last)
        if any(corner.row and not corner.row_fixed for corner in corners):
            relative.append(reference)
        return reference

    rewritten(formula, look)
    return not relative

"""The workbook's cells as a hand leaves them, onto the disk: errors, formulas without a stored
result, merged cells, tables that were made ordinary ranges."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.summary.making import book

ERRORS = ("#REF!", "#N/A", "")
Row = dict[str, Any]


@dataclass(frozen=True)
class Unread:
    """A cell whose value cannot be read: Excel's error, or a formula that nobody worked out yet."""

    error: str
    """Empty: the formula"""

    def cell(self, reference: str, style: str) -> str:
        if self.error:
            return f'<c r="{reference}"{style} t="e"><v>{self.error}</v></c>'
        return f'<c r="{reference}"{style}><f>IF(1=1,"Ciblée","")</f></c>'


@dataclass
class Sheets:
    """All tables, and what a hand did to them that is no value."""

    tables: dict[str, list[Row]]
    merged: list[tuple[Row, str]] = field(default_factory=list)
    """A row of the programme, and the column in which it is one cell with the row below"""
    ranges: set[str] = field(default_factory=set)
    """Tables that are ordinary ranges now"""

    @property
    def programme(self) -> list[Row]:
        return self.tables["tblProgramme"]

    def row(self, ref: str) -> Row | None:
        return next((one for one in self.programme if one["Réf."] == ref), None)

    def heading(self, row: Row) -> Row | None:
        """The heading under which a row stands."""
        above = self.programme[: _place(self.programme, row)]
        return next((one for one in reversed(above) if one["Type"] != "Action"), None)


def _place(rows: list[Row], row: Row) -> int:
    return next(number for number, one in enumerate(rows) if one is row)


def written(path: Path, sheets: Sheets, onto: Path) -> None:
    unread: dict[str, Unread] = {}

    def plain(value: Any) -> Any:
        if not isinstance(value, Unread):
            return value
        mark = f"unread {len(unread)} unread"
        unread[mark] = value
        return mark

    given = {
        name: [{column: plain(value) for column, value in row.items()} for row in rows]
        for name, rows in sheets.tables.items()
    }
    book(path, given.pop("tblProgramme"), onto, **given)
    if not (unread or sheets.merged or sheets.ranges):
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    _unread(parts, unread)
    for row, column in sheets.merged:
        _merge(parts, _place(sheets.programme, row), column)
    for name in sorted(sheets.ranges):
        _range(parts, name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def _unread(parts: dict[str, str], unread: dict[str, Unread]) -> None:
    strings = re.findall(r"<si>.*?</si>|<si/>", parts["xl/sharedStrings.xml"], re.DOTALL)
    marks = {
        str(number): unread[found[0]]
        for number, one in enumerate(strings)
        if (found := re.findall(r"unread \d+ unread", one))
    }
    assert len(marks) == len(unread)

    def put(cell: re.Match[str]) -> str:
        reference, style, number = cell.groups()
        return marks[number].cell(reference, style) if number in marks else cell.group()

    _sheets(parts, r'<c r="([A-Z]+\d+)"( s="\d+")? t="s"><v>(\d+)</v></c>', put)


def _sheets(parts: dict[str, str], pattern: str, put: Callable[[re.Match[str]], str]) -> None:
    for name, text in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(pattern, put, text)


def _part(parts: dict[str, str], table: str) -> str:
    return next(
        name
        for name, text in parts.items()
        if name.startswith("xl/tables/") and f'displayName="{table}"' in text
    )


def _sheet(parts: dict[str, str], table: str) -> str:
    target = _part(parts, table).rsplit("/", 1)[1]
    rels = next(
        name
        for name, text in parts.items()
        if name.startswith("xl/worksheets/_rels/") and f"tables/{target}" in text
    )
    return rels.replace("_rels/", "").removesuffix(".rels")


def _merge(parts: dict[str, str], place: int, column: str) -> None:
    table = parts[_part(parts, "tblProgramme")]
    names = re.findall(r'<tableColumn [^>]*name="([^"]*)"', table)
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[names.index(column)]
    found = re.search(r' ref="A(\d+):', table)
    assert found
    first = int(found.group(1)) + 1 + place
    merge = f'<mergeCell ref="{letter}{first}:{letter}{first + 1}"/>'
    sheet = _sheet(parts, "tblProgramme")
    assert "<mergeCells" not in parts[sheet]
    parts[sheet] = parts[sheet].replace(
        "</sheetData>", f'</sheetData><mergeCells count="1">{merge}</mergeCells>'
    )


def _range(parts: dict[str, str], table: str) -> None:
    """What "Convert to Range" leaves: the cells, and no table."""
    part, sheet = _part(parts, table), _sheet(parts, table)
    rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    target = part.rsplit("/", 1)[1]
    found = re.search(rf'<Relationship [^>]*tables/{re.escape(target)}"[^>]*/>', parts[rels])
    assert found
    identity = re.search(r'Id="([^"]+)"', found.group())
    assert identity
    parts[rels] = parts[rels].replace(found.group(), "")
    parts[sheet], count = re.subn(
        rf'<(?:\w+:)?tableParts[^>]*><(?:\w+:)?tablePart [^>]*"{identity.group(1)}"[^>]*/>'
        r"</(?:\w+:)?tableParts>",
        "",
        parts[sheet],
    )
    assert count == 1, "a sheet with one table"
    types = "[Content_Types].xml"
    parts[types], count = re.subn(rf'<Override [^>]*/{re.escape(part)}"[^>]*/>', "", parts[types])
    assert count == 1
    del parts[part]

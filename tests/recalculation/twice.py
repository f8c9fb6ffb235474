"""What a workbook says in two places, of which LibreOffice reads one, must be the same in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import unescape

from motxl.ooxml import Sheet, Workbook

_FORMULA = re.compile(r"<x:(Fmla(?:Link|Range))>([^<]*)</x:")
_FILTER = re.compile(r"<autoFilter\b[^>]*?\bref=\"([^\"]*)\"")
_FILTER_NAME = re.compile(
    r"<definedName\b(?=[^>]*\bname=\"_xlnm\._FilterDatabase\")[^>]*\blocalSheetId=\"([0-9]+)\""
    r"[^>]*>[^<]*!([^<!]*)<"
)


class Disagreement(NamedTuple):
    kind: str
    where: str
    read: str
    """By LibreOffice"""
    other: str


def disagreements(path: Path) -> Iterator[Disagreement]:
    workbook = Workbook.open(path)
    book = _text(workbook, workbook.part_name)
    named = {int(index): cells for index, cells in _FILTER_NAME.findall(book)}
    for index, sheet in enumerate(workbook.sheets):
        if index in named:
            yield from _of_filter(workbook, sheet, named[index])
        if workbook.package.related(sheet.part_name, "ctrlProp"):
            yield from _of_controls(workbook, sheet)


def _of_filter(workbook: Workbook, sheet: Sheet, cells: str) -> Iterator[Disagreement]:
    """Excel keeps a hidden name for the range of a sheet's filter (18.2.5)."""
    read = cells.replace("$", "")
    found = _FILTER.search(_text(workbook, sheet.part_name))
    if found is not None and found[1].replace("$", "") != read:
        yield Disagreement("filters", sheet.name, read, found[1])


def _of_controls(workbook: Workbook, sheet: Sheet) -> Iterator[Disagreement]:
    """A shape in VML, and since Excel 2010 a part ([MS-XLSX] 2.6.99), name the same cells."""
    package = workbook.package
    parts = {link.id: link.target for link in package.relationships(sheet.part_name)}
    drawn = package.related(sheet.part_name, "vmlDrawing")
    shapes = "".join(_text(workbook, part) for part in drawn)
    for tag in re.findall(r"<control\b[^>]*>", _text(workbook, sheet.part_name)):
        said = dict(re.findall(r'([\w:]+)="([^"]*)"', tag))
        number, part = said["shapeId"], parts[said["r:id"]]
        shape = re.search(rf'id="_x0000_s{number}".*?</v:shape>', shapes, re.DOTALL)
        attributes = dict(re.findall(r'(fmla\w+)="([^"]*)"', _text(workbook, part)))
        for name, text in _FORMULA.findall(shape[0] if shape else ""):
            other = attributes.get(name[0].lower() + name[1:], "nothing")
            if other != text:
                where = f"{sheet.name}, control {number}"
                yield Disagreement("controls", where, unescape(text), unescape(other))


def _text(workbook: Workbook, part: str) -> str:
    return workbook.package.part(part).decode("utf-8", "replace")

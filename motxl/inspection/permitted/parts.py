"""The kinds of parts that an extract may consist of, and how they hang together."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from motxl.inspection.permitted import grammar
from motxl.inspection.permitted.grammar import Node

_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
EXTERNAL = frozenset({"hyperlink"})
"""Kinds of relationships that lead out of the file"""


class PartKind(NamedTuple):
    """A kind of part: how it may be called, its content types, and what it may lead to."""

    name: re.Pattern[str]
    types: tuple[str, ...]
    targets: frozenset[str] = frozenset()
    called: bool = False
    """Whether it must be called for by its id: what is not, is there and not shown"""


def _kind(name: str, types: str, targets: str = "", *, called: bool = False) -> PartKind:
    return PartKind(re.compile(name), tuple(types.split()), frozenset(targets.split()), called)


PACKAGE = frozenset(
    {"officeDocument", "core-properties", "extended-properties", "custom-properties"}
)
"""Where the package itself leads to"""
KINDS = {
    "officeDocument": _kind(
        r"xl/workbook\.xml",
        _SHEET + "sheet.main+xml",
        "worksheet styles theme sharedStrings calcChain",
    ),
    "worksheet": _kind(
        r"xl/worksheets/sheet\d{1,4}\.xml",
        _SHEET + "worksheet+xml",
        "drawing table image hyperlink",
        called=True,
    ),
    "styles": _kind(r"xl/styles\.xml", _SHEET + "styles+xml"),
    "theme": _kind(r"xl/theme/theme\d{1,2}\.xml", _OFFICE + "theme+xml"),
    "sharedStrings": _kind(r"xl/sharedStrings\.xml", _SHEET + "sharedStrings+xml"),
    "calcChain": _kind(r"xl/calcChain\.xml", _SHEET + "calcChain+xml"),
    "table": _kind(r"xl/tables/table\d{1,4}\.xml", _SHEET + "table+xml", called=True),
    "drawing": _kind(
        r"xl/drawings/drawing\d{1,4}\.xml", _OFFICE + "drawing+xml", "image", called=True
    ),
    "image": _kind(r"xl/media/image\d{1,4}\.(?:png|jpe?g)", "image/png image/jpeg", called=True),
    "core-properties": _kind(
        r"docProps/core\.xml", "application/vnd.openxmlformats-package.core-properties+xml"
    ),
    "extended-properties": _kind(r"docProps/app\.xml", _OFFICE + "extended-properties+xml"),
    "custom-properties": _kind(r"docProps/custom\.xml", _OFFICE + "custom-properties+xml"),
}
"""By the last word of the type of the relationship that leads there"""


def kind_of(relationship: str) -> str:
    """The kind of a type of relationships; empty when it is none that is permitted."""
    for start in (_DOCUMENT, _PACKAGE, _DOCUMENT + "metadata/", _PACKAGE + "metadata/"):
        kind = relationship.removeprefix(start)
        if kind in KINDS or kind in EXTERNAL:
            return kind
    return ""


@cache
def table(kind: str) -> Node:
    """What may stand in a part of XML, by its kind; read when the first one is looked at."""
    from motxl.inspection.permitted.tables import drawing, package, styles, workbook, worksheet

    cells = grammar.groups_of(styles.GROUPS, "main")
    match kind:
        case "types":
            return grammar.read(package.TYPES, "ct")
        case "relationships":
            return grammar.read(package.RELATIONSHIPS, "rel")
        case "core-properties":
            return grammar.read(package.CORE, "cp")
        case "extended-properties":
            return grammar.read(package.APP, "ep")
        case "custom-properties":
            return grammar.read(package.CUSTOM, "op")
        case "officeDocument":
            return grammar.read(workbook.WORKBOOK, "main")
        case "sharedStrings":
            return grammar.read(workbook.STRINGS, "main", cells)
        case "table":
            return grammar.read(workbook.TABLE, "main")
        case "calcChain":
            return grammar.read(workbook.CALC_CHAIN, "main")
        case "styles":
            return grammar.read(styles.STYLES, "main", cells)
        case "worksheet":
            groups = grammar.groups_of(worksheet.GROUPS, "main", cells)
            return grammar.read(worksheet.WORKSHEET, "main", groups)
        case "theme":
            return grammar.read(drawing.THEME, "a", grammar.groups_of(drawing.GROUPS, "a"))
        case "drawing":
            return grammar.read(drawing.DRAWING, "xdr", grammar.groups_of(drawing.GROUPS, "a"))
        case _:
            raise KeyError(kind)

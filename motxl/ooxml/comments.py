"""Comments and notes of a sheet, taken out (ECMA-376 part 1, 18.7; [MS-XLSX] 2.6.205)."""

from __future__ import annotations

import re
from collections.abc import Callable

from motxl.a1 import from_a1
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.document import Document

_COMMENT = re.compile(
    rb"<((?:\w+:)?(?:comment|threadedComment))\b([^>]*)>.*?</\1>|"
    rb"<((?:\w+:)?(?:comment|threadedComment))\b([^>]*)/>",
    re.S,
)
_REF = re.compile(rb"""\bref\s*=\s*["']([A-Z]+[0-9]+)["']""")
_SHAPE = re.compile(rb"<(\w+:)?shape\b.*?</(?:\w+:)?shape>", re.S)
_ROW, _COLUMN = (re.compile(rb"<\w+:%b>\s*(\d+)\s*<" % name) for name in (b"Row", b"Column"))


def remove_comments(
    document: Document, sheet: OpenSheet, is_in: Callable[[int, int], bool]
) -> list[str]:
    """Take out the comments and notes of a sheet whose cell ``is_in``, told by row and column
    (1-based), the shapes that show them, and what was answered; the cells are returned."""
    document.flush()
    package = document.package
    gone: dict[str, None] = {}

    def without(match: re.Match[bytes]) -> bytes:
        ref = _REF.search(match[2] or match[4] or b"")
        if ref is None or not is_in(*from_a1(ref[1].decode())):
            return match[0]
        gone[ref[1].decode()] = None
        return b""

    def unshown(match: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(match[0]), _COLUMN.search(match[0])
        if row is None or column is None or b'ObjectType="Note"' not in match[0]:
            return match[0]
        return b"" if is_in(int(row[1]) + 1, int(column[1]) + 1) else match[0]

    for kind, pattern, change in (
        ("comments", _COMMENT, without),
        ("threadedComment", _COMMENT, without),
        ("vmlDrawing", _SHAPE, unshown),
    ):
        for part in package.related(sheet.part_name, kind):
            before = package.xml(part)
            after = pattern.sub(change, before)
            if after != before:
                package.replace_xml(part, after)
    return list(gone)

"""Notes: one to a cell, of an author who is listed, drawn by a shape of their own; threads have
people, and their first note stands where they do.

Excel removes the notes ("Removed Part: /xl/comments1.xml part (Comments)", "Removed Part: Drawing
shape") when shapes of two sheets share a block of ids, or when a note has no shape to be shown in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.areas import position
from tests.judges.own.package import MAIN, RELATIONSHIPS, Package, Sheet, UnreadableError, number

_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_BREAK = re.compile(rb"<br\s*>")


def check(package: Package) -> Iterator[str]:
    people = {
        one.get("id", "").upper()
        for part in package.related(package.workbook_part, "person")
        for one in package.xml(part).iter(f"{_THREADED}person")
    }
    blocks: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    for sheet in package.sheets:
        drawn = {part: _vml(package, part) for part in _legacy(package, sheet)}
        for part, root in drawn.items():
            if root is None:
                yield f"{part} is not well-formed"
                continue
            for one in root.iter(f"{_OFFICE}idmap"):
                blocks.update(set(one.get("data", "").split(",")))
            shapes.update(one.get("id", "") for one in root.iter(f"{_VML}shape"))
        for part in package.related(sheet.part, "comments"):
            yield from (f"{part}: {bad}" for bad in _notes(package, sheet, part, drawn))
        for part in package.related(sheet.part, "threadedComment"):
            yield from (f"{part}: {bad}" for bad in _threads(package, sheet, part, people))
    yield from (
        f"{n} drawings reserve the ids of block {one}" for one, n in blocks.items() if n > 1
    )
    yield from (f"{n} shapes have the id {one!r}" for one, n in shapes.items() if n > 1)


def _legacy(package: Package, sheet: Sheet) -> Iterator[str]:
    """Where notes and controls are drawn; the pictures of headers have ids of their own."""
    asked = {one.get(f"{RELATIONSHIPS}id") for one in sheet.root.iter(f"{MAIN}legacyDrawing")}
    for one in package.relationships(sheet.part):
        if one.kind == "vmlDrawing" and one.id in asked and (part := package.find(one.target)):
            yield part


def _vml(package: Package, part: str) -> etree._Element | None:
    """VML as Excel reads it, which takes ``<br>`` for ``<br/>``; ``None`` for what is no XML."""
    try:
        return etree.fromstring(_BREAK.sub(b"<br/>", package.data(part)))
    except (etree.XMLSyntaxError, UnreadableError):
        return None


def _notes(
    package: Package, sheet: Sheet, part: str, drawn: dict[str, etree._Element | None]
) -> Iterator[str]:
    root = package.xml(part)
    authors = len(root.findall(f"{MAIN}authors/{MAIN}author"))
    notes = root.findall(f"{MAIN}commentList/{MAIN}comment")
    for place, times in Counter(one.get("ref", "") for one in notes).items():
        if times > 1:
            yield f"{times} notes at {place}"
    for one in notes:
        if not 0 <= number(one, "authorId", 0) < authors:
            yield f"the note at {one.get('ref')} is of author {one.get('authorId')} of {authors}"
        if one.find(f"{MAIN}text") is None:
            yield f"the note at {one.get('ref')} has no text"
    if sheet.root.find(f"{MAIN}legacyDrawing") is None:
        if notes:
            yield "there are notes, and the sheet has no legacyDrawing"
        return
    shown = Counter(_places(drawn))
    for one in notes:
        at = position(one.get("ref", ""))
        if at and not shown.get((at[0] - 1, at[1] - 1)):
            yield f"the note at {one.get('ref')} has no shape"
    for (row, column), times in shown.items():
        if times > 1:
            yield f"{times} shapes for the note at row {row + 1}, column {column + 1}"


def _places(drawn: dict[str, etree._Element | None]) -> Iterator[tuple[int, int]]:
    """Rows and columns of the cells that the shapes of notes belong to, counted from 0."""
    for root in drawn.values():
        for data in () if root is None else root.iter(f"{_EXCEL}ClientData"):
            row, column = (data.findtext(f"{_EXCEL}{name}") for name in ("Row", "Column"))
            if data.get("ObjectType") == "Note" and row and column:
                yield int(row), int(column)


def _threads(package: Package, sheet: Sheet, part: str, people: set[str]) -> Iterator[str]:
    comments = list(package.xml(part).iter(f"{_THREADED}threadedComment"))
    ids = Counter(one.get("id", "").upper() for one in comments)
    noted = {
        one.get("ref")
        for notes in package.related(sheet.part, "comments")
        for one in package.xml(notes).iter(f"{MAIN}comment")
    }
    for one in comments:
        where = f"the thread at {one.get('ref')}"
        if one.get("personId", "").upper() not in people:
            yield f"{where} is of {one.get('personId')}, who is none of the people"
        parent = one.get("parentId")
        if parent is not None and parent.upper() not in ids:
            yield f"{where} answers {parent}, which there is not"
        if one.get("ref") not in noted:
            yield f"{where} has no note"
    yield from (f"{times} threads have the id {one}" for one, times in ids.items() if times > 1)

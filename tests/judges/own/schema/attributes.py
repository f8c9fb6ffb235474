"""Every attribute holds what the prose of the standard says: one cell, a range, a number, a GUID.

Excel reads an attribute by what it stands for, and not by its type in the schema: a pane whose
``topLeftCell`` is a range is a repair ("Repaired Records: View from /xl/worksheets/sheet1.xml").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from tests.judges.own.package import MAIN, PARTS_KEPT, Package
from tests.judges.own.schema import of_sheets, of_workbooks
from tests.judges.own.schema.kinds import Kind, cell, guid, spans

X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"

TABLE: dict[str, list[tuple[str, Kind]]] = {}
for _name, _kinds in {**of_workbooks.ATTRIBUTES, **of_sheets.ATTRIBUTES}.items():
    _space = MAIN if ":" not in _name else X14
    TABLE[_space + _name.rpartition(":")[2]] = list(_kinds.items())
for _name in ("threadedComment", "person"):
    TABLE[_THREADED + _name] = TABLE.pop(MAIN + _name)

_CHAIN = [("r", cell)]
_TEXTS: dict[str, Kind] = {f"{_XM}sqref": spans, f"{X14}id": guid}


def check(package: Package) -> Iterator[str]:
    for part in package.parts:
        if not package.content_type(part).endswith("+xml"):
            continue
        yield from (f"{part}, {bad}" for bad in _part(package.xml(part)))


@lru_cache(PARTS_KEPT)
def _part(root: etree._Element) -> list[str]:
    chain = root.tag == f"{MAIN}calcChain"
    return [
        f"{place(element)}: {bad}"
        for element in root.iter("{*}*")
        for bad in _element(element, chain)
    ]


def _element(element: etree._Element, chain: bool) -> Iterator[str]:
    tag = str(element.tag)
    if element.attrib:
        # A cell of the calculation chain has the attributes of another element of that name.
        kinds = _CHAIN if chain and tag == f"{MAIN}c" else TABLE.get(tag, ())
        for name, kind in kinds:
            value = element.get(name)
            if value is not None and (why := kind(value)):
                yield f'{name}="{value[:60]}" {why}'
        for name, value in element.items():
            if name.endswith("}uid") and (why := guid(value)):
                yield f'uid="{value}" {why}'
    kind_of_text = _TEXTS.get(tag)
    if kind_of_text and (why := kind_of_text((element.text or "").strip())):
        yield f"{(element.text or '').strip()[:60]!r} {why}"


def place(element: etree._Element) -> str:
    """The element and what tells it from its like: ``row 5, cell B5``, ``pane``, ``xf 3``."""
    name = etree.QName(element).localname
    for attribute in ("r", "ref", "sqref", "name", "id"):
        if value := element.get(attribute):
            return f"{name} {value[:40]}"
    parent = element.getparent()
    return name if parent is None else f"{name} {parent.index(element)}"

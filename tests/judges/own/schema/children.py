"""Children stand in the order of the standard, once where there may be one, and are there at all
where the parent means nothing without them; so are attributes; a ``count`` is that of the children.

Excel reads a part as a fixed sequence and not as a bag of elements: an element out of place is
"Replaced Part: /xl/worksheets/sheet1.xml part with XML error", and an empty ``<hyperlinks/>`` is
enough for it. A count that lies is a repair of pivot tables, tables and validations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tests.judges.own.package import MAIN, Package
from tests.judges.own.schema.attributes import X14, place
from tests.judges.own.schema.orders import AT_LEAST_ONE, CHOICES, ORDERS, REQUIRED, UNCOUNTED

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE = f"{_COMPATIBILITY}AlternateContent"


@dataclass(frozen=True)
class Order:
    """``place`` of each child by its tag, the tags that may repeat, those that must be there."""

    place: dict[str, int]
    many: frozenset[str]
    needed: frozenset[str]


def _order(text: str, space: str) -> Order:
    names = text.split()
    bare = [space + name.strip("!+") for name in names]
    return Order(
        {tag: index for index, tag in enumerate(bare)},
        frozenset(tag for tag, name in zip(bare, names, strict=True) if name.endswith("+")),
        frozenset(tag for tag, name in zip(bare, names, strict=True) if name.startswith("!")),
    )


def _space(name: str) -> str:
    return X14 if name.startswith("x14:") else MAIN


_ORDERS = {
    _space(name) + name.removeprefix("x14:"): _order(text, _space(name))
    for name, text in ORDERS.items()
}
_FILLED = {MAIN + parent: child for parent, child in AT_LEAST_ONE.items()}
_CHOICES = {MAIN + parent: [MAIN + one for one in ones] for parent, ones in CHOICES.items()}
_REQUIRED = {MAIN + name: text.split() for name, text in REQUIRED.items()}
_UNCOUNTED = {MAIN + name for name in UNCOUNTED}


def check(package: Package) -> Iterator[str]:
    for part in package.parts:
        if not package.content_type(part).endswith("+xml"):
            continue
        root = package.xml(part)
        if root.tag == f"{MAIN}pivotCacheRecords":
            continue  # its <r> is no run of a text; `pivots.records` reads it
        # Rows, cells, records: the bulk of a workbook is not looked at here.
        for element in root.iter(*_LOOKED_AT):
            yield from (f"{part}, {place(element)}: {bad}" for bad in _element(element))
        if root.get("count") is not None:
            yield from (f"{part}: {bad}" for bad in _count(root))


def _element(element: etree._Element) -> Iterator[str]:
    tag = str(element.tag)
    if order := _ORDERS.get(tag):
        yield from _ordered(element, order)
    if (child := _FILLED.get(tag)) and element.find(f"{{*}}{child}") is None:
        yield f"holds no {child}" if child != "*" else "is empty"
    if choice := _CHOICES.get(tag):
        found = [one for one in choice if element.find(one) is not None]
        if len(found) > 1:
            yield f"holds {' and '.join(one.rpartition('}')[2] for one in found)}"
    for attribute in _REQUIRED.get(tag, ()):
        if element.get(attribute) is None:
            yield f"has no {attribute}"
    yield from _count(element)


def _ordered(element: etree._Element, order: Order) -> Iterator[str]:
    tags = [str(child.tag) for child in element.iterchildren("{*}*")]
    highest, last = -1, ""
    for tag in tags:
        at = order.place.get(tag)
        name = tag.rpartition("}")[2]
        if at is None:
            if tag.startswith(MAIN):
                yield f"holds {name}, which has no place there"
            elif tag != _ALTERNATE and not _ignorable(element, tag):
                yield f"holds {tag}, which stands outside of extLst"
            continue
        if at < highest:
            yield f"{name} comes after {last}"
        highest, last = max((highest, last), (at, name))
    for tag, times in Counter(tags).items():
        if times > 1 and tag in order.place and tag not in order.many:
            yield f"holds {times} {tag.rpartition('}')[2]}"
    # What is chosen between the branches of an AlternateContent is there.
    if _ALTERNATE not in tags:
        for tag in order.needed - set(tags):
            yield f"holds no {tag.rpartition('}')[2]}"


def _ignorable(element: etree._Element, tag: str) -> bool:
    """Whether the part says that programs may pass over this namespace (part 3, 9.3)."""
    root = element.getroottree().getroot()
    spaces = {root.nsmap.get(one) for one in root.get(f"{_COMPATIBILITY}Ignorable", "").split()}
    return tag[1:].partition("}")[0] in spaces


def _count(element: etree._Element) -> Iterator[str]:
    told = element.get("count", "").strip()
    if told.isdecimal() and element.tag not in _UNCOUNTED:
        there = sum(1 for child in element.iterchildren("{*}*") if child.tag != f"{MAIN}extLst")
        if int(told) != there and not any(child.tag == _ALTERNATE for child in element):
            yield f"counts {told}, and there are {there}"


_COUNTED = """borders cellStyleXfs cellStyles cellXfs cellMetadata dxfs fills fonts futureMetadata
items metadataTypes mergeCells numFmts tableParts tableStyles tableStyle valueMetadata rowBreaks
colBreaks dataValidations pivotFields rowFields rowItems colFields colItems pageFields dataFields
formats chartFormats conditionalFormats references cacheFields tableColumns groupItems
cacheHierarchies"""
_LOOKED_AT = sorted(
    {*_ORDERS, *_FILLED, *_CHOICES, *_REQUIRED, *(MAIN + name for name in _COUNTED.split())}
)

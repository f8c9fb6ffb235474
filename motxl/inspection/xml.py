"""Parts read as trees: what is inspected is only read."""

from __future__ import annotations

from lxml import etree

from motxl.package import Workbook


def tree(workbook: Workbook, part: str) -> etree._Element:
    """The root of a part; ``DamagedError`` where it is no XML. Entities stay unresolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(workbook.part(part), parser)
    except etree.XMLSyntaxError:
        raise workbook.package.damaged(part) from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def of_kind(workbook: Workbook, kind: str) -> list[str]:
    """The parts to which any part has a relationship of a kind (the last word of its type)."""
    package = workbook.package
    links = (link for source in package.sources() for link in package.relationships(source))
    found = (link.target for link in links if link.is_a(kind) and not link.external)
    return [part for part in dict.fromkeys(found) if package.has(part)]

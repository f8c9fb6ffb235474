"""A link leads somewhere, to an address that Excel takes, and there are not too many.

Excel repairs the sheet and removes its links ("Removed Feature: Hyperlinks from
/xl/worksheets/sheet1.xml"): one address that is no URI is enough. It takes addresses of 2,079
characters and 65,530 links to a sheet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, RELATIONSHIPS, Package, Relationship, length

_ADDRESS = 2_079
_LINKS = 65_530
_NO_URI = re.compile(r"[\s\x00-\x1f\x7f<>\"{}|^`]")


def check(package: Package) -> Iterator[str]:
    for sheet in package.worksheets:
        links = sheet.root.findall(f"{MAIN}hyperlinks/{MAIN}hyperlink")
        if len(links) > _LINKS:
            yield f"{sheet} has {len(links)} links, Excel takes {_LINKS}"
        known = {one.id: one for one in package.relationships(sheet.part)}
        for link in links:
            yield from (f"{sheet}, {link.get('ref')}: {bad}" for bad in _link(link, known))
        for place, times in Counter(link.get("ref") for link in links).items():
            if times > 1:
                yield f"{sheet}, {place}: {times} links"
    for part in package.parts:
        for one in package.relationships(part):
            if one.kind == "hyperlink":
                yield from (f"{part}, {one.id}: {bad}" for bad in _target(one))


def _link(link: etree._Element, known: dict[str, Relationship]) -> Iterator[str]:
    identifier, place = link.get(f"{RELATIONSHIPS}id"), link.get("location")
    if identifier is None and not place:
        yield "a link that leads nowhere"
    if identifier is not None and not identifier:
        yield "a link with an empty relationship"
    if identifier in known and known[identifier].kind != "hyperlink":
        yield f"the link is a {known[identifier].kind}"
    if place is not None and length(place) > _ADDRESS:
        yield f"the place has {length(place)} characters, Excel takes {_ADDRESS}"


def _target(link: Relationship) -> Iterator[str]:
    if length(link.address) > _ADDRESS:
        yield f"the address has {length(link.address)} characters, Excel takes {_ADDRESS}"
    if bad := _NO_URI.search(link.address):
        yield f"the address {link.address[:60]!r} holds {bad[0]!r}, and is no URI"
    if not link.address:
        yield "the address is empty"
    if not link.external and not link.address.startswith("#"):
        yield f"the address {link.address[:60]!r} is a part of the workbook"

"""The package is whole: what is pointed to is there, has a type, and nothing lies about.

Excel repairs or refuses a workbook with a missing part or a part without content type, and does
not know a sheet or a table whose type is that of any XML. A part that nobody points to is dropped
in silence at the next save: content is lost. Two members of one name, but for the case, are one
part to Excel, and it refuses the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import ROOT, Package

# Only these may be any XML: what programs keep in a workbook for themselves.
_XML = "application/xml"
_ANY_XML = {"customXml", "customXmlProps", "aFChunk", "xmlMaps", "extensibility"}


def check(package: Package) -> Iterator[str]:
    for name, times in Counter(name.lower() for name in package.members).items():
        if times > 1:
            yield f"{times} members are named {name}"
    reached = set()
    for source in [ROOT, *package.parts]:
        relationships = package.relationships(source)
        for identifier, times in Counter(one.id for one in relationships).items():
            if times > 1:
                yield f"{source} has {times} relationships {identifier}"
        for one in relationships:
            if one.target and not package.find(one.target):
                yield f"{source} points to {one.target}, which is missing"
            elif one.kind not in _ANY_XML and package.content_type(one.target) == _XML:
                yield f"{one.target}, a {one.kind}, has the content type of any XML"
            reached.add(one.target.lower())
    for part in package.parts:
        if not package.content_type(part):
            yield f"{part} has no content type"
        if part.lower() not in reached:
            yield f"nothing points to {part}"
    for name in package.members:
        if name.lower().endswith(".rels") and not package.find(_source(name)):
            yield f"{name} speaks for a part that is missing"
    for part in package.overrides:
        if not package.find(part):
            yield f"{part} has a content type and is missing"


def _source(rels: str) -> str:
    """The part whose relationships these are; the package itself stands for its content types."""
    folder, _, name = rels.rpartition("/_rels/")
    return f"{folder}/{name[:-5]}" if name != ".rels" else "/[Content_Types].xml"

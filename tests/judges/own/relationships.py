"""Relationships are written as the package format has them: ids, types, targets.

Excel refuses the package, or does not know what the relationship is for and removes the part: an id
that is no XML name, a type with ``https``, a target with backslashes, a target that climbs out of
the package.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import ROOT, Package

_NAME = re.compile(r"[^\W\d][\w.\-·]*")
_SPACES = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://purl.oclc.org/ooxml/",
    "http://customschemas.google.com/",
)
_ONCE = {"officeDocument", "core-properties", "extended-properties", "custom-properties"}
"""What a package has one of (ECMA-376 part 2, 11.1; part 1, 9.1.5)."""
_ONCE_IN_WORKBOOK = {"sharedStrings", "styles", "theme", "calcChain", "vbaProject", "sheetMetadata"}
_ONCE_IN_SHEET = {"comments", "drawing", "legacyDrawing"}


def check(package: Package) -> Iterator[str]:
    for source in [ROOT, *package.parts]:
        found = package.relationships(source)
        for one in found:
            where = f"{source}, relationship {one.id!r}"
            if not _NAME.fullmatch(one.id):
                yield f"{where}: the id is no XML name"
            if not one.type.startswith(_SPACES):
                yield f"{where}: the type {one.type} is none that Excel knows"
            if not one.external and "\\" in one.address:
                yield f"{where}: the target {one.address} has backslashes"
            if not one.external and one.address.count("../") > source.count("/") - 1:
                yield f"{where}: the target {one.address} is outside of the package"
        once = _once(package, source)
        for kind, times in Counter(one.kind for one in found).items():
            if kind in once and times > 1:
                yield f"{source} has {times} relationships to {kind}"


def _once(package: Package, source: str) -> set[str]:
    if source == ROOT:
        return _ONCE
    if source == package.workbook_part:
        return _ONCE_IN_WORKBOOK
    sheets = {sheet.part for sheet in package.sheets}
    return _ONCE_IN_SHEET if source in sheets else set()

"""The properties of the document are written as Excel reads them: dates with their type, one of
each, lists as long as they say, custom ones numbered from 2.

Excel removes them ("Removed Part: Document properties part"), or the whole of docProps/custom.xml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import ROOT, Package, number
from tests.judges.own.schema.kinds import moment

_TERMS = "{http://purl.org/dc/terms/}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_TYPES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2  # ECMA-376 part 1, 22.3.2.2: 0 and 1 are kept for the dictionary and the code page
_CORE = re.compile(r"\{http://schemas\.openxmlformats\.org/package/2006/metadata/core-prop.*")


def check(package: Package) -> Iterator[str]:
    for kind, look in (
        ("core-properties", _core),
        ("extended-properties", _extended),
        ("custom-properties", _custom),
    ):
        for part in package.related(ROOT, kind):
            yield from (f"{part}: {bad}" for bad in look(package.xml(part)))


def _core(root: etree._Element) -> Iterator[str]:
    if not _CORE.fullmatch(str(root.tag)):
        yield f"the root is {root.tag}"
    for tag, times in Counter(str(child.tag) for child in root.iterchildren("{*}*")).items():
        if times > 1:
            yield f"{times} of {tag.rpartition('}')[2]}"
    for child in root.iterchildren("{*}*"):
        name = str(child.tag).rpartition("}")[2]
        if len(child):
            yield f"{name} holds elements"
        if child.tag in {f"{_TERMS}created", f"{_TERMS}modified"}:
            if child.get(_TYPE, "").rpartition(":")[2] != "W3CDTF":
                yield f'{name} is without xsi:type="dcterms:W3CDTF"'
            if why := moment(child.text or ""):
                yield f"{name}: {child.text!r} {why}"


def _extended(root: etree._Element) -> Iterator[str]:
    for vector in root.iter(f"{_TYPES}vector"):
        there = len(vector.findall("{*}*"))
        parent = vector.getparent()
        if parent is not None and number(vector, "size", there) != there:
            name = str(parent.tag).rpartition("}")[2]
            yield f"{name} tells {vector.get('size')} values, and there are {there}"
    counted = sum(int(one.text or 0) for one in root.iterfind(f"{{*}}HeadingPairs//{_TYPES}i4"))
    titles = root.findall(f"{{*}}TitlesOfParts/{_TYPES}vector/*")
    if titles and counted != len(titles):
        yield f"HeadingPairs counts {counted} parts, TitlesOfParts names {len(titles)}"


def _custom(root: etree._Element) -> Iterator[str]:
    properties = root.findall("{*}property")
    for attribute in ("pid", "name"):
        for value, times in Counter(one.get(attribute, "").lower() for one in properties).items():
            if times > 1:
                yield f"{times} properties have the {attribute} {value!r}"
    for one in properties:
        where = f"property {one.get('name')!r}"
        if number(one, "pid", 0) < _FIRST:
            yield f"{where} has the pid {one.get('pid')}, and {_FIRST} is the first"
        if one.get("fmtid", "").upper() != _FORMAT:
            yield f"{where} has the fmtid {one.get('fmtid')}"
        if len(one) != 1:
            yield f"{where} has {len(one)} values"
        if not one.get("name"):
            yield "a property without a name"

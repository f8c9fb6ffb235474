"""The ribbon of a workbook or an add-in is bound as Office wants it: namespace and relationship of
one generation, each control with one id, no id twice.

Excel shows no tab, and says why only where add-in errors are asked for; under a wrong relationship
it drops the part at the next save.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import ROOT, Package, length
from tests.judges.own.schema.kinds import one_of

_BOUND = {
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility": (
        "http://schemas.microsoft.com/office/2006/01/customui"
    ),
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility": (
        "http://schemas.microsoft.com/office/2009/07/customui"
    ),
}
"""The root's namespace by the type of the relationship ([MS-CUSTOMUI] 2.1, [MS-CUSTOMUI2])."""
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.\-]*")
_IDS = ("id", "idMso", "idQ")
_TEXTS = {"label": 1024, "screentip": 1024, "supertip": 1024, "keytip": 3, "id": 1024}
_CONTROL = one_of(
    "tab group button toggleButton checkBox editBox comboBox dropDown gallery menu dynamicMenu"
    " splitButton labelControl separator buttonGroup control"
)


def check(package: Package) -> Iterator[str]:
    for one in package.relationships(ROOT):
        if one.kind == "extensibility" and package.find(one.target):
            root = package.xml(one.target)
            yield from (f"{one.target}: {bad}" for bad in _ribbon(root, one.type))
    for part in package.parts:
        if part.lower().startswith("/customui/") and part.lower().endswith(".xml"):
            bound = {one.target.lower() for one in package.relationships(ROOT)}
            if part.lower() not in bound:
                yield f"{part} is bound to nothing"


def _ribbon(root: etree._Element, kind: str) -> Iterator[str]:
    wanted = _BOUND.get(kind)
    if wanted is None:
        yield f"it is bound by {kind}"
    elif root.tag != f"{{{wanted}}}customUI":
        yield f"its root is {root.tag}, and it is bound by {kind}"
    ids: Counter[str] = Counter()
    for element in root.iter("{*}*"):
        name = etree.QName(element).localname
        told = [attribute for attribute in _IDS if element.get(attribute)]
        if not _CONTROL(name) and len(told) != 1:
            yield f"a {name} has {told or 'no id'}"
        identifier = element.get("id")
        if identifier is not None and name != "item":
            ids[identifier] += 1
            if not _IDENTIFIER.fullmatch(identifier):
                yield f"the id {identifier!r} is no XML name"
        for attribute, most in _TEXTS.items():
            if (size := length(element.get(attribute, ""))) > most:
                yield f"the {attribute} of {identifier} has {size} characters, Office takes {most}"
    yield from (f"{times} controls have the id {one!r}" for one, times in ids.items() if times > 1)

"""Names that somebody gave: to cell styles (18.8.7), table styles, themes and their colours.

Names are usual here: a house has its styles, and programs make ``Normal 2``. What is told is a name
that is a sentence, and one that no format has, that is no program's, and of no family of three.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local
from motxl.ooxml.xml.scan import XmlError
from motxl.ooxml.xml.tree import TreeElement, parse

_WORDS, _LETTERS, _FAMILY = 5, 31, 3
_COUNTED = re.compile(r"[\w-]+ ?(?:\d+|%)(?: \d+)*\Z")
_NAMED = {
    "theme",
    "clrScheme",
    "fontScheme",
    "fmtScheme",
    "themeFamily",
    "font",
    "latin",
    "ea",
    "cs",
}


def is_sentence(name: str) -> bool:
    """Whether a name says more than names do."""
    return len(name.split()) >= _WORDS or len(name) > _LETTERS


def find(parts: Parts) -> Iterator[Finding]:
    for part in parts.of_kind("styles"):
        for name in _style_names(parts.xml(part)):
            yield Finding("style-name", part, quoted(name))
    for part in (*parts.of_kind("theme"), *parts.of_kind("themeOverride")):
        for name in _theme_names(parts.xml(part)):
            yield Finding("theme-name", part, quoted(name))


# Extracts have these parts in common: they are looked at once.


@lru_cache(maxsize=16)
def _style_names(working: bytes) -> tuple[str, ...]:
    return tuple(_of_styles(_tree(working)))


@lru_cache(maxsize=16)
def _theme_names(working: bytes) -> tuple[str, ...]:
    return tuple(_of_theme(_tree(working)))


def _tree(working: bytes) -> TreeElement:
    try:
        return parse(working).root
    except XmlError:
        return TreeElement("damaged", {}, None)  # told by whoever reads the part


def _of_styles(root: TreeElement) -> Iterator[str]:
    unused: list[str] = []
    formats = [e for e in root.iter() if local(e) == "cellXfs"]
    used = {xf.get("xfId", "0") for listed in formats for xf in listed}
    for element in root.iter():
        name = element.get("name", "")
        if local(element) == "cellStyle" and element.get("builtinId") is None:
            if is_sentence(name):
                yield name
            elif element.get("xfId", "0") not in used:
                unused.append(name)
        elif local(element) == "tableStyle" and not len(element):
            yield name
        elif local(element) == "name" and is_sentence(element.get("val", "")):
            yield element.get("val", "")  # a font's
    names = [e.get("name", "") for e in root.iter() if local(e) == "cellStyle"]
    families = Counter(name.partition(" ")[0] for name in names)
    alone = [one for one in unused if families[one.partition(" ")[0]] < _FAMILY]
    alone = [one for one in alone if not _COUNTED.match(one)]
    if alone:
        yield "; ".join(alone)


def _of_theme(root: TreeElement) -> Iterator[str]:
    for element in root.iter():
        if local(element) in _NAMED:
            for name in (element.get("name", ""), element.get("typeface", "")):
                if is_sentence(name):
                    yield name

"""Texts that no cell holds any more, and what Excel still remembers of them."""

from __future__ import annotations

import re
from collections.abc import Collection

from motxl.ooxml.document import Document
from motxl.ooxml.xml.text import encode_text

_COMPUTED = re.compile(rb"<((?:\w+:)?c)\b([^>]*\bt=\"str\"[^>]*)>(.*?)</\1>", re.S)
_VALUE = re.compile(rb"<((?:\w+:)?v)>[^<]*</\1>")
_SHORTEST = 4
"""Shorter words stand anywhere"""


def wipe(document: Document, texts: Collection[str]) -> None:
    """Take texts out of what Excel computes anew: the items that pivot tables remember, the points
    that charts remember, the results of formulas. Then have it compute all when it opens the
    workbook."""
    words = _written(texts)
    if words is None:
        return
    document.flush()
    package = document.package
    whole = re.compile(rb"(?<=\")(?:%b)(?=\")|(?<=>)(?:%b)(?=<)" % (words.pattern, words.pattern))
    number = 0

    def another(match: re.Match[bytes]) -> bytes:
        nonlocal number
        number += 1
        return b"(%d)" % number  # no two items of a pivot table are alike

    for part in package.names():
        name = part.lower()
        if "/pivotcache/" in name and name.endswith(".xml"):
            change, pattern = another, whole
        elif "/charts/" in name and name.endswith(".xml"):
            change, pattern = (lambda match: b""), whole
        elif "/worksheets/" in name and name.endswith(".xml"):
            change, pattern = (lambda match: _uncomputed(match, words)), _COMPUTED
        else:
            continue
        before = package.xml(part)
        after = pattern.sub(change, before)
        if after != before:
            package.replace_xml(part, after)
    for sheet in document.open_sheets:
        sheet.forget()
    document.compute_when_opened(all_values=True)


def parts_with(document: Document, texts: Collection[str]) -> list[str]:
    """The parts in which one of the texts stands, but for sheets and the strings of their cells."""
    words = _written(texts)
    if words is None:
        return []
    document.flush()
    package = document.package
    found = []
    for part in package.names():
        name = part.lower()
        if not name.endswith((".xml", ".vml", ".rels")) or name.endswith("sharedstrings.xml"):
            continue
        if "/worksheets/sheet" not in name and words.search(package.part(part)):
            found.append(part)
    return found


def _uncomputed(match: re.Match[bytes], words: re.Pattern[bytes]) -> bytes:
    if b"f" not in match[3] or not words.search(match[3]):
        return match[0]
    attributes = match[2].replace(b' t="str"', b"")
    return b"<%b%b>%b</%b>" % (match[1], attributes, _VALUE.sub(b"", match[3]), match[1])


def _written(texts: Collection[str]) -> re.Pattern[bytes] | None:
    long = sorted((text for text in texts if len(text) >= _SHORTEST), key=len, reverse=True)
    return re.compile(b"|".join(re.escape(encode_text(text)) for text in long)) if long else None

"""Two packages compared: which parts are gone, which hold other bytes once inflated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

_FREE = {"xl/sharedstrings.xml", "xl/styles.xml"}  # may change with any cell's text
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^>]*/>")
_EMPTY_DATA = re.compile(rb"<((?:\w+:)?sheetData)></\1>")


class Comparison(NamedTuple):
    """Part names as they were written, sorted."""

    lost: list[str]
    renamed: list[str]
    """Of the lost ones, those in whose stead there is a new part of the same content type"""
    added: list[str]
    rewritten: list[str]
    """Without the edited sheet, the shared strings and the styles"""
    rest_of_sheet: bool
    """Whether the sheet differs outside the edited row and its dimension"""


def compare(before: bytes, after: bytes, sheet: str, row: int) -> Comparison:
    """``BadZipFile`` when ``after`` is no package."""
    old, new = _members(before), _members(after)
    lost = sorted(old.keys() - new.keys())
    added = sorted(new.keys() - old.keys())
    free = _FREE | {sheet.lower()}
    rewritten = [
        old[key][0] for key in sorted(old.keys() & new.keys() - free) if old[key][1] != new[key][1]
    ]
    key = sheet.lower()
    rest = {_without_row(side[key][1], row) for side in (old, new) if key in side}
    return Comparison(
        [old[key][0] for key in lost],
        [old[key][0] for key in _renamed(old, new, lost, added)],
        [new[key][0] for key in added],
        rewritten,
        len(rest) > 1,
    )


def _members(data: bytes) -> dict[str, tuple[str, bytes]]:
    """Names as written and inflated bytes, by what the names are compared by (OPC 6.2.2.3)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            info.filename.lower().lstrip("/"): (info.filename, archive.read(info))
            for info in archive.infolist()
            if not info.is_dir()
        }


def _renamed(
    old: dict[str, tuple[str, bytes]],
    new: dict[str, tuple[str, bytes]],
    lost: list[str],
    added: list[str],
) -> list[str]:
    kinds_before, kinds_after = _kinds(old), _kinds(new)
    free = [kinds_after(key) for key in added]
    found = []
    for key in lost:
        kind = kinds_before(key)
        if kind in free:
            free.remove(kind)
            found.append(key)
    return found


def _kinds(members: dict[str, tuple[str, bytes]]) -> Callable[[str], str]:
    """The content type of a part, by ``[Content_Types].xml``."""
    overrides: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for element in etree.fromstring(members["[content_types].xml"][1]):
        kind = element.get("ContentType", "")
        if (name := element.get("PartName")) is not None:
            overrides[name.lower().lstrip("/")] = kind
        elif (ending := element.get("Extension")) is not None:
            defaults[ending.lower()] = kind

    def kind_of(key: str) -> str:
        if key.endswith(".rels"):
            return key  # they are of the part beside which they stand: none stands in for another
        return overrides.get(key) or defaults.get(key.rpartition(".")[2], "")

    return kind_of


def _without_row(sheet: bytes, row: int) -> bytes:
    pattern = rb'<((?:\w+:)?row)\b[^>]*?\br="%d"[^>]*?(?:/>|>.*?</\1>)' % row
    rest = re.sub(pattern, b"", sheet, count=1, flags=re.DOTALL)
    return _EMPTY_DATA.sub(rb"<\1/>", _DIMENSION.sub(b"", rest, count=1))

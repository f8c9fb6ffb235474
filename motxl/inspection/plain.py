"""Rows and shared strings as programs write nearly all of them: their texts, and nothing else.

What is written so needs no further look but at the texts themselves. The patterns permit just that;
they are only used once a part is known to hold no comment or CDATA section, where anything could
stand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_CELL = (
    rb'<c r="[A-Z]{1,3}\1"(?>(?: s="[0-9]{1,5}")?)(?:(?>(?: t="n")?)/>'
    rb'| t="s"><v>[0-9]{1,7}</v></c>'
    rb'|(?>(?: t="n")?)><v>-?[0-9]{1,17}(?>(?:\.[0-9]{1,17})?)</v></c>)'
)
_ROW = re.compile(
    rb'<row r="([0-9]{1,7})"(?>(?: (?:(?:s|spans)="[0-9:]{1,13}"'
    rb'|ht="[1-9][0-9]{1,2}(?>(?:\.[0-9]{1,17})?)"'
    rb'|(?:customFormat|customHeight|thickBot|thickTop)="(?:0|1|true|false)"'
    rb'|(?:hidden|collapsed)="(?:0|false)"|outlineLevel="[0-7]"'
    rb'|x14ac:dyDescent="[0-9.]{1,20}"))*)(?:/>|>(?>(?:' + _CELL + rb")*)</row>)"
)
_STRING = re.compile(
    rb'<si><t(?>(?: xml:space="preserve")?)(?:/></si>|>[^<]*+</t></si>)'
    rb'|<si>(?>(?:<r>(?>(?:<rPr>(?>(?:<(?:b|i)/>|<sz val="[0-9.]{1,5}"/>|<color rgb="[0-9A-F]{8}"/>'
    rb'|<color theme="[0-9]{1,2}"/>|<rFont val="(?:Calibri|Arial)"/>|<family val="[0-9]"/>'
    rb'|<scheme val="(?:minor|major)"/>)*)</rPr>)?)'
    rb'<t(?>(?: xml:space="preserve")?)>[^<]*+</t></r>)*)'
    rb"</si>"
)


_SMALL, _SMALL_PART = 1 << 20, 1 << 14


class Split(NamedTuple):
    """A part without what was written plainly, and that, one after the other."""

    rest: bytes
    plain: bytes
    number: int
    """How many rows or strings are plain"""


def split_sheet(data: bytes) -> Split:
    """The rows of a worksheet's part (18.3.1.73)."""
    return _known_sheet(data) if len(data) < _SMALL else _sheet(data)


def split_strings(data: bytes) -> Split:
    """The entries of the part of shared strings (18.4.8)."""
    return _known_strings(data) if len(data) < _SMALL else _strings(data)


def _sheet(data: bytes) -> Split:
    start, end = data.find(b"<sheetData>"), data.find(b"</sheetData>")
    if not _may_be_plain(data) or not 0 <= start < end:
        return Split(data, b"", 0)
    return _split(_ROW, data, start, end)


def _strings(data: bytes) -> Split:
    return _split(_STRING, data, 0, len(data)) if _may_be_plain(data) else Split(data, b"", 0)


def finds(pattern: re.Pattern[bytes], working: bytes) -> bool:
    """Whether a pattern is found in a part. Most parts are the same from one extract to the next:
    what is small is searched once."""
    return _finds(pattern, working) if len(working) < _SMALL_PART else _search(pattern, working)


def _search(pattern: re.Pattern[bytes], working: bytes) -> bool:
    return pattern.search(working) is not None


_finds = lru_cache(maxsize=256)(_search)
# An extract is looked into twice, from two sides; what is large is not held on to.
_known_sheet = lru_cache(maxsize=8)(_sheet)
_known_strings = lru_cache(maxsize=8)(_strings)


def _split(pattern: re.Pattern[bytes], data: bytes, start: int, end: int) -> Split:
    rest, plain, position, count = [], [], 0, 0
    for match in pattern.finditer(data, start, end):
        rest.append(data[position : match.start()])
        plain.append(match[0])
        position = match.end()
        count += 1
    rest.append(data[position:])
    return Split(b"".join(rest), b"".join(plain), count)


def _may_be_plain(data: bytes) -> bool:
    """Whether what looks like a tag is one."""
    return b"<!" not in data and data.count(b"<?") <= 1

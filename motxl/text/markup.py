"""Characters of a text that nobody is meant to read: HTML tags, entities, control characters."""

from __future__ import annotations

import re
from typing import NamedTuple

# Tags of HTML as word processors and web pages paste them; "<3 ans" or "a < b" is none.
_TAG = (
    r"</?(?:p|br|b|i|u|em|strong|span|div|font|a|ul|ol|li|h[1-6]|table|tbody|tr|td|th|sup|sub|img|hr"
    r"|o:p|strike|small|big|center|blockquote|code|pre|style|script|meta|link)(?:\s[^<>]*)?/?>"
)
_ENTITY = r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
# Excel breaks lines in a cell with a line feed; a tab is white space.
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufffe\uffff]+"


class Markup(NamedTuple):
    """Characters from ``start`` to ``end`` (0-based, end exclusive), and what they stand for."""

    start: int
    end: int
    replacement: str
    shown: str


def markup_in(text: str) -> list[Markup]:
    """All such places of a text, in its order."""
    is_plain = text.isprintable() and "\ufffd" not in text  # as most are, and faster to tell
    if "<" not in text and "&" not in text and (is_plain or re.search(_CONTROL, text) is None):
        return []
    found: list[Markup] = []
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    for match in re.finditer(_TAG, text, re.IGNORECASE) if "<" in text else ():
        is_break = re.match(r"</?(?:br|p|div|li|tr)\b", match[0], re.IGNORECASE)
        between = first < match.start() and match.end() < last
        blank = " " if is_break and between and not _beside_space(text, match) else ""
        found.append(Markup(*match.span(), blank, match[0]))
    for match in re.finditer(_ENTITY, text) if "&" in text and ";" in text else ():
        import html  # all the names of HTML: few texts hold one

        meant = html.unescape(match[0])
        if meant != match[0]:
            found.append(Markup(*match.span(), meant, match[0]))
    for match in () if is_plain else re.finditer(_CONTROL, text):
        names = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in match[0]))
        # The end of a line of a text file ends the text; within it, its line feed parts two lines.
        is_end = "\r" in match[0] and not text[match.end() :].strip()
        found.append(Markup(match.start(), len(text) if is_end else match.end(), "", names))
        if is_end:
            break
    return sorted(found)


def _beside_space(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 1, 0) : match.start()]
    after = text[match.end() : match.end() + 1]
    return before.isspace() or after.isspace() or after == "<"

""" "Control characters, which terminals and readers obey and nobody sees, made visible.

One form for all of them, everywhere: the escape of JSON (RFC 8259, section 7), ``\u001b``. It is
plain ASCII, so that every console, encoding and font has it, it can be searched for, and within a
JSON document it stands for the very character: what a program reads there is the original text.
"""

from __future__ import annotations

import re
from functools import cache

# Unicode's categories Cc, Cf, Cs, Zl and Zp, and the noncharacters of the first plane: escape and
# the controls C0 and C1; marks, overrides and isolates of writing direction; what has no width;
# separators of lines; halves of characters; tags. Not line feed and tab, which texts have.
_CONTROLS = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    r"\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb"
    r"\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


MARK = "\u2060"
"""Behind a word of a workbook that is one of ours, and does not stand for it there: it counts as
nothing where words are compared, so that it is understood, and as one that is spelt otherwise; it
is not shown"""


def shown(text: str) -> str:
    """A text of one or more lines in which no control character is left but its line ends and
    tabs."""
    return text if _is_plain(text) else _pattern(rf"[{_CONTROLS}]|\r(?!\n)").sub(_escaped, text)


def on_one_line(text: str) -> str:
    """A name, a path or a value within a sentence, without any control character: it cannot begin a
    line of its own."""
    if text.isprintable():
        return text
    return _pattern(rf"[{_CONTROLS}\t\n\r]").sub(_escaped, text)


def _is_plain(text: str) -> bool:
    """At a tenth of what looking for each character would take: what is printed is long."""
    if text.isprintable():
        return True
    for blank in ("\r\n", "\n", "\t", "\xa0", "\u202f"):  # the last two are French typography
        text = text.replace(blank, "")
    return text.isprintable()


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Made when it is needed: it takes longer than ``motxl --help`` prints."""
    return re.compile(text)


def _escaped(match: re.Match[str]) -> str:
    """One character as JSON escapes it: in two halves beyond the first plane."""
    character = match[0]
    number = ord(character)
    if number > 0xFFFF:
        number -= 0x10000
        return rf"\u{0xD800 | number >> 10:04x}\u{0xDC00 | number & 0x3FF:04x}"
    return _SHORT.get(character) or rf"\u{number:04x}"

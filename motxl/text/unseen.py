"""Characters of a text that hide what is written: that show nothing, push away or turn round.

What people write stays free of suspicion: no-break spaces, single line breaks, soft hyphens, a
zero-width space that came along from a web page, emoji and flags with what joins them, scripts
that are written from the right or with several marks on a letter.
"""

from __future__ import annotations

import re

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKS_OF_OTHERS = "\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_ZERO_WIDTH = "\u200b-\u200f\u2060-\u2064\ufeff\u061c"
_TAGS = "\U000e0000-\U000e007f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Blanks that are letters or symbols to programs: the braille pattern without a dot, Hangul fillers
_FILLERS = "\u2800\u3164\uffa0\u115f\u1160"
_EMBEDDINGS, _OVERRIDES = "\u202a-\u202c\u2066-\u2069", "\u202d\u202e"
# Of Khmer, Mongolian, shorthand, music; joiner of graphemes, former controls, annotations
_FORMER = (
    "\u034f\u17b4\u17b5\u180b-\u180f\u206a-\u206f\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a"
)
_PICTOGRAMS = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_IDEOGRAMS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_USUAL = re.compile(
    # Regional flags; keycaps; the styles of pictograms and of symbols; what joins them
    "\U0001f3f4[\U000e0020-\U000e007e]{2,6}\U000e007f"
    "|(?<=[#*0-9])\ufe0f(?=\u20e3)"
    f"|(?<=[\u00a9\u00ae\u203c-\u21ff{_PICTOGRAMS}])[\ufe00-\ufe0f]"
    f"|(?<=[{_PICTOGRAMS}\ufe0f])\u200d(?=[{_PICTOGRAMS}])"
    # Variants of characters; syllables of Hangul in parts; Mongolian forms; braille
    f"|(?<=[\u1000-\u109f\ua840-\ua87f\u3000-\u303f\uff00-\uff60{_IDEOGRAMS}])[\ufe00-\ufe02]"
    f"|(?<=[{_IDEOGRAMS}])[\U000e0100-\U000e01ef]"
    "|\u115f(?=[\u1161-\u11a7])|(?<=[\u1100-\u115e])\u1160"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180f]"
    "|(?<=[\u2801-\u28ff])\u2800(?=[\u2801-\u28ff])"
)
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NEVER = re.compile(f"[{_FILLERS}{_OVERRIDES}{_FORMER}{_TAGS}{_SELECTORS}]")
_EMBEDDED = re.compile(f"[{_EMBEDDINGS}]")
_PILED = re.compile(f"[{_MARKS}]{{4}}|[{_MARKS}{_MARKS_OF_OTHERS}]{{6}}")
_SCATTERED = re.compile(f"(?<=[\t-\u052f])[{_ZERO_WIDTH}]")
_IN_A_ROW = re.compile(f"[{_ZERO_WIDTH}\u00ad]{{3}}")
_MOST_SCATTERED = 8
_BLANK = f"\\s\u00ad{_ZERO_WIDTH}{_FILLERS}"
_BLANKS = re.compile(f"[{_BLANK}]{{10,}}(?=[^{_BLANK}])")
_LONG, _WIDE = "\t\n\r\v\f\u2028\u2029", 4
"""Line breaks and tabs, and how many blanks one of them is worth"""
_ROOM = 40
"""Blanks that push what follows out of a column of usual width"""
_SHAPELESS = re.compile(
    f"[\u00ad{_ZERO_WIDTH}{_FILLERS}{_EMBEDDINGS}{_OVERRIDES}{_FORMER}{_SELECTORS}"
    f"{_MARKS}{_MARKS_OF_OTHERS}]"
)
_TAG = re.compile(f"[{_TAGS}]")


def hidden_by_characters(text: str) -> str | None:
    """The part of a text that its characters hide, without these; ``None`` where they hide nothing.

    For a text that is pushed away, that is the rest after the blanks; else it is the whole text,
    with what is said in tags (U+E0020–E007E) written out.
    """
    for blanks in _BLANKS.finditer(text):
        if sum(_WIDE if character in _LONG else 1 for character in blanks[0]) >= _ROOM:
            return _bare(text[blanks.end() :])
    if text.isascii():
        return None
    written = _USUAL.sub("", text)
    found = (
        _NEVER.search(written)
        or _PILED.search(written)
        or _IN_A_ROW.search(written)
        or (_EMBEDDED.search(written) and not _FROM_THE_RIGHT.search(written))
        or len(_SCATTERED.findall(written)) >= _MOST_SCATTERED
    )
    return _bare(text) if found else None


def _bare(text: str) -> str:
    said = _TAG.sub(_said_in_tag, text)
    return " ".join(_SHAPELESS.sub("", said).split())


def _said_in_tag(match: re.Match[str]) -> str:
    letter = chr(ord(match[0]) - 0xE0000)
    return letter if letter.isprintable() else ""

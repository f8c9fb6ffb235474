"""What typography alone tells apart: quotes, apostrophes, dashes, spaces, ligatures.

Narrower than ``normalise``: a letter in another case, or with another accent, is another spelling.
"""

from __future__ import annotations

import re
import unicodedata

from motxl.text.normalise import APOSTROPHES, DASHES, INVISIBLE

_QUOTES = "«»“”„‟″"
_AS = {
    **dict.fromkeys(map(ord, APOSTROPHES), "'"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, _QUOTES), '"'),
    **dict.fromkeys(map(ord, INVISIBLE)),
    **{ord("œ"): "oe", ord("Œ"): "OE", ord("æ"): "ae", ord("Æ"): "AE", ord("…"): "..."},
}
# French has a space before these and inside its quotes, which other hands leave out.
_SPACED = re.compile(r'\s+(?=[;:!?"])|(?<=")\s+')
_BLANKS = re.compile(r"\s+")


def without_typography(text: str) -> str:
    """A text as it is whatever hand set it: texts that are alike so differ by nothing that is
    read."""
    plain = unicodedata.normalize("NFC", text).translate(_AS)
    return _BLANKS.sub(" ", _SPACED.sub("", plain)).strip()


def is_typography(one: str, other: str) -> bool:
    """Whether two texts differ, and by their typography alone."""
    return one != other and without_typography(one) == without_typography(other)

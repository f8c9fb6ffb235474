"""Keys of members, themes and services: the one that is not made as all the others are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_MANY = 4
"""Of fewer keys nobody can tell how they are made"""
_FEW = 2
"""But as many as two tell how a key is written that differs by case or spaces alone"""
_DIGITS = re.compile(r"9+")


def odd_key(keys: Iterable[str]) -> tuple[str, str] | None:
    """The one key of several that is made otherwise than all the others, and one of these; ``None``
    where there is none, or more than one. A number that has grown by a figure is no other make,
    but where the others have zeros in front."""
    filled = [key for key in keys if key]
    made = Counter(map(_made, filled))
    usual = next((make for make, _times in made.most_common(1)), "")
    odd = [key for key in filled if _made(key) != usual]
    if len(odd) != 1:
        return None
    key, others = odd[0], [other for other in filled if _made(other) == usual]
    if len(others) < (_FEW if _bare(key) == _bare(others[0]) else _MANY):
        return None
    is_longer = _DIGITS.sub("9", _made(key)) == _DIGITS.sub("9", usual)
    if is_longer and not any(re.search(r"(?<![0-9])0[0-9]", other) for other in others):
        return None
    return key, others[0]


def _made(key: str) -> str:
    """How a key is made: ``AAA-99`` of ``ADH-05``."""
    kinds = ("9" if c.isdigit() else "A" if c.isupper() else "a" if c.islower() else c for c in key)
    return "".join(kinds)


def _bare(key: str) -> str:
    """The letters and signs of a key that its number does not change, without case or spaces."""
    return re.sub(r"[\s0-9]+", "", key).casefold()

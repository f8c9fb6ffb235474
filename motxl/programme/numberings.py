"""What the levels of a programme count in: figures, padded figures, letters, Roman numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Numbering = Literal["1", "01", "001", "A", "a", "I", "i", "—"]
"""What a level counts in: figures, padded figures, letters, Roman numbers; ``—`` is none"""
NUMBERINGS: tuple[Numbering, ...] = ("1", "01", "001", "A", "a", "I", "i", "—")

FIGURES = frozenset(("1", "01", "001"))
"""Those that are written in figures"""

# Five digits are no longer a number of a code.
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
PATTERNS: dict[Numbering, str] = {
    "1": r"(?:0|[1-9][0-9]{0,3})",
    "01": r"(?:[0-9]{2}|[1-9][0-9]{2,3})",
    "001": r"(?:[0-9]{3}|[1-9][0-9]{3})",
    "A": r"[A-Z]{1,2}",
    "a": r"[a-z]{1,2}",
    "I": r"[IVXLCDM]{1,21}",
    "i": r"[ivxlcdm]{1,21}",
}
"""How a number is written, as a regular expression without groups that capture"""

FIRST = (
    r"(?:1(?:er|re|[eè]re|st)|premi(?:er|ère)|first|erste[rs]?"
    r"|prim(?:er|ero|era|o|a)|primeir[oa]|I(?:er|re|[eè]re))(?!\w)"
)
"""What stands for a 1 after a word, in whatever case: ``Article premier``, ``Titre Ier``"""
ORDINAL = r"[0-9]{1,4}[º°ª]"
"""A figure after a word with an ordinal sign: ``Art. 2º``"""
_FIRST, _ORDINAL = re.compile(FIRST, re.IGNORECASE), re.compile(ORDINAL)


def number_in_words(text: str) -> int | None:
    """The number for which ``text`` stands after a word, where it is no number as a level writes
    it: 1 for ``premier``; ``None`` for others."""
    if _ORDINAL.fullmatch(text):
        return int(text[:-1])
    return 1 if _FIRST.fullmatch(text) else None


def write_number(number: int, numbering: Numbering) -> str:
    """A number as a level writes it. ``ValueError`` for what cannot be: no letter is a 0."""
    if numbering in FIGURES:
        return f"{number:0{len(numbering)}d}"
    if number < 1 or numbering == "—":
        raise ValueError(f"{number} cannot be written as {numbering}")
    if numbering in ("A", "a"):
        text = ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(ord("a") + rest) + text
    else:
        text = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            text += sign * count
    return text.upper() if numbering in ("A", "I") else text


@lru_cache(maxsize=4096)
def read_number(text: str, numbering: Numbering) -> int | None:
    """The number that ``text`` is, exactly as ``write_number`` writes it; ``None`` for others."""
    pattern = PATTERNS.get(numbering)
    if pattern is None or re.fullmatch(pattern, text) is None:
        return None
    if text.isdigit():
        return int(text)
    number = 0
    if numbering in ("A", "a"):
        for letter in text.lower():
            number = number * 26 + ord(letter) - ord("a") + 1
        return number
    values = [next(value for value, sign in _ROMAN if sign == one) for one in text.lower()]
    for value, following in zip(values, (*values[1:], 0), strict=True):
        number += -value if value < following else value
    return number if number > 0 and write_number(number, numbering) == text else None

"""The one normalisation of text, used for everything that is compared.

Case, accents, œ and æ, the shapes of apostrophes and dashes, and every kind of space (no-break and
narrow ones, tabs, line breaks) make no difference. Invisible characters count as nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

APOSTROPHES = "’‘ʼʹ′`´＇ꞌ"
DASHES = "‐‑‒–—―−﹣－"
# Spaces are folded where Python calls them so (str.isspace); these take no room at all.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}


_UNEVEN: set[str] = set()
"""Characters met so far that are compared as none or several"""


class _Folds(dict[int, str]):
    """What each character is compared as; worked out once per character (``str.translate``)."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold_character(chr(codepoint))
        if len(folded) != 1:
            _UNEVEN.add(chr(codepoint))
        return folded


def _fold_character(character: str) -> str:
    if character in _LIGATURES:
        return _LIGATURES[character]
    if character in APOSTROPHES:
        return "'"
    if character in DASHES:
        return "-"
    if character in INVISIBLE:
        return ""
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFD", character.casefold())
    if folded != character:  # ŉ casefolds to ʼn, whose apostrophe is one of ours
        return "".join(_FOLDS[ord(part)] for part in folded)
    return "" if unicodedata.combining(character) else character


_FOLDS = _Folds()
_SPACES = re.compile(" {2,}")


@cache
def _latin_folds() -> bytes:
    """What each character of Latin-1 is compared as, where that is one of them; else a NUL."""
    folds = (_FOLDS[codepoint] for codepoint in range(256))
    return bytes(ord(one) if len(one) == 1 and one <= "\xff" else 0 for one in folds)


def _fold_latin(text: str) -> str | None:
    """``text`` folded in a tenth of the time, character for character; ``None`` for one with other
    characters in it than nearly all Western texts hold."""
    try:
        raw = text.replace("’", "'").encode("latin-1").translate(_latin_folds())
    except UnicodeEncodeError:
        return None
    return None if b"\0" in raw else raw.decode("latin-1")


def fold(text: str) -> str:
    """``text`` as it is compared, character by character: spaces stay as many as they were."""
    folded = _fold_latin(text)
    return text.translate(_FOLDS) if folded is None else folded


def normalise(text: str) -> str:
    """``text`` as a key: folded, spaces single, none at the ends. Twice is the same as once."""
    return _SPACES.sub(" ", fold(text)).strip(" ")


def fold_accents(text: str) -> str:
    """``text`` with its letters bare of accents, in their own case."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class Folded(NamedTuple):
    """A folded text that remembers where its characters came from."""

    text: str
    origins: tuple[int, ...] | None
    """For each folded character, and for the end, its offset in the original; ``None``: the same"""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of the folded text stands for.

        Offsets are 0-based, in Unicode characters, end exclusive; combining marks after the last
        character belong to it.
        """
        if self.origins is None:
            return start, end
        if start >= end:
            return self.origins[start], self.origins[start]
        # What is folded to nothing after the last character belongs to it; half of œ is all of it.
        return self.origins[start], max(self.origins[end], self.origins[end - 1] + 1)


def fold_with_origins(text: str) -> Folded:
    """Fold ``text`` and keep the way back, for spans found in the folded text."""
    usual = _fold_latin(text)
    if usual is not None:
        return Folded(usual, None)
    folded = text.translate(_FOLDS)
    if _UNEVEN.isdisjoint(text):
        return Folded(folded, None)
    lengths = [len(_FOLDS[ord(character)]) for character in text]
    origins = [offset for offset, length in enumerate(lengths) for _ in range(length)]
    origins.append(len(text))
    return Folded(folded, tuple(origins))

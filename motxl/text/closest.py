"""The name that someone probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from motxl.text.normalise import normalise

# Half of the letters wrong is another word; "montagnes" for "montagne" is well above this.
_ENOUGH = 0.75
RENAMED = 0.8
"""Below this, two headers are two names; "Frontieres" for "Frontière" is well above."""
# Of two letters, one slip makes anything.
_TELLING = 3
# What is longer is nobody's name; to compare two such takes time that grows with the square.
_LONGEST = 255


def closest_of(text: str, names: Iterable[str], enough: float = _ENOUGH) -> str | None:
    """The one of ``names`` that is most like ``text``, ``None`` when none is like it."""
    wanted = normalise(text) if len(text) <= _LONGEST else ""
    by_key = _by_key(tuple(names))
    # difflib looks at the lengths too, and takes longer to.
    alike = [
        key
        for key in by_key
        if 2 * min(len(key), len(wanted)) >= enough * (len(key) + len(wanted)) > 0
    ]
    if not alike:
        return None
    import difflib  # 2 ms that most runs do not need

    matches = difflib.get_close_matches(wanted, alike, n=1, cutoff=enough)
    return by_key[matches[0]] if matches else None


def slip_of(text: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that ``text`` surely is, but for a single slip of the hand: a letter
    too many, too few, another, or two that changed places.

    ``None`` for what is more than letters (a question mark is a doubt, no slip), too short to
    tell, or like another of the names too.
    """
    key = normalise(text)
    if len(key) < _TELLING or not key.replace(" ", "").isalpha():
        return None
    by_key = {normalise(name): name for name in names}
    found = [one for one in by_key if len(one) >= _TELLING and is_slip(key, one)]
    if len(found) != 1 or closest_of(key, by_key.keys() - set(found)):
        return None
    return by_key[found[0]]


def spelt_otherwise(text: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that ``text`` is but for case, accents, what stands between words and
    after them, or an s at the end of words: "lignes-communes :" for "lignes communes"."""
    by_key = {_bare(name): name for name in names}
    return by_key.get(_bare(text))


def respelt_of(text: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that ``text`` is, spelt otherwise or with a single slip."""
    by_key = {_bare(name): name for name in names}
    key = _bare(text)
    found = key if key in by_key else slip_of(key, by_key)
    return by_key[found] if found else None


def _bare(text: str) -> str:
    return " ".join(word.removesuffix("s") for word in _LETTERS.findall(normalise(text)))


_LETTERS = re.compile(r"[^\W_]+")


def is_slip(one: str, other: str) -> bool:
    """Whether a normalised word is another but for a single slip of the hand."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    one, other = one[same:], other[same:]
    swapped = one[1:2] + one[:1] + one[2:]
    return one[1:] == other[1:] or one == other[1:] or one[1:] == other or swapped == other


_WORD = re.compile(r"\w+")


def slip_in(text: str, name: str) -> str | None:
    """The words of a text, as they stand there, that are a normalised name but for a single slip
    of the hand. ``None`` where there are none, and where the name itself stands there."""
    key = normalise(text)
    if name in key or len(text) != len(key):  # offsets would be others
        return None
    first_two = set(name[:2])
    for word in _WORD.finditer(key):
        if first_two.isdisjoint(key[word.start() : word.start() + 2]):
            continue  # one slip leaves one of the first two letters there
        for length in (len(name), len(name) + 1, len(name) - 1):
            start, end = word.start(), word.start() + length
            found = key[start:end]
            is_whole = len(found) == length and not key[end : end + 1].isalnum()
            if is_whole and found[-1].isalnum() and is_slip(found, name):
                return text[start:end]
    return None


def written_like(word: str, model: str) -> str:
    """``word`` in capitals, or with a capital or a small letter first, as the model is."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return (word[0].upper() if model[:1].isupper() else word[0].lower()) + word[1:]


@lru_cache(maxsize=8)
def _by_key(names: tuple[str, ...]) -> dict[str, str]:
    return {normalise(name): name for name in names if len(name) <= _LONGEST}

"""How far what a cell holds is from a code: keys beside, lost, doubled, not shifted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from motxl.programme.codes import Code
from motxl.programme.numberings import FIGURES
from motxl.programme.scheme import MOT, Scheme

# The upper row of a French keyboard without Shift; "-" and "_" are read as separators first.
_UNSHIFTED = str.maketrans("&é\"'(èçà", "12345790")
_ALIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0"})
# Compiled where a cell needs them: in most programmes, each holds a code.
_APART = r"[\s.,;:/\\_·…‚*+=–—-]+"
_QUOTED = r"\A[\"'(\[]+(?=[0-9]+[.,])"
_WORD = r"[^\W\d_]{2,}\Z"
_LIKE_A_NUMBER = r"[0-9lI|iOo]+\Z"
_NUMBER = r"[^0-9]*((?:0|[1-9][0-9]{0,3}))[^0-9]*\Z"
_FAR = 4


def close_reading(text: str, scheme: Scheme = MOT) -> Code | None:
    """The code that a text spells with other separators, look-alikes, keys that were not shifted
    or something after it: ``1,1,3``, ``l.1.3``, ``1;1;3``, ``1.1.3°``; ``None`` where it spells
    none. Where codes are more than figures and dots, what differs by case, separators or
    zeros before a number alone."""
    if scheme.is_figures:
        return _close_figures(text)
    return scheme.close(text) or _with_other_zeros(text, scheme)


def _with_other_zeros(text: str, scheme: Scheme) -> Code | None:
    """The code that a text is where its numbers have zeros before them, or have none."""
    if not scheme.has_whole_codes or any(one.numbering not in FIGURES for one in scheme.headings):
        return None
    bare = Scheme(tuple(replace(one, numbering="1") for one in scheme.headings))
    return bare.close(re.sub(r"(?<![0-9])0+(?=[0-9])", "", text))


@lru_cache(maxsize=4096)
def _close_figures(text: str) -> Code | None:
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").strip(" .,;:°)]\u00a0")
    plain = re.sub(_QUOTED, "", plain)
    parts = [part for part in re.split(_APART, plain.translate(_UNSHIFTED)) if part]
    if len(parts) > 1 and re.match(_WORD, parts[0]) and not re.match(_LIKE_A_NUMBER, parts[0]):
        parts = parts[1:]  # "Axe 1.1"
    parts = [one.translate(_ALIKE) if re.match(_LIKE_A_NUMBER, one) else one for one in parts]
    found = [re.match(_NUMBER, part) for part in parts]
    if not 0 < len(found) <= 4 or not all(found):
        return None
    return tuple(int(one[1]) for one in found if one)


@lru_cache(maxsize=16384)
def distance(text: str, other: str) -> float:
    """From 0 (the same) to 1: how many keys were struck otherwise than for the code ``other``; four
    or more are as far as it goes. Two neighbours that changed places are one."""
    if abs(len(text) - len(other)) >= _FAR:
        return 1.0
    # What both begin and end with is the same whichever way the rest is struck.
    same, least = 0, min(len(text), len(other))
    while same < least and text[same] == other[same]:
        same += 1
    text, other, least = text[same:], other[same:], least - same
    same = 0
    while same < least and text[-1 - same] == other[-1 - same]:
        same += 1
    return _struck(text[: len(text) - same], other[: len(other) - same])


@lru_cache(maxsize=16384)
def _struck(text: str, other: str) -> float:
    """The distance of the parts that differ, which are a figure or two of nearly every code."""
    if not text or not other:
        return min(1.0, max(len(text), len(other)) / _FAR)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, one in enumerate(text, 1):
        before, previous, row = row, before, [i]
        for j, two in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != two))
            if i > 1 and j > 1 and one == other[j - 2] and text[i - 2] == two:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return min(1.0, row[-1] / _FAR)

"""How alike two texts are, and which rows of two programmes are the same, told by their texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from motxl.programme.model import Entry

ALIKE = 0.6
"""From here on a text is the other one, edited, wherever it stands"""
ALIKE_THERE = 0.28
"""The same, where it stands at the place of the other"""
_PLACE = 0.2
"""What a place counts, beside the text"""
_COMMON = 24
"""A word that is in more texts tells none of them"""
_TRIED = 12
"""Rows with words in common that are looked at"""


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same words: of two normalised texts. A long word tells
    more than a short one."""
    if one == other:
        return 1.0
    words, others = _counted(one), _counted(other)
    total = _letters(words) + _letters(others)
    if not total:
        return 0.0
    found = 2 * _letters(words & others) / total
    if found < ALIKE and words.total() + others.total() < 2 * _FEW:
        found = max(found, _by_letters(one, other))
    return found


_FEW = 5
"""Words of a text in which one that is misspelt is a fifth of all"""


@lru_cache(maxsize=4096)
def _counted(text: str) -> Counter[str]:
    return Counter(text.split())


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def _by_letters(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # few texts are so short

    compared = SequenceMatcher(None, one, other, autojunk=False)
    # Letters are alike by chance: half of them are those of any two short texts.
    return 2 * compared.ratio() - 1 if compared.quick_ratio() > ALIKE else 0.0


def alike(
    old: Sequence[Entry],
    new: Sequence[Entry],
    is_there: Callable[[int, int], bool],
    may_be: Callable[[int, int], bool],
    rows: tuple[Sequence[int], Sequence[int]],
    near: Mapping[int, Sequence[int]],
) -> Iterator[tuple[int, int]]:
    """Pairs of the rows that are left (``rows``, of the old and the new one) whose texts are alike,
    the most alike first, each row once.

    ``is_there`` says whether two rows stand at one place, ``may_be`` whether they can be the same;
    ``near`` are the new rows that stand where an old one stood.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    for j in rows[1]:
        for word in _counted(new[j].key):
            by_word[word].append(j)
    found: list[tuple[float, int, int, int]] = []
    for i in rows[0]:
        shared: Counter[int] = Counter()
        for word in _counted(old[i].key):
            others = by_word.get(word, ())
            if len(others) <= _COMMON:
                shared.update(others)
        tried = sorted(shared, key=lambda j: (-shared[j], j))[:_TRIED]
        for j in dict.fromkeys((*near.get(i, ()), *tried)):
            if not may_be(i, j):
                continue
            there = is_there(i, j)
            score = likeness(old[i].key, new[j].key)
            if score >= (ALIKE_THERE if there else ALIKE):
                found.append((-score - _PLACE * there, abs(i - j), i, j))
    taken: set[int] = set()
    given: set[int] = set()
    for _score, _distance, i, j in sorted(found):
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield i, j

"""Which of the words before numbers stands above which: ``Titre``, ``Section``, ``Article``, where
some titles have no section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple


class NumberedWord(NamedTuple):
    """A row of a list in words: ``Article 3``."""

    word: str
    number: int


def in_nesting(rows: Sequence[NumberedWord]) -> list[str] | None:
    """The words of some rows, the highest first; ``None`` where each seems to stand under
    another."""
    words = list(dict.fromkeys(row.word for row in rows))
    above = Counter(words)  # each has its own place
    for one, other in combinations(words, 2):
        both = [row for row in rows if row.word in {one, other}]
        # Where nothing else tells, what comes first is the heading.
        above[one if _difference(both, one, other) >= 0 else other] += 1
    if len(set(above.values())) < len(words):
        return None  # each above the next, and the last above the first
    return [word for word, _n in above.most_common()]


def _difference(rows: Sequence[NumberedWord], one: str, other: str) -> int:
    """Above 0 where of two words the one stands above the other, below 0 where it stands below; 0
    where both may be."""
    steps = Counter((before.word, row.word) for before, row in pairwise(rows))
    # A heading has something under it; what has nothing under it stands in a row.
    alone = [steps[word, word] for word in (one, other)]
    by_rows = alone[1] - alone[0] if 0 in alone else 0
    by_number = _begins_anew(rows, other) - _begins_anew(rows, one)
    return steps[one, other] - steps[other, one] or by_number or by_rows


def _begins_anew(rows: Sequence[NumberedWord], word: str) -> bool:
    """Whether a word counts from its first number again, whenever the other stands between."""
    last, is_after = 0, False
    anew: list[bool] = []
    for row in rows:
        if row.word != word:
            is_after = True
            continue
        if is_after and last:
            anew.append(row.number <= last)
        last, is_after = row.number, False
    return bool(anew) and all(anew)


def left_out(rows: Sequence[str], words: Sequence[str]) -> frozenset[str]:
    """Of words in their order, the highest first, those that some headings above do not have: what
    stands under them stands right under these."""
    level = {word: number for number, word in enumerate(words)}
    found: set[str] = set()
    for one, below in pairwise(level[row] for row in rows if row in level):
        found.update(words[one + 1 : below])
    return frozenset(found)

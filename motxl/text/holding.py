"""Which of many texts hold one of some words: told by looking through all of them as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

# Characters that are put together at a time: a text that many cells share is copied for each.
_MOST = 1 << 20


def holding(words: Iterable[str], texts: Sequence[str]) -> frozenset[int]:
    """The places, from 0, of the texts in which a word stands, in whatever case; the words are in
    lower case and hold no line break."""
    words = list(words)
    found: set[int] = set()
    for first, some in _portions(texts):
        starts = list(accumulate((len(text) + 1 for text in some), initial=0))
        whole = "\n".join(some)
        for word in words:
            at = whole.find(word)
            while at >= 0:
                place = bisect_right(starts, at) - 1
                found.add(first + place)
                at = whole.find(word, starts[place + 1])
    return frozenset(found)


def _portions(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The texts in lower case, some at a time, with the place of the first of them."""
    some: list[str] = []
    length = first = 0
    for place, text in enumerate(texts):
        if some and length + len(text) > _MOST:
            yield first, some
            some, length, first = [], 0, place
        some.append(text.lower())
        length += len(text)
    yield first, some

"""Finding many names in many texts, as whole words, without regard to case and accents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from motxl.text.normalise import normalise

T = TypeVar("T")

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def _words(normalised: str) -> frozenset[str]:
    """Names of members and of territories are looked for in the same texts."""
    return frozenset(_WORD.findall(normalised))


class NameFinder(Generic[T]):
    """What names stand for: of thousands, those of a text are found as fast as of a few."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        """Of two equal names the first counts."""
        self._values: dict[str, T] = {}
        lengths: dict[str, set[int]] = {}
        for name, value in names:
            key = normalise(name)
            first = _WORD.search(key)
            if first is None:
                continue
            key = key[first.start() :]
            self._values.setdefault(key, value)
            lengths.setdefault(first[0], set()).add(len(key))
        # How long the names are that begin with a word, longest first.
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def __bool__(self) -> bool:
        return bool(self._values)

    def find(self, normalised: str) -> list[T]:
        """What the names in a text stand for, in its order; of overlapping names the longest.

        ``normalised`` is the text as ``normalise`` gives it.
        """
        # Most texts hold no such word.
        if self._lengths.keys().isdisjoint(_words(normalised)):
            return []
        found: list[T] = []
        end = 0
        for word in _WORD.finditer(normalised):
            start = word.start()
            if start < end:
                continue
            for length in self._lengths.get(word[0], ()):
                stop = start + length
                name = normalised[start:stop]
                if name in self._values and not normalised[stop : stop + 1].isalnum():
                    value = self._values[name]
                    if value not in found:
                        found.append(value)
                    end = stop
                    break
        return found

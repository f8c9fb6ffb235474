"""Which rows of two programmes are the same: by their Réf., else by text and place."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from motxl.programme.comparing.similar import ALIKE, alike, likeness
from motxl.programme.model import Entry
from motxl.text.normalise import normalise


class Matching(NamedTuple):
    """The rows of an old and a new programme that are the same. Rows are given by their places in
    the lists of entries, from 0."""

    mates: tuple[int | None, ...]
    """For each row of the new one, that of the old one; ``None`` for a row that was added"""
    doubled: tuple[str, ...] = ()
    """Réf. that several rows bear, of which the texts do not say surely which is which"""
    by_ref: bool = True
    """Not where Réf. cannot be what identifies the rows: most stand beside other texts now, which
    stood beside other Réf. before"""

    def removed(self, count: int) -> list[int]:
        """The rows of the old one, of which there are ``count``, that have no mate."""
        there = set(self.mates)
        return [i for i in range(count) if i not in there]


def match(old: Sequence[Entry], new: Sequence[Entry]) -> Matching:
    """Match the rows of two programmes. The same rows give the same pairs."""
    return _Matcher(old, new).matched()


class _Matcher:
    """Pairs rows step by step, the surest ones first."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.old, self.new = old, new
        self.of_new: list[int | None] = [None] * len(new)
        self.of_old: list[int | None] = [None] * len(old)
        self.doubled: list[str] = []
        self.refs = [one.ref and normalise(one.ref) for one in old]
        self.new_refs = [one.ref and normalise(one.ref) for one in new]
        self.known_refs = set(filter(None, self.refs)) & set(filter(None, self.new_refs))

    def matched(self) -> Matching:
        by_ref = not self._refs_are_numbers()
        if by_ref:
            self._by_ref()
        else:
            self.known_refs = set()
        self._by_text()
        self._by_likeness()
        self._by_heading()
        doubled = tuple(dict.fromkeys(self.doubled))
        return Matching(tuple(self.of_new), doubled, by_ref)

    # Helps

    def _pair(self, i: int, j: int) -> None:
        self.of_old[i], self.of_new[j] = j, i

    def _free(self) -> tuple[list[int], list[int]]:
        old = [i for i, j in enumerate(self.of_old) if j is None]
        return old, [j for j, i in enumerate(self.of_new) if i is None]

    def _may_be(self, i: int, j: int) -> bool:
        """Whether two rows without a common Réf. can be one: not where both have one, and that of
        either is known to stay with its row."""
        return not (self.refs[i] and self.new_refs[j] and self.known_refs)

    # The steps

    def _refs_are_numbers(self) -> bool:
        """Whether Réf. only count the rows, so that one put in gives all others another: their
        texts then stand beside other Réf. than before, more often than beside the same."""
        of_text = _once(one.key for one in self.old)
        new_of_text = _once(one.key for one in self.new)
        same = others = 0
        for key, j in new_of_text.items():
            i = of_text.get(key)
            if i is None or not key:
                continue
            if self.refs[i] in self.known_refs and self.new_refs[j] in self.known_refs:
                is_same = self.refs[i] == self.new_refs[j]
                same, others = same + is_same, others + (not is_same)
        return others > max(same, _FEW_OTHERS)

    def _by_ref(self) -> None:
        groups: dict[str, tuple[list[int], list[int]]] = {ref: ([], []) for ref in self.known_refs}
        for i, ref in enumerate(self.refs):
            if ref in groups:
                groups[ref][0].append(i)
        for j, ref in enumerate(self.new_refs):
            if ref in groups:
                groups[ref][1].append(j)
        for i, ref in enumerate(self.refs):
            olds, news = groups.get(ref, ((), ()))
            if len(olds) == len(news) == 1:
                self._pair(i, news[0])
            elif olds and i == olds[0]:
                self._by_content(self.old[i].ref, list(olds), list(news))

    def _by_content(self, ref: str, olds: list[int], news: list[int]) -> None:
        """Of rows with one Réf., those whose code and text are the same, then the most alike."""
        for same in (_code_and_text, _text):
            for key in dict.fromkeys(same(self.old[i]) for i in olds):
                mine = [i for i in olds if same(self.old[i]) == key]
                found = [j for j in news if same(self.new[j]) == key]
                if found and len(mine) != len(found):
                    self.doubled.append(ref)  # which of them is the copy nobody can see
                for i, j in zip(mine, found, strict=False):
                    self._pair(i, j)
                    olds.remove(i)
                    news.remove(j)
        scores = sorted(
            (-likeness(self.old[i].key, self.new[j].key), i, j) for i in olds for j in news
        )
        for score, i, j in scores:
            if i in olds and j in news and -score >= ALIKE:
                self._pair(i, j)
                olds.remove(i)
                news.remove(j)
        if olds and news:
            self.doubled.append(ref)

    def _by_text(self) -> None:
        """Rows with the same text, first where that is the only one, then beside rows that are
        known, then under the same code, then in their order."""
        self._only_ones(_code_and_text)
        self._only_ones(_text)
        self._beside(deque((i, j) for j, i in enumerate(self.of_new) if i is not None))
        for same in (_code_and_text, _text):
            for i, j in self._in_order(same):
                if self.of_old[i] is None and self.of_new[j] is None:
                    self._pair(i, j)
                    self._beside(deque([(i, j)]))

    def _only_ones(self, same: Callable[[Entry], Hashable]) -> None:
        """Pair the free rows that nobody else is like."""
        olds, news = self._free()
        of_text = _once((same(self.old[i]) for i in olds), olds)
        new_of_text = _once((same(self.new[j]) for j in news), news)
        for key, i in of_text.items():
            j = new_of_text.get(key)
            if j is not None and self.old[i].key and self._is_it(i, j):
                self._pair(i, j)

    def _is_it(self, i: int, j: int) -> bool:
        """Whether two rows of one text are one, though their Réf. differ: nobody else has either
        Réf., as when a row was cut, and typed anew."""
        return self._may_be(i, j) or (
            self.refs[i] not in self.known_refs and self.new_refs[j] not in self.known_refs
        )

    def _beside(self, pairs: deque[tuple[int, int]]) -> None:
        """The rows above and below those that are known, as far as their texts are the same."""
        while pairs:
            i, j = pairs.popleft()
            for step in (1, -1):
                a, b = i + step, j + step
                if not (0 <= a < len(self.old) and 0 <= b < len(self.new)):
                    continue
                if self.of_old[a] is not None or self.of_new[b] is not None:
                    continue
                if self.old[a].key == self.new[b].key and self.old[a].key and self._may_be(a, b):
                    self._pair(a, b)
                    pairs.append((a, b))

    def _in_order(self, same: Callable[[Entry], Hashable]) -> list[tuple[int, int]]:
        olds, news = self._free()
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in olds:
            if self.old[i].key or (same is _code_and_text and self.old[i].code_text):
                groups[same(self.old[i])][0].append(i)
        for j in news:
            groups[same(self.new[j])][1].append(j)
        pairs = ((i, j) for a, b in groups.values() for i, j in zip(a, b, strict=False))
        return [(i, j) for i, j in pairs if self._may_be(i, j)]

    def _by_likeness(self) -> None:
        rows = self._free()
        if not (rows[0] and rows[1]):
            return
        gaps, new_gaps = self._gaps()
        near: dict[int, list[int]] = {}
        in_gap: dict[tuple[int, int], list[int]] = defaultdict(list)
        for j in rows[1]:
            in_gap[new_gaps[j]].append(j)
        for i in rows[0]:
            found = in_gap.get(gaps[i], [])
            near[i] = sorted(found, key=lambda j: abs(i - j))[:_NEAR] if found else []
        pairs = alike(
            self.old, self.new, lambda i, j: gaps[i] == new_gaps[j], self._may_be, rows, near
        )
        for i, j in pairs:
            self._pair(i, j)

    def _gaps(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Between which rows that are known each row stands, in the old and in the new one, both by
        the places of the new one's rows."""
        return _between(self.of_old), _between(
            [j if i is not None else None for j, i in enumerate(self.of_new)]
        )

    def _by_heading(self) -> None:
        """Headings with quite another text: those whose code nobody else has as a heading's, where
        most rows under it are the same."""
        olds, _news = self._free()
        heads, new_heads = _heads(self.old), _heads(self.new)
        for i in olds:
            code = self.old[i].code
            j = new_heads.get(code) if code is not None and heads.get(code) == i else None
            if j is None or self.of_new[j] is not None or not self._may_be(i, j):
                continue
            under, new_under = _under(self.old, i), _under(self.new, j)
            stayed = sum(self.of_old[k] in new_under for k in under)
            if stayed and 2 * stayed >= max(len(under), len(new_under)):
                self._pair(i, j)


_FEW_OTHERS = 3
"""So many rows may have exchanged their Réf. by slips"""
_NEAR = 12


def _text(entry: Entry) -> Hashable:
    return entry.key


def _code_and_text(entry: Entry) -> Hashable:
    return entry.code_text, entry.key


def _once(keys: Iterable[Hashable], places: Sequence[int] | None = None) -> dict[Hashable, int]:
    """The places of the keys that are there once."""
    found: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for n, key in enumerate(keys):
        if key in found:
            twice.add(key)
        found[key] = n if places is None else places[n]
    for key in twice:
        del found[key]
    return found


def _between(known: Sequence[int | None]) -> list[tuple[int, int]]:
    """For each row the known ones above and below it; -1 where there is none."""
    above: list[int] = []
    last = -1
    for one in known:
        above.append(last)
        last = last if one is None else one
    below: list[int] = []
    last = -1
    for one in reversed(known):
        below.append(last)
        last = last if one is None else one
    return list(zip(above, reversed(below), strict=True))


def _heads(entries: Sequence[Entry]) -> dict[Hashable, int]:
    """The headings by their codes: the first row of a code, if its Type says nothing else. None for
    a code that two rows bear that are headings by their Type."""
    found: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for n, one in enumerate(entries):
        if one.code is None or one.level == 0:
            continue
        if one.code in found and one.level:
            twice.add(one.code)
        found.setdefault(one.code, n)
    return {code: n for code, n in found.items() if code not in twice}


def _under(entries: Sequence[Entry], head: int) -> range:
    """The rows under a heading: as far as the codes are its own, or begin with it."""
    code = entries[head].code or ()
    end = head + 1
    while end < len(entries) and (entries[end].code or ())[: len(code)] == code:
        end += 1
    return range(head + 1, end)

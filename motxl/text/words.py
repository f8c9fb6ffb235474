"""Two texts compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from motxl.text.comparing import Piece
from motxl.text.typography import without_typography

# A word with its marks, a number or code with what joins its parts, one sign; the blanks before.
_WORD = re.compile(r"(\s*)([0-9]+(?:[.,/][0-9]+)*(?![^\W\d_])|[\w\u0300-\u036f]+|\.{3}|[^\w\s])")
_MOST = 4_000_000
"""Words of the one text times those of the other: beyond it, what differs is one piece"""
_ISLAND = 3
"""Words that stay between two changes are shown as changed, too, unless one is longer than this,
or there are as many of them"""


def pieces_of(old: str, new: str) -> list[Piece]:
    """Both texts in pieces, in their order: what stayed, what was put in, what went, and what was
    set otherwise. The pieces together are both texts again.

    A piece of typography alone holds no whole words that differ; ``is_typography`` tells it.
    """
    if old == new:
        return [Piece(old, new)] if old else []
    olds, old_end = _words(old)
    news, new_end = _words(new)
    found: list[Piece] = []
    for changed, (a, b), (c, d) in _without_islands(list(_stretches(olds, news)), olds):
        if changed:
            pair = Piece(_joined(olds[a:b]), _joined(news[c:d]))
            found += _beside_blanks(pair)
        else:
            for one, other in zip(olds[a:b], news[c:d], strict=True):
                found += [Piece(one[0], other[0]), Piece(one[1], other[1])]
    found.append(Piece(old_end, new_end))
    return _together(found)


_Word = tuple[str, str, str]
"""The blanks before, the word, and the word without its typography"""
_Stretch = tuple[bool, tuple[int, int], tuple[int, int]]
"""Whether it differs; first and last (exclusive) of the words in the one and in the other text"""


def _words(text: str) -> tuple[list[_Word], str]:
    """The words of a text, and what follows after the last."""
    found = [(m[1], m[2], without_typography(m[2])) for m in _WORD.finditer(text)]
    read = sum(len(blank) + len(word) for blank, word, _key in found)
    return found, text[read:]


def _joined(words: Sequence[_Word]) -> str:
    return "".join(blank + word for blank, word, _key in words)


def _stretches(olds: Sequence[_Word], news: Sequence[_Word]) -> Iterator[_Stretch]:
    from difflib import SequenceMatcher  # most texts stay the same

    old, new = [one[2] for one in olds], [one[2] for one in news]
    first, most = 0, min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    if first:
        yield False, (0, first), (0, first)
    middle = old[first : len(old) - last], new[first : len(new) - last]
    if len(middle[0]) * len(middle[1]) > _MOST:
        yield True, (first, len(old) - last), (first, len(new) - last)
    else:
        for kind, a, b, c, d in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            yield kind != "equal", (first + a, first + b), (first + c, first + d)
    if last:
        yield False, (len(old) - last, len(old)), (len(new) - last, len(new))


def _without_islands(found: Sequence[_Stretch], olds: Sequence[_Word]) -> list[_Stretch]:
    """Nobody reads a sentence of which "de" and a comma stayed: such words go with what changed
    around them."""
    kept: list[_Stretch] = []
    for place, one in enumerate(found):
        changed, (a, b), (c, d) = one
        words = olds[a:b]
        if (
            not changed
            and 0 < place < len(found) - 1
            and len(words) < _ISLAND
            and all(len(word) <= _ISLAND and not word[:1].isdecimal() for _b, word, _k in words)
        ):
            changed = True
        if kept and kept[-1][0] and changed:
            _changed, (a, _b), (c, _d) = kept.pop()
        kept.append((changed, (a, b), (c, d)))
    return kept


def _beside_blanks(pair: Piece) -> Iterator[Piece]:
    """The blanks that begin both are no part of what changed."""
    old, new = pair
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same] and old[same].isspace():
        same += 1
    yield Piece(old[:same], new[:same])
    yield Piece(old[same:], new[same:])


def _together(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours that stayed are one piece; those that hold nothing go."""
    found: list[Piece] = []
    for one in pieces:
        if not (one.old or one.new):
            continue
        if found and not one.changed and not found[-1].changed:
            same = found[-1].old + one.old
            found[-1] = Piece(same, same)
        else:
            found.append(one)
    return found

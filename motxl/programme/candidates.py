"""The schemes that some texts may be written in: of each what a level counts in, which word or sign
stands before its number, and which of the words stands above which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product
from typing import TypeVar

from motxl.programme.codetoken import CodeToken, as_figures, as_letters, is_word
from motxl.programme.nesting import NumberedWord, in_nesting, left_out
from motxl.programme.numberings import FIGURES, number_in_words
from motxl.programme.scheme import (
    MOST_LEVELS,
    MOT,
    Counting,
    Numbering,
    Scheme,
    SchemeLevel,
    read_number,
)

T = TypeVar("T")

# What is as rare as this is a slip.
_RARE = 12
_FEW_ON = 1
FEWEST = 3
"""Fewer codes than these may as well be chance"""


def candidates(texts: Sequence[str]) -> Iterator[Scheme]:
    figures, letters = list(map(as_figures, texts)), list(map(as_letters, texts))
    for tokens in ([t for t in figures if t], [t for t in letters if t]):
        if len(tokens) >= FEWEST:
            yield from _repeating(tokens)
            yield from _in_words(tokens)
    either = (one or other for one, other in zip(figures, letters, strict=True))
    mixed = [token for token in either if token is not None]
    yield from _below_headings(mixed)
    yield from _of_kinds(mixed)
    # Where none begins with a letter alone, these are the figures again.
    if len(mixed) >= FEWEST and len(mixed) > sum(map(bool, figures)):
        yield from _in_words(mixed)


def _repeating(tokens: Sequence[CodeToken]) -> Iterator[Scheme]:
    """Schemes in which a code repeats that of the heading above: ``1``, ``1.1``, ``1.1.1``."""
    tokens = _of_one_kind(tokens)
    deepest = max(len(token.parts) for token in tokens)
    numberings: list[tuple[Numbering, ...]] = []
    separators: list[str] = []
    prefixes: list[str] = []
    sign = ""
    for level in range(deepest):
        reaching = [token for token in tokens if len(token.parts) > level]
        before = _most(token.separators[level - 1] for token in reaching) if level else ""
        if level and _is_sign(reaching, level):
            sign = before + reaching[0].parts[level]
            continue
        numberings.append(_numberings([token.parts[level] for token in reaching]))
        if level:
            separators.append(sign + before)
            sign = ""
        own = [token.prefix for token in reaching if len(token.parts) == level + 1]
        prefixes.append(_most(own or [token.prefix for token in reaching]))
    names = _names(prefixes)
    counting: list[Counting] = [
        "programme" if _runs_on(tokens, n) else "parent" for n in range(len(names))
    ]
    for chosen in product(*numberings):
        levels = zip(names, chosen, prefixes, (MOT.levels[0].separator, *separators), counting,
                     strict=True)  # fmt: skip
        yield _scheme_of(tuple(SchemeLevel(*level) for level in levels))


def _runs_on(tokens: Sequence[CodeToken], level: int) -> bool:
    """Whether the numbers of a level, counted from 0, go on from one heading to the next: ``I-1``,
    ``I-2``, ``II-3``."""
    above: tuple[str, ...] = ()
    last = on = anew = 0
    for token in tokens if level else ():
        if len(token.parts) <= level or not token.parts[level].isdecimal():
            continue
        number = int(token.parts[level])
        if above and token.parts[:level] != above:
            on += number == last + 1
            anew += number <= 1
        above, last = token.parts[:level], number
    return on > _FEW_ON and on > 2 * anew


def _below_headings(tokens: Sequence[CodeToken]) -> Iterator[Scheme]:
    """Schemes in figures whose rows stand in sections that are counted in another way: ``A``, then
    ``1``, ``1.1``, ``2``, and ``B``, then ``3``; or whose sections hold the same number in another
    writing: ``Phase 1``, then ``01-01``."""
    plain = [token for token in tokens if not token.prefix and token.parts[0].isdecimal()]
    heads = [token for token in tokens if token.prefix or not token.parts[0].isdecimal()]
    if len(plain) < FEWEST or len(heads) < 2:
        return
    prefix, n = Counter(token.prefix for token in heads).most_common(1)[0]
    heads = [token for token in heads if token.prefix == prefix]
    if n < 2 or (prefix and not is_word(prefix)) or any(len(one.parts) > 1 for one in heads):
        return
    if prefix:
        yield from _repeating(plain)
    are_plain = [not token.prefix and token.parts[0].isdecimal() for token in tokens]
    with_rows = sum(below and not above for above, below in pairwise(are_plain))
    if 2 * with_rows < len(heads):
        return  # most of what would be headings stands above nothing
    if all(len(token.parts) > 1 for token in plain):
        return  # no row is counted in the sections
    numberings = _numberings([token.parts[0] for token in heads])
    for below in _repeating(plain):
        if below.headings[0].prefix or below.headings[0].numbering not in FIGURES:
            continue
        names = _names([prefix, *(level.prefix for level in below.headings)])
        for numbering in numberings:
            first, *deeper = (
                replace(level, name=name)
                for name, level in zip(names[1:], below.headings, strict=True)
            )
            counting = _counting(_sections(tokens, prefix, numbering), [_HEAD], _ROW)
            second = replace(first, separator=None, counting=counting)
            yield _scheme_of((SchemeLevel(names[0], numbering, prefix), second, *deeper))


_HEAD, _ROW = "head", "row"


def _sections(tokens: Sequence[CodeToken], prefix: str, numbering: Numbering) -> list[NumberedWord]:
    """The headings of sections and the rows that are counted in them, in their order."""
    rows: list[NumberedWord] = []
    for token in tokens:
        if len(token.parts) == 1:
            part = token.parts[0]
            is_row = not token.prefix and part.isdecimal()
            if is_row or token.prefix == prefix:
                number = int(part) if is_row else _number(part, numbering)
                rows.append(NumberedWord(_ROW if is_row else _HEAD, number))
    return rows


def _of_kinds(tokens: Sequence[CodeToken]) -> Iterator[Scheme]:
    """Schemes in which each level is counted alone, in figures, letters or after a word of its own:
    ``Axe I``, then ``1.``, then ``a)``."""
    single = [token for token in tokens if len(token.parts) == 1]
    kinds = [_kind(token) for token in single]
    bare = _BARE.intersection(kinds)
    are_words = all(is_word(kind) and kind.strip()[2:] for kind in set(kinds) - bare)
    if not bare or not are_words or 10 * len(single) < 9 * len(tokens):
        return
    # Where sections are counted alone, most of them hold rows of another kind.
    above = Counter(one for one, other in pairwise(kinds) if one != other)
    if sum(2 * above[kind] < n for kind, n in Counter(kinds).items()) <= 1:
        yield from _of_words(single, _kind)


_BARE = frozenset(("\0001", "\000A", "\000a"))
"""What stands for the levels without a word: in figures, capitals, small letters"""


def _kind(token: CodeToken) -> str:
    """The word before a number, or in what one without a word is written."""
    if token.prefix:
        return token.prefix
    part = token.parts[0]
    return "\0001" if part.isdecimal() else "\000A" if part.isupper() else "\000a"


def _is_sign(tokens: Sequence[CodeToken], level: int) -> bool:
    """Whether a letter that is the same in all codes, and no end of one, is a sign between two
    numbers, and no level: ``ORP.1.A3``."""
    letters = {token.parts[level] for token in tokens}
    is_end = any(len(token.parts) == level + 1 for token in tokens)
    return len(letters) == 1 and letters.pop().isalpha() and not is_end


def _of_one_kind(tokens: Sequence[CodeToken]) -> Sequence[CodeToken]:
    """The tokens without those that hold letters where nearly all hold figures: ``1.1-O7`` is a
    slip, and has no level more than the others."""
    kept = tokens
    for level in range(max(len(token.parts) for token in tokens)):
        is_figure = [token.parts[level].isdecimal() for token in kept if len(token.parts) > level]
        if 0 < is_figure.count(False) * _RARE <= len(is_figure):
            kept = [
                token
                for token in kept
                if len(token.parts) <= level or token.parts[level].isdecimal()
            ]
    return kept


def _in_words(tokens: Sequence[CodeToken]) -> Iterator[Scheme]:
    """Schemes in which each level has its own word and a number: ``Axe 1``, ``Fiche 3``; or, after
    its word, the number of the heading above as well: ``Axe 1``, ``OS 1.2``, ``Fiche 3``."""
    worded = [token for token in tokens if is_word(token.prefix)]
    single = [token for token in worded if len(token.parts) == 1]
    yield from _of_words(single)
    if len(single) < len(worded) and all(token.prefix.endswith(" ") for token in worded):
        usual = {word: _most(len(t.parts) for t in worded if t.prefix == word)
                 for word in {token.prefix for token in worded}}  # fmt: skip
        yield from _of_words([t for t in worded if len(t.parts) == usual[t.prefix]])


def _prefix(token: CodeToken) -> str:
    return token.prefix


def _of_words(
    tokens: Sequence[CodeToken], word_of: Callable[[CodeToken], str] = _prefix
) -> Iterator[Scheme]:
    """``_in_words``, of texts that have as many numbers as all with their word."""
    counted = Counter(map(word_of, tokens))
    # What stands there once may be the only heading above all, and is no level elsewhere.
    words = [word for n, (word, often) in enumerate(counted.items()) if often > 1 or not n]
    if not 2 <= len(words) <= MOST_LEVELS:
        return
    own = {
        word: _numberings([token.parts[-1] for token in tokens if word_of(token) == word])
        for word in words
    }
    if not all(own.values()):
        return
    counts = {word: numberings[-1] for word, numberings in own.items()}
    tokens = [token for token in tokens if word_of(token) in counts]
    rows = [
        NumberedWord(word_of(token), _number(token.parts[-1], counts[word_of(token)]))
        for token in tokens
    ]
    nested = in_nesting(rows)
    words = nested or words
    separators = _separators(tokens, words, word_of)
    if separators is None:
        return
    optional = left_out([row.word for row in rows], words) if nested else frozenset()
    levels: list[SchemeLevel] = []
    prefixes = ["" if word in _BARE else word for word in words]
    for number, (name, word) in enumerate(zip(_names(prefixes), words, strict=True)):
        counting = _counting(rows, words[:number], word) if number else "parent"
        separator = separators[word] if number else "."
        counting = "parent" if separator else counting
        own_level = (counts[word], prefixes[number], separator, counting, word in optional)
        levels.append(SchemeLevel(name, *own_level))
    yield _scheme_of(tuple(levels))


def _separators(
    tokens: Sequence[CodeToken], words: Sequence[str], word_of: Callable[[CodeToken], str]
) -> dict[str, str | None] | None:
    """By the word of a level, what stands between the number of the heading above and its own;
    ``None`` for one that has its own alone. ``None`` where the numbers before it are not those of
    the heading above."""
    found: dict[str, str | None] = dict.fromkeys(words)
    above: dict[str, tuple[str, ...]] = {}
    repeated = right = 0
    for token in tokens:
        word = word_of(token)
        above[word] = token.parts
        if len(token.parts) > 1:
            place = words.index(word)
            repeated += 1
            right += place > 0 and token.parts[:-1] == above.get(words[place - 1])
            found[word] = token.separators[-1]
    return found if 10 * right >= 9 * repeated else None


@lru_cache(maxsize=32)
def _scheme_of(levels: tuple[SchemeLevel, ...]) -> Scheme:
    """One scheme for all sheets that count so: it keeps what it has read."""
    return Scheme(levels)


def _number(part: str, numbering: Numbering) -> int:
    """The number that a part of a code is; 0 where it is none."""
    return read_number(part, numbering) or number_in_words(part) or 0


def _counting(rows: Sequence[NumberedWord], above: Sequence[str], word: str) -> Counting:
    """Whether the numbers of a word begin anew under each heading, or go on."""
    last, fresh, anew, on = 0, False, 0, 0
    for row in rows:
        if row.word in above:
            fresh = True
        elif row.word == word:
            if fresh and last:
                anew += row.number <= 1
                on += row.number > last
            last, fresh = row.number, False
    return "programme" if on > anew else "parent"


def _numberings(parts: Sequence[str]) -> tuple[Numbering, ...]:
    """What a level may count in, given what stands there."""
    counted = {p: n for p, n in Counter(parts).items() if number_in_words(p) is None} or {"1": 1}
    total = sum(counted.values())
    if sum(n for part, n in counted.items() if part.isdecimal()) * 2 >= total:
        padded: Counter[int] = Counter()
        bare = 0
        for part, n in counted.items():
            if part[0] == "0" and len(part) > 1:
                padded[len(part)] += n
            elif len(part) == 1 and part.isdecimal():
                bare += n
        # One that is written otherwise than the others is a slip, and not the way they count.
        if padded.total() <= bare:
            return ("1",)
        width = padded.most_common(1)[0][0]
        return ("01",) if width == 2 else ("001",) if width == 3 else ()
    upper = sum(n for part, n in counted.items() if part.isupper()) * 2 >= total
    either: tuple[Numbering, Numbering] = ("A", "I") if upper else ("a", "i")
    return tuple(
        numbering
        for numbering in either
        if sum(n for part, n in counted.items() if read_number(part, numbering) is not None) * 2
        > total
    )


def _most(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]


def _names(prefixes: Sequence[str]) -> list[str]:
    """What the rows of each level are called: the word before their number, or as ours are; no two
    alike."""
    words = [prefix.strip(" .°º-_") for prefix in prefixes]
    found = [word if len(word) > 2 and is_word(word) else "" for word in words]
    usual = iter([one.name for one in MOT.headings if one.name not in found])
    names: list[str] = []
    for level, word in enumerate(found, 1):
        name = word or next(usual, str(level))
        names.append(f"{name} {level}" if name in names else name)
    return names

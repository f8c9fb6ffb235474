"""From a column of texts to the scheme of their codes: what a programme says of its numbering
where no ``tblNiveaux`` does.

Codes are told from years, amounts, dates, telephone numbers and numbers of a database by what they
do: they begin low, and each follows the one above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from motxl.programme.codes import NEAR, NEARLY, Code, nearness
from motxl.programme.codetoken import (
    CodeToken,
    as_figures,
    as_letters,
    code_at_start,
    end_of_code,
    is_inserted,
    looks_like_code,
    prefix_of,
    text_of,
)
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

_FIRST_LOOK = 60
# Where all of these are read in one way, a look at those after them may say that they are, too.
_LONG = 300
# Fewer codes than these may as well be chance.
_FEWEST = 3
# Of the texts that are no codes of another kind, and of all.
_MOST_READ, _LEAST_READ = 0.6, 0.4
_FOLLOWED = 0.6
_FEWEST_RISING = 8
# A programme does not begin with its hundredth axis; years, ids and network addresses do.
_HIGHEST_FIRST = 60
# Codes that fit no scheme are slips, as long as they are few.
_FEWEST_IRREGULAR, _RARE = 2, 12
# Codes of another kind beside them say that the rows are counted in two ways.
_MOST_OTHERS = 4


class Recognised(NamedTuple):
    """A scheme that a column of codes fits, and how well."""

    scheme: Scheme
    codes: tuple[Code | None, ...]
    """What it reads of each text"""
    texts: int
    """How many texts there were"""
    read: int
    """How many of them it reads"""
    others: int
    """How many are codes of another kind: ``M4`` among ``WP1`` and ``T1.1``"""
    followed: float
    """From 0 to 1: how many codes are what may follow the one above"""
    irregular: int
    """How many look like codes, and fit neither it nor another kind: ``1.a`` among ``1.1``"""
    examples: tuple[str, ...]
    """The first code of each level that there is"""
    leaps: bool = False
    """Whether codes in words stand two levels or more below the one above, and not only rarely:
    ``Article 1`` right under ``Chapitre I``, where others stand under ``Section 1``"""

    @property
    def is_whole(self) -> bool:
        """Whether what it does not read may be slips: otherwise the programme counts in a way that
        no scheme can say, and nothing is to be said of its codes."""
        few = self.irregular < _FEWEST_IRREGULAR or self.irregular * _RARE < self.texts
        return few and not self.leaps and self.others * _MOST_OTHERS < self.read

    @property
    def is_flat(self) -> bool:
        """Whether nothing but one number after the other stands there: rows are counted so in any
        table."""
        return self.scheme.depth == 1

    @property
    def distinct(self) -> int:
        return len({code for code in self.codes if code})

    @property
    def begins_low(self) -> bool:
        """Whether its first level begins where programmes do: no year, no number of a database."""
        return _begins_low(self.scheme, [code for code in self.codes if code])


def recognise(texts: Sequence[str], *, is_named: bool = False) -> tuple[Recognised, ...]:
    """The schemes that a column of texts fits: none where it is no column of codes, and more than
    one where they fit equally well. Blank texts are rows without a code.

    ``is_named`` where a header says that codes stand there: their numbers may then leap, as where
    only what is done is listed, as long as they rise from row to row."""
    filled = [text for text in texts if text]
    if len(filled) < _FEWEST:
        return ()
    if len(filled) > 2 * _LONG:
        begun = recognise(texts[:_LONG], is_named=is_named)
        if len(begun) == 1 and (whole := _going_on(begun[0], texts, filled, is_named)) is not None:
            return (whole,)
    # The first codes of a long column show soon that it is none.
    first = filled[:_FIRST_LOOK] if len(filled) > 2 * _FIRST_LOOK else []
    found = {
        one.scheme: one
        for scheme in _candidates(filled)
        if (not first or _judged(scheme, first, len(first), is_named) is not None)
        and (one := _judged(scheme, texts, len(filled), is_named)) is not None
    }
    if not found:
        return ()
    most = max(one.read for one in found.values())
    best = [one for one in found.values() if one.read == most]
    highest = max(one.followed for one in best)
    best = [one for one in best if one.followed > highest - 0.02]
    fewest = min(one.scheme.depth for one in best)
    return tuple(
        one
        for one in best
        if one.scheme.depth == fewest
        or (one.scheme.levels[0].numbering != "1" and _counts_first(one.codes))
    )


def _going_on(
    begun: Recognised, texts: Sequence[str], filled: Sequence[str], is_named: bool
) -> Recognised | None:
    """How a long column counts whose first texts are all read in one way, where all others are
    read so, too: no other way reads more. ``None`` where it has to be looked at as a whole."""
    scheme = begun.scheme
    if not scheme.is_nested or begun.read < begun.texts:
        return None
    found = _judged(scheme, texts, len(filled), is_named)
    if found is None or found.read < found.texts:
        return None
    return found if max(len(code) for code in found.codes if code) <= scheme.depth else None


def _counts_first(codes: Sequence[Code | None]) -> bool:
    """Whether the first level counts: what is the same in all codes is but a sign before them."""
    return len({code[0] for code in codes if code}) > 1


# Candidates


def _candidates(texts: Sequence[str]) -> Iterator[Scheme]:
    figures, letters = list(map(as_figures, texts)), list(map(as_letters, texts))
    for tokens in ([t for t in figures if t], [t for t in letters if t]):
        if len(tokens) >= _FEWEST:
            yield from _repeating(tokens)
            yield from _in_words(tokens)
    either = (one or other for one, other in zip(figures, letters, strict=True))
    mixed = [token for token in either if token is not None]
    # Where none begins with a letter alone, these are the figures again.
    if len(mixed) >= _FEWEST and len(mixed) > sum(map(bool, figures)):
        yield from _in_words(mixed)


def _repeating(tokens: Sequence[CodeToken]) -> Iterator[Scheme]:
    """Schemes in which a code repeats that of the heading above: ``1``, ``1.1``, ``1.1.1``."""
    deepest = max(len(token.parts) for token in tokens)
    numberings: list[tuple[Numbering, ...]] = []
    separators: list[str] = []
    prefixes: list[str] = []
    for level in range(deepest):
        reaching = [token for token in tokens if len(token.parts) > level]
        numberings.append(_numberings([token.parts[level] for token in reaching]))
        if level:
            separators.append(_most(token.separators[level - 1] for token in reaching))
        own = [token.prefix for token in reaching if len(token.parts) == level + 1]
        prefixes.append(_most(own or [token.prefix for token in reaching]))
    names = _names(prefixes)
    for chosen in product(*numberings):
        levels = zip(names, chosen, prefixes, (MOT.levels[0].separator, *separators), strict=True)
        yield _scheme_of(tuple(SchemeLevel(*level) for level in levels))


def _in_words(tokens: Sequence[CodeToken]) -> Iterator[Scheme]:
    """Schemes in which each level has its own word and a number: ``Axe 1``, ``Fiche 3``."""
    single = [token for token in tokens if len(token.parts) == 1 and _is_word(token.prefix)]
    counted = Counter(token.prefix for token in single)
    words = [word for word, n in counted.items() if n > 1 or word.strip()[2:]]
    if not 2 <= len(words) <= MOST_LEVELS:
        return
    own = {
        word: _numberings([token.parts[0] for token in single if token.prefix == word])
        for word in words
    }
    if not all(own.values()):
        return
    counts = {word: numberings[-1] for word, numberings in own.items()}
    rows = [
        NumberedWord(token.prefix, _number(token.parts[0], counts[token.prefix]))
        for token in single
        if token.prefix in counts
    ]
    nested = in_nesting(rows)
    words = nested or words
    optional = left_out([row.word for row in rows], words) if nested else frozenset()
    levels: list[SchemeLevel] = []
    for number, (name, word) in enumerate(zip(_names(words), words, strict=True)):
        counting = _counting(rows, words[:number], word) if number else "parent"
        separator = None if number else "."
        levels.append(SchemeLevel(name, counts[word], word, separator, counting, word in optional))
    yield _scheme_of(tuple(levels))


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


def _most(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _is_word(prefix: str) -> bool:
    # "Art. 1" is a word cut short, "A.1" is none.
    return any(map(str.isalpha, prefix)) and not set(prefix.replace(". ", " ")) & set(".-_/")


def _names(prefixes: Sequence[str]) -> list[str]:
    """What the rows of each level are called: the word before their number, or as ours are; no two
    alike."""
    words = [prefix.strip(" .°º-_") for prefix in prefixes]
    found = [word if len(word) > 2 and _is_word(word) else "" for word in words]
    usual = iter([one.name for one in MOT.headings if one.name not in found])
    names: list[str] = []
    for level, word in enumerate(found, 1):
        name = word or next(usual, str(level))
        names.append(f"{name} {level}" if name in names else name)
    return names


# Judgement


def _judged(scheme: Scheme, texts: Sequence[str], filled: int, is_named: bool) -> Recognised | None:
    """How well a scheme fits; ``None`` where it does not."""
    codes = scheme.read_column(texts, tidied=True)
    read = [code for code in codes if code is not None]
    if len(set(read)) < _FEWEST:
        return None
    unread = [t for t, code in zip(texts, codes, strict=True) if t and code is None]
    others = sum(is_other_kind(scheme, text) for text in unread)
    irregular = sum(
        any(map(str.isdecimal, text))
        and (as_figures(text) or as_letters(text)) is not None
        and not is_other_kind(scheme, text)
        and not scheme.readings(scheme.tidy(text))
        for text in unread
    )
    if len(read) < _MOST_READ * (filled - others) or len(read) < _LEAST_READ * filled:
        return None
    if not _begins_low(scheme, read):
        return None
    followed = _followed(scheme, read)
    if followed < _FOLLOWED:
        if not (is_named and _rise(scheme, read)):
            return None
        followed = _FOLLOWED
    examples: dict[int, str] = {}
    for text, code in zip(texts, codes, strict=True):
        if code is not None:
            examples.setdefault(len(code), text)
    return Recognised(
        scheme, tuple(codes), filled, len(read), others, followed, irregular,
        tuple(examples[depth] for depth in sorted(examples)), _leaps(scheme, texts),
    )  # fmt: skip


def _leaps(scheme: Scheme, texts: Sequence[str]) -> bool:
    """Whether a level is left out under some headings, where each has its own word: it may be one
    that not every heading has, and which word stands above which is then not sure."""
    if any(level.separator is not None for level in scheme.headings[1:]):
        return False
    level = {one.prefix: number for number, one in enumerate(scheme.headings)}
    levels = [at for text in texts if text and (at := level.get(prefix_of(text))) is not None]
    above = Counter(levels)
    leaps = Counter(
        one
        for one, below in pairwise(levels)
        if not all(level.is_optional for level in scheme.headings[one + 1 : below])
    )
    return any(_RARE * n > above[one] for one, n in leaps.items())


def is_other_kind(scheme: Scheme, text: str) -> bool:
    """Whether a text that a scheme does not read is a code of another kind: ``M4`` among ``WP1``
    and ``T1.1``, ``Annexe A``; or one that was put between: ``Article 3 bis``."""
    if is_inserted(text):
        return True
    token = as_figures(text)
    if token is None:
        token = as_letters(text)
        if token is None or not _is_word(token.prefix):
            return False
    if not token.prefix.strip():
        return False
    depth = len(token.parts)
    return depth > scheme.depth or token.prefix.casefold().strip() not in {
        level.prefix.casefold().strip() for level in scheme.headings
    }


def _begins_low(scheme: Scheme, codes: Sequence[Code]) -> bool:
    first = {code[0] for code in codes}
    if scheme.headings[0].numbering in {"1", "01", "001"}:
        return min(first) <= _HIGHEST_FIRST and max(first) < 10 * _HIGHEST_FIRST
    # "V1.1", "T1.1": a letter that stays the same, and is not the first, is none that counts.
    return (min(first) == 1 or len(first) > 1) and max(first) - min(first) < 2 * len(first)


def _rise(scheme: Scheme, codes: Sequence[Code]) -> bool:
    """Whether many codes in figures, which hold those of their headings, rise from row to row, and
    are written as no amount is: with a sign before the number, or on three levels."""
    is_written = scheme.depth > 2 or any(level.prefix.strip() for level in scheme.headings)
    in_figures = all(level.numbering in FIGURES for level in scheme.headings)
    if len(codes) < _FEWEST_RISING or scheme.depth < 2 or not (is_written and in_figures):
        return False
    return scheme.is_nested and all(previous < code for previous, code in pairwise(codes))


def _followed(scheme: Scheme, codes: Sequence[Code]) -> float:
    """The share of the codes that are what may follow the one above."""
    found: list[float] = []
    through = {
        depth for depth, level in enumerate(scheme.headings, 1) if level.counting == "programme"
    }
    if not through:
        found += (
            nearness(previous, code) for previous, code in pairwise(codes) if code != previous
        )
        return sum(found) / len(found) if found else 0.0
    last: dict[int, int] = {}
    for previous, code in pairwise(codes):
        last[len(previous)] = previous[-1]
        if code == previous:
            continue
        if min(len(code), scheme.depth) in through:
            ahead = code[-1] - last.get(len(code), 0)
            found.append(1.0 if ahead == 1 else NEARLY if 1 < ahead <= NEAR else 0.0)
        else:
            found.append(nearness(previous, code))
    return sum(found) / len(found) if found else 0.0


__all__ = [
    "Recognised",
    "code_at_start",
    "end_of_code",
    "is_other_kind",
    "looks_like_code",
    "prefix_of",
    "recognise",
    "text_of",
]
